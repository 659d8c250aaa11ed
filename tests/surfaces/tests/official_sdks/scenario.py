"""The life of a Connected App, by Stytch's SDK for Python."""

import os
from urllib.parse import parse_qs, urlsplit

import requests
from stytch import B2BClient
from stytch.core.response_base import StytchError

URL = os.environ["STYTCH_URL"]
PROJECT_ID = os.environ["STYTCH_PROJECT_ID"]
SECRET = os.environ["STYTCH_SECRET"]
CALLBACK = "https://calendar.example/callback"
SCOPES = ["openid", "offline_access"]

# `custom_base_url` has to be of https; `environment` takes any URL.
client = B2BClient(PROJECT_ID, SECRET, environment=URL, fraud_environment=URL)


def token(**form):
    """The app's side of the flow, for which the SDK has no call."""
    return requests.post(f"{URL}/v1/public/{PROJECT_ID}/oauth2/token", data=form, timeout=10)


def link_to(address):
    """The token of the magic link that Stytch would have sent."""
    answer = requests.get(f"{URL}/sandbox/messages", params={"to": address}, auth=(PROJECT_ID, SECRET), timeout=10)
    return answer.json()["messages"][-1]["token"]


def failure(call, *arguments, **named):
    try:
        call(*arguments, **named)
    except StytchError as error:
        return error.details.status_code, error.details.error_type
    raise AssertionError("no error")


organization_id = client.organizations.create(organization_name="Acme").organization.organization_id
address = "ada@acme.example"
member_id = client.organizations.members.create(organization_id, address, name="Ada").member_id

client.magic_links.email.login_or_signup(organization_id, address)
signed_in = client.magic_links.authenticate(link_to(address))
assert signed_in.member_id == member_id
session = client.sessions.authenticate_jwt_local(signed_in.session_jwt)
assert session.organization_id == organization_id

app = client.connected_app.clients.create(
    "third_party", client_name="Calendar", redirect_urls=[CALLBACK]
).connected_app
members = client.organizations.members


def authorize():
    request = {
        "client_id": app.client_id,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scopes": SCOPES,
        "session_token": signed_in.session_token,
    }
    page = client.idp.oauth.authorize_start(**request)
    assert page.client.client_name == "Calendar" and page.consent_required
    consent = client.idp.oauth.authorize(consent_granted=True, state="state-1", **request)
    query = parse_qs(urlsplit(consent.redirect_uri).query)
    assert query["state"] == ["state-1"]
    answer = token(
        grant_type="authorization_code",
        client_id=app.client_id,
        client_secret=app.client_secret,
        code=query["code"][0],
        redirect_uri=CALLBACK,
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def introspect(access_token):
    return client.idp.introspect_token_network(access_token, app.client_id, app.client_secret)


def listed():
    return [app.connected_app_id for app in members.get_connected_apps(organization_id, member_id).connected_apps]


tokens = authorize()
introspected = introspect(tokens["access_token"])
assert introspected.subject == member_id and introspected.scope == " ".join(SCOPES)
assert introspected.organization_claim["organization_id"] == organization_id
assert client.idp.introspect_access_token_local(tokens["access_token"]).subject == member_id

assert listed() == [app.client_id]
members.connected_apps.revoke(organization_id, member_id, app.client_id)
assert listed() == []
assert introspect(tokens["access_token"]) is None
refused = token(
    grant_type="refresh_token",
    client_id=app.client_id,
    client_secret=app.client_secret,
    refresh_token=tokens["refresh_token"],
)
assert (refused.status_code, refused.json()["error"]) == (401, "connected_app_consent_revoked")

again = authorize()
assert listed() == [app.client_id]
assert introspect(again["access_token"]).subject == member_id
unknown = failure(members.connected_apps.revoke, organization_id, member_id, "connected-app-test-1")
assert unknown == (404, "connected_app_not_found")

machine = client.m2m.clients.create(scopes=["read:logs"]).m2m_client
access_token = client.m2m.token(machine.client_id, machine.client_secret, scopes=["read:logs"]).access_token
claims = client.m2m.authenticate_token(access_token, required_scopes=["read:logs"])
assert claims.client_id == machine.client_id
assert failure(client.m2m.token, machine.client_id, "wrong") == (400, "invalid_client_secret")
print("done")
