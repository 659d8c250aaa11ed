import os

import requests

os.environ["NETRC"] = os.devnull  # no credential of ~/.netrc

response = requests.post(
    "https://test.stytch.com/v1/b2b/organizations/acme/members/ada%40acme.example/connected_apps/connected-app-test-1/revoke",
    auth=(os.environ["STYTCH_PROJECT_ID"], os.environ["STYTCH_SECRET"]),
    headers={
        "X-Stytch-Member-Session": os.environ["STYTCH_SESSION_TOKEN"],
    },
    json={},
    allow_redirects=False,
)
print(response.status_code, response.text)
