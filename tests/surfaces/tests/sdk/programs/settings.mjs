// Settings of a client: options and environment variables.
import assert from "node:assert/strict";
import test from "node:test";
import { ConfigurationError, createClient } from "stytch-endpoints";
import { credentials, failure, serve } from "./support.mjs";

const user = { user_id: "u" };
const NAMES = [
  "STYTCH_PROJECT_ID",
  "STYTCH_SECRET",
  "STYTCH_BASE_URL",
  "STYTCH_FRAUD_URL",
  "STYTCH_GATEWAY_URL",
  "STYTCH_GATEWAY_TOKEN",
];

/** Sets these environment variables of the provider for a test, and clears the others. */
function environment(t, variables) {
  const clear = () => NAMES.forEach((name) => delete process.env[name]);
  clear();
  Object.assign(process.env, variables);
  t.after(clear);
}

/** Returns the default client of a new import of the package. */
async function fresh() {
  const { default: client } = await import(
    new URL(`./node_modules/stytch-endpoints/index.js?${Math.random()}`, import.meta.url).href
  );
  return client;
}

/** Creates a client, and records the URL and the credential of its calls. */
function recorded(options) {
  const calls = [];
  const fetch = async (url, init) => {
    calls.push({ url, authorization: init.headers.authorization });
    return Response.json({});
  };
  return { calls, client: createClient({ ...options, fetch }) };
}

const PROJECT = { STYTCH_PROJECT_ID: "project-test-1", STYTCH_SECRET: "s" };

test("without settings a call names all that are missing", async (t) => {
  environment(t, {});
  const client = await fresh();
  const { message } = await failure(
    () => client.apiUserV1ConnectedApps(user),
    ConfigurationError,
    "STYTCH_PROJECT_ID and STYTCH_SECRET",
    "STYTCH_GATEWAY_URL",
    "createClient({ credentials: { projectId, secret } })",
  );
  assert.match(message, /^no credentials are set; /);
  await failure(() => createClient().apiUserV1ConnectedApps(user), ConfigurationError);
  // With settings, the same client calls.
  const { url, requests } = await serve(t);
  Object.assign(process.env, PROJECT, { STYTCH_BASE_URL: url });
  await client.apiUserV1ConnectedApps(user);
  assert.equal(requests[0].headers.authorization, `Basic ${btoa("project-test-1:s")}`);
});

test("exactly the missing settings are named", async (t) => {
  environment(t, { STYTCH_PROJECT_ID: "project-test-1" });
  const { message } = await failure(
    () => createClient().apiUserV1ConnectedApps(user),
    ConfigurationError,
    "set STYTCH_SECRET in the environment",
  );
  assert.ok(!message.includes("STYTCH_PROJECT_ID"), message);
});

test("the environment follows from the project id", async (t) => {
  environment(t, {});
  for (const [projectId, host] of [
    ["project-test-1", "https://test.stytch.com"],
    ["project-live-1", "https://api.stytch.com"],
    ["my-project-live-1", "https://test.stytch.com"],
  ]) {
    const { client, calls } = recorded({ credentials: { projectId, secret: "s" } });
    await client.apiUserV1ConnectedApps(user);
    assert.deepEqual(calls, [
      { url: `${host}/v1/users/u/connected_apps`, authorization: `Basic ${btoa(`${projectId}:s`)}` },
    ]);
  }
  environment(t, { ...PROJECT, STYTCH_PROJECT_ID: "project-live-2" });
  const { client, calls } = recorded({});
  await client.apiUserV1ConnectedApps(user);
  assert.equal(new URL(calls[0].url).origin, "https://api.stytch.com");
});

test("options take precedence over environment variables", async (t) => {
  environment(t, { ...PROJECT, STYTCH_BASE_URL: "https://environment.example.com", STYTCH_GATEWAY_TOKEN: "environment", STYTCH_TOKEN: "other" });
  for (const [options, origin, authorization] of [
    [{}, "https://environment.example.com", `Basic ${btoa("project-test-1:s")}`],
    [{ baseUrl: "https://option.example.com" }, "https://option.example.com", `Basic ${btoa("project-test-1:s")}`],
    [
      { credentials: { projectId: "p", secret: "ü" } },
      "https://environment.example.com",
      `Basic ${Buffer.from("p:ü").toString("base64")}`,
    ],
    [{ gatewayUrl: "https://gateway.example.com" }, "https://gateway.example.com", "Bearer environment"],
    [{ gatewayUrl: "https://gateway.example.com", token: "option" }, "https://gateway.example.com", "Bearer option"],
  ]) {
    const { client, calls } = recorded(options);
    await client.apiUserV1ConnectedApps(user);
    assert.deepEqual([new URL(calls[0].url).origin, calls[0].authorization], [origin, authorization]);
  }
});

