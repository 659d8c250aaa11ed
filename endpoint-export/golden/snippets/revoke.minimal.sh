curl 'https://test.stytch.com/v1/b2b/organizations/organization-test-22222222-2222-4222-8222-222222222222/members/member-test-33333333-3333-4333-8333-333333333333/connected_apps/connected-app-test-77777777-7777-4777-8777-777777777777/revoke' \
  --request POST \
  --user "$STYTCH_PROJECT_ID:$STYTCH_SECRET" \
  --header 'Content-Type: application/json' \
  --data-raw '{}'
