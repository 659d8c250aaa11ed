Add-Type -AssemblyName System.Net.Http
$client = [System.Net.Http.HttpClient]::new()
$request = [System.Net.Http.HttpRequestMessage]::new('POST', 'https://test.stytch.com/v1/b2b/organizations/organization-test-22222222-2222-4222-8222-222222222222/members/member-test-33333333-3333-4333-8333-333333333333/connected_apps/connected-app-test-77777777-7777-4777-8777-777777777777/revoke')
[void]$request.Headers.TryAddWithoutValidation('Authorization', 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($env:STYTCH_PROJECT_ID + ':' + $env:STYTCH_SECRET)))
$request.Content = [System.Net.Http.ByteArrayContent]::new([Text.Encoding]::UTF8.GetBytes('{}'))
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')
$response = $client.SendAsync($request).GetAwaiter().GetResult()
[int]$response.StatusCode
$response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