test("a gateway needs no credentials and gets none", async (t) => {
  environment(t, { ...PROJECT, STYTCH_GATEWAY_URL: "https://gateway.example.com/stytch/" });
  const { client, calls } = recorded({});
  await client.apiUserV1ConnectedApps(user);
  assert.deepEqual(calls, [
    { url: "https://gateway.example.com/stytch/v1/users/u/connected_apps", authorization: undefined },
  ]);
  process.env.STYTCH_BASE_URL = "https://other.example.com";
  await failure(
    () => recorded({}).client.apiUserV1ConnectedApps(user),
    ConfigurationError,
    "STYTCH_GATEWAY_URL and STYTCH_BASE_URL are both set",
  );
  delete process.env.STYTCH_BASE_URL;
  process.env.STYTCH_FRAUD_URL = "https://other.example.com";
  await failure(
    () => recorded({}).client.apiUserV1ConnectedApps(user),
    ConfigurationError,
    "STYTCH_GATEWAY_URL and STYTCH_FRAUD_URL are both set",
  );
  process.env.STYTCH_BASE_URL = "https://other.example.com";
  // Environment variables do not change the meaning of an option.
  const direct = recorded({ credentials });
  await direct.client.apiUserV1ConnectedApps(user);
  assert.equal(new URL(direct.calls[0].url).origin, "https://other.example.com");
});

test("variables that are blank or padded are named", async (t) => {
  for (const [name, value, text] of [
    ["STYTCH_PROJECT_ID", "", "is blank"],
    ["STYTCH_SECRET", " ", "is blank"],
    ["STYTCH_SECRET", "s\n", "line break"],
    ["STYTCH_PROJECT_ID", "p:q", ":"],
    ["STYTCH_BASE_URL", "", "is blank"],
    ["STYTCH_FRAUD_URL", "", "is blank"],
    ["STYTCH_BASE_URL", "http://example.com", "plain http"],
    ["STYTCH_GATEWAY_URL", "gateway", "looks like"],
  ]) {
    environment(t, { ...PROJECT, [name]: value });
    await failure(() => recorded({}).client.apiUserV1ConnectedApps(user), ConfigurationError, text);
  }
});

test("base URLs that would lose or leak something are refused at once", async () => {
  for (const [url, text] of [
    ["", "is blank"],
    ["api.example.com", "looks like"],
    ["/v1", "looks like"],
    ["https://", "looks like"],
    ["https://host:99999", "looks like"],
    ["https:host", "looks like"],
    ["https:\\\\host", "looks like"],
    ["https://host\\@evil.example", "looks like"],
    ["https://ho\nst", "looks like"],
    ["https://host/a b", "looks like"],
    ["ftp://host", "starts with https://"],
    ["http://host", "plain http"],
    ["http://127.0.0.1.evil.example", "plain http"],
    ["http://localhost.evil.example", "plain http"],
    ["http://0.0.0.0", "plain http"],
    ["https://user:pass@host", "no user name"],
    ["https://host?x=1", "no query"],
    ["https://host/#x", "no query"],
    ["https://host/a/../b", "segment"],
    ["https://host/a/%2E%2e", "segment"],
    ["https://host//a", "segment"],
  ]) {
    await failure(() => createClient({ baseUrl: url, credentials }), ConfigurationError, "`baseUrl`", text);
    await failure(() => createClient({ gatewayUrl: url }), ConfigurationError, "`gatewayUrl`", text);
  }
  for (const url of ["http://localhost:1", "http://127.9.9.9", "http://[::1]:80", "HTTPS://Host:8443/a/b/"]) {
    createClient({ baseUrl: url, credentials });
  }
});

