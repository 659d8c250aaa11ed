curl 'https://test.stytch.com/v1/b2b/organizations/acme/members/ada%40acme.example/connected_apps/connected-app-test-1/revoke' \
  --request POST \
  --user "$STYTCH_PROJECT_ID:$STYTCH_SECRET" \
  --header 'Content-Type: application/json' \
  --header @- \
  --data-raw '{}' <<EOF
X-Stytch-Member-Session: $STYTCH_SESSION_TOKEN
EOF
