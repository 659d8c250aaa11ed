import os

import requests

os.environ["NETRC"] = os.devnull  # no credential of ~/.netrc

response = requests.post(
    "https://test.stytch.com/v1/b2b/organizations/organization-test-22222222-2222-4222-8222-222222222222/members/member-test-33333333-3333-4333-8333-333333333333/connected_apps/connected-app-test-77777777-7777-4777-8777-777777777777/revoke",
    auth=(os.environ["STYTCH_PROJECT_ID"], os.environ["STYTCH_SECRET"]),
    json={},
)
print(response.status_code, response.text)