test("invalid options are refused at once", async () => {
  for (const [options, text] of [
    [{ baseURL: "https://host" }, "`baseURL` is not an option"],
    [{ gatewayUrl: "https://host", credentials }, "leave"],
    [{ gatewayUrl: "https://host", baseUrl: "https://host" }, "leave"],
    [{ token: "t", credentials }, "for a gateway"],
    [{ token: "t" }, "for a gateway"],
    [{ credentials: { projectId: "p" } }, "{ projectId, secret }"],
    [{ credentials: { project_id: "p", secret: "s" } }, "{ projectId, secret }"],
    [{ credentials: { projectId: "p", secret: "s", region: "eu" } }, "`credentials.region`"],
    [{ credentials: "p:s" }, "credentials"],
    [{ credentials: null }, "credentials"],
    [{ hosts: { films: "https://host" }, credentials }, "`hosts.films` is not known"],
    [{ hosts: { fraud: "http://host" }, credentials }, "`hosts.fraud`"],
    [{ fetch: {} }, "`fetch` is not a function"],
    [{ timeout: 0 }, "`timeout`"],
    [{ timeout: Infinity }, "`timeout`"],
    [{ baseUrl: 7, credentials }, "`baseUrl` is not a string"],
    [{ gatewayUrl: "https://host", token: "a b" }, "visible ASCII"],
    [{ hosts: "fraud", credentials }, "`hosts` is not an object"],
    ...["baseUrl", "credentials", "gatewayUrl", "token", "hosts", "fetch", "timeout"].map((name) => [
      { [name]: null },
      `\`${name}\` is null`,
    ]),
    [{ credentials: { projectId: "p", secret: null } }, "`credentials.secret` is not a string"],
    [null, "options"],
    ["https://host", "options"],
  ]) {
    await failure(() => createClient(options), ConfigurationError, text);
  }
});

test("an empty gateway URL counts as not set", async (t) => {
  environment(t, { ...PROJECT, STYTCH_GATEWAY_URL: "", STYTCH_BASE_URL: "https://base.example.com" });
  const { client, calls } = recorded({});
  await client.apiUserV1ConnectedApps(user);
  assert.equal(new URL(calls[0].url).origin, "https://base.example.com");
  environment(t, { STYTCH_GATEWAY_URL: "https://gateway.example.com", STYTCH_GATEWAY_TOKEN: "" });
  const gateway = recorded({});
  await gateway.client.apiUserV1ConnectedApps(user);
  assert.equal(gateway.calls[0].authorization, undefined);
});

test("members of `Object.prototype` are not options", async (t) => {
  environment(t, PROJECT);
  const evil = {
    baseUrl: "http://127.0.0.2:9/evil",
    STYTCH_BASE_URL: "http://127.0.0.2:9/evil",
    STYTCH_GATEWAY_URL: "http://127.0.0.2:9/evil",
    gatewayUrl: "http://127.0.0.2:9/evil",
    usernamePrefix: "project-test-",
    host: "fraud",
    hosts: { fraud: "http://127.0.0.2:9/evil" },
    credentials: { projectId: "evil", secret: "evil" },
    token: "evil",
    fetch: () => assert.fail("called"),
    timeout: -1,
    headers: { "X-Evil": "evil" },
    projectId: "evil",
  };
  const fetched = [];
  t.mock.method(globalThis, "fetch", async (url, { headers }) => {
    fetched.push([url, headers.authorization, headers["X-Evil"] ?? headers["x-evil"]]);
    return Response.json({});
  });
  for (const [name, value] of Object.entries(evil)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      await createClient().apiUserV1ConnectedApps(user, {});
      await createClient({ credentials }).apiUserV1ConnectedApps(user);
    } finally {
      delete Object.prototype[name];
    }
  }
  const { projectId, secret } = credentials;
  const own = ["project-test-1:s", `${projectId}:${secret}`].map((pair) => `Basic ${btoa(pair)}`);
  assert.equal(fetched.length, 2 * Object.keys(evil).length);
  for (const [url, authorization, header] of fetched) {
    assert.equal(url, "https://test.stytch.com/v1/users/u/connected_apps");
    assert.ok(own.includes(authorization), authorization);
    assert.equal(header, undefined);
  }
  // A missing part is not read from the prototype.
  Object.prototype.secret = "evil";
  try {
    await failure(() => createClient({ credentials: { projectId } }), ConfigurationError, "incomplete");
  } finally {
    delete Object.prototype.secret;
  }
});

test("an import has no effect", async (t) => {
  environment(t, { STYTCH_GATEWAY_URL: "nonsense" });
  t.mock.method(globalThis, "fetch", () => assert.fail("called"));
  assert.equal(typeof (await fresh()).apiUserV1Revoke, "function");
});
