Add-Type -AssemblyName System.Net.Http
$handler = [System.Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$client = [System.Net.Http.HttpClient]::new($handler)
$request = [System.Net.Http.HttpRequestMessage]::new('POST', 'https://test.stytch.com/v1/b2b/organizations/acme/members/ada%40acme.example/connected_apps/connected-app-test-1/revoke')
[void]$request.Headers.TryAddWithoutValidation('Authorization', 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($env:STYTCH_PROJECT_ID + ':' + $env:STYTCH_SECRET)))
[void]$request.Headers.TryAddWithoutValidation('X-Stytch-Member-Session', $env:STYTCH_SESSION_TOKEN)
$request.Content = [System.Net.Http.ByteArrayContent]::new([Text.Encoding]::UTF8.GetBytes('{}'))
[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')
$response = $client.SendAsync($request).GetAwaiter().GetResult()
[int]$response.StatusCode
$response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
