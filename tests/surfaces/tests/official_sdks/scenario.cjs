// The life of a Connected App, by Stytch's SDK for Node.
const assert = require("node:assert/strict");
const { B2BClient } = require("stytch");

const { STYTCH_URL, STYTCH_PROJECT_ID, STYTCH_SECRET } = process.env;
const callback = "https://calendar.example/callback";
const scopes = ["openid", "offline_access"];

// `custom_base_url` has to be of https; `env` takes any URL.
const client = new B2BClient({
  project_id: STYTCH_PROJECT_ID,
  secret: STYTCH_SECRET,
  env: STYTCH_URL,
  fraud_env: STYTCH_URL,
});

async function call(path, init) {
  const response = await fetch(new URL(path, STYTCH_URL), init);
  return { status: response.status, body: await response.json() };
}

// The SDK has no call for the app's side of the flow.
function token(form) {
  const body = new URLSearchParams(form);
  return call(`/v1/public/${STYTCH_PROJECT_ID}/oauth2/token`, { method: "POST", body });
}

// The token of the magic link that Stytch would have sent.
async function linkTo(address) {
  const credentials = Buffer.from(`${STYTCH_PROJECT_ID}:${STYTCH_SECRET}`).toString("base64");
  const headers = { Authorization: `Basic ${credentials}` };
  const { body } = await call(`/sandbox/messages?to=${encodeURIComponent(address)}`, { headers });
  return body.messages.at(-1).token;
}

async function failure(promise) {
  const error = await promise.then(() => assert.fail("no error"), (error) => error);
  return [error.status_code, error.error_type];
}

async function main() {
  const { organization } = await client.organizations.create({ organization_name: "Acme" });
  const { organization_id } = organization;
  const email_address = "ada@acme.example";
  const { member_id } = await client.organizations.members.create({ organization_id, email_address, name: "Ada" });

  await client.magicLinks.email.loginOrSignup({ organization_id, email_address });
  const magic_links_token = await linkTo(email_address);
  const signedIn = await client.magicLinks.authenticate({ magic_links_token });
  assert.equal(signedIn.member_id, member_id);
  const { session_token, session_jwt } = signedIn;
  const session = await client.sessions.authenticateJwtLocal({ session_jwt });
  assert.equal(session.organization_id, organization_id);

  const { connected_app } = await client.connectedApp.clients.create({
    client_type: "third_party",
    client_name: "Calendar",
    redirect_urls: [callback],
  });
  const { client_id, client_secret } = connected_app;

  const authorize = async () => {
    const request = { client_id, redirect_uri: callback, response_type: "code", scopes, session_token };
    const page = await client.idp.oauth.authorizeStart(request);
    assert.equal(page.client.client_name, "Calendar");
    assert.equal(page.consent_required, true);
    const consent = await client.idp.oauth.authorize({ ...request, consent_granted: true, state: "state-1" });
    const redirect = new URL(consent.redirect_uri);
    assert.equal(redirect.searchParams.get("state"), "state-1");
    const code = redirect.searchParams.get("code");
    const form = { grant_type: "authorization_code", client_id, client_secret, code, redirect_uri: callback };
    const { status, body } = await token(form);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const introspect = (token) => client.idp.introspectTokenNetwork({ token, client_id, client_secret });

  const tokens = await authorize();
  const introspected = await introspect(tokens.access_token);
  assert.equal(introspected.subject, member_id);
  assert.equal(introspected.scope, scopes.join(" "));
  assert.equal(introspected.organization.organization_id, organization_id);
  const local = await client.idp.introspectTokenLocal(tokens.access_token);
  assert.equal(local.subject, member_id);

  const connectedApps = client.organizations.members.connectedApps;
  const listed = async () => {
    const { connected_apps } = await client.organizations.members.getConnectedApps({ organization_id, member_id });
    return connected_apps.map((app) => app.connected_app_id);
  };
  assert.deepEqual(await listed(), [client_id]);
  await connectedApps.revoke({ organization_id, member_id, connected_app_id: client_id });
  assert.deepEqual(await listed(), []);
  await assert.rejects(introspect(tokens.access_token), /not active/);
  const { refresh_token } = tokens;
  const refused = await token({ grant_type: "refresh_token", client_id, client_secret, refresh_token });
  assert.deepEqual([refused.status, refused.body.error], [401, "connected_app_consent_revoked"]);

  const again = await authorize();
  assert.deepEqual(await listed(), [client_id]);
  assert.equal((await introspect(again.access_token)).subject, member_id);
  const unknown = { organization_id, member_id, connected_app_id: "connected-app-test-1" };
  assert.deepEqual(await failure(connectedApps.revoke(unknown)), [404, "connected_app_not_found"]);

  const { m2m_client } = await client.m2m.clients.create({ scopes: ["read:logs"] });
  const machine = { client_id: m2m_client.client_id, client_secret: m2m_client.client_secret };
  const { access_token } = await client.m2m.token({ ...machine, scopes: ["read:logs"] });
  const claims = await client.m2m.authenticateToken({ access_token, required_scopes: ["read:logs"] });
  assert.equal(claims.client_id, m2m_client.client_id);
  const wrong = client.m2m.token({ ...machine, client_secret: "wrong" });
  assert.deepEqual(await failure(wrong), [400, "invalid_client_secret"]);
  console.log("done");
}

main();
