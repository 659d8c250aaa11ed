// In browsers a client refuses credentials and calls a gateway.
import assert from "node:assert/strict";
import test from "node:test";
import { ConfigurationError, createClient } from "stytch-endpoints";
import { credentials, failure } from "./support.mjs";

const user = { user_id: "u" };
const MOZILLA = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

const OPEN = {
  page: { window: {}, document: {}, navigator: { userAgent: MOZILLA } },
  worker: { WorkerGlobalScope: class {}, navigator: { userAgent: MOZILLA } },
  app: { window: {}, navigator: { product: "ReactNative" } },
};

const SERVERS = {
  node: {},
  deno: { window: {}, navigator: { userAgent: "Deno/1.46.3" } },
  "a worker of Deno's": { WorkerGlobalScope: class {}, navigator: { userAgent: "Deno/2.1.0" } },
  bun: { navigator: { userAgent: "Bun/1.1.38" } },
  cloudflare: { WorkerGlobalScope: class {}, navigator: { userAgent: "Cloudflare-Workers" } },
  edge: { EdgeRuntime: "vercel", WorkerGlobalScope: undefined },
};

/** Makes this process look like somewhere else. */
function pretend(t, globals) {
  for (const [name, value] of Object.entries({ navigator: undefined, ...globals })) {
    const known = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    t.after(() => (known === undefined ? delete globalThis[name] : Object.defineProperty(globalThis, name, known)));
  }
}

for (const [name, globals] of Object.entries(OPEN)) {
  test(`${name}: no credentials`, async (t) => {
    pretend(t, globals);
    const error = await failure(() => createClient({ credentials }), ConfigurationError, "browser", "gatewayUrl");
    assert.ok(!error.message.includes(credentials.secret));
    // A bundler may put variables of the build into the page.
    Object.assign(process.env, { STYTCH_PROJECT_ID: "project-test-1", STYTCH_SECRET: "s" });
    t.after(() => ["STYTCH_PROJECT_ID", "STYTCH_SECRET"].forEach((name) => delete process.env[name]));
    const calls = [];
    const client = createClient({ fetch: async (url) => calls.push(url) });
    await failure(() => client.apiUserV1ConnectedApps(user), ConfigurationError, "browser");
    assert.deepEqual(calls, []);
  });

  test(`${name}: a gateway`, async (t) => {
    pretend(t, globals);
    const calls = [];
    const fetch = async (url, init) => {
      calls.push([url, Object.keys(init.headers)]);
      return Response.json({});
    };
    await createClient({ gatewayUrl: "https://gateway.example.com", token: "t", fetch }).apiUserV1ConnectedApps(user);
    // Browsers forbid some headers, which only servers may set.
    assert.deepEqual(calls, [["https://gateway.example.com/v1/users/u/connected_apps", ["accept", "authorization"]]]);
    const { message } = await failure(
      () => createClient({ fetch }).apiUserV1ConnectedApps(user),
      ConfigurationError,
      "no gateway is set",
      "gatewayUrl",
    );
    assert.ok(!message.includes("STYTCH_SECRET"), message);
  });
}

for (const [name, globals] of Object.entries(SERVERS)) {
  test(`${name}: credentials`, async (t) => {
    pretend(t, globals);
    const client = createClient({ credentials, fetch: async () => Response.json({ request_id: name }) });
    assert.deepEqual(await client.apiUserV1ConnectedApps(user), { request_id: name });
  });
}

test("a runtime without `process`, or without access to it, is supported", async (t) => {
  const { process } = globalThis;
  t.after(() => (globalThis.process = process));
  const refusing = {
    get env() {
      throw new Error("not allowed");
    },
  };
  for (const other of [undefined, {}, refusing]) {
    globalThis.process = other;
    const client = createClient({ fetch: async () => Response.json({}) });
    const error = await client.apiUserV1ConnectedApps(user).catch((error) => error);
    globalThis.process = process;
    assert.ok(error instanceof ConfigurationError, String(error));
  }
});
