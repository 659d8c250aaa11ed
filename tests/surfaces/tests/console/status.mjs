// The state of a gateway after it was probed.
import assert from "node:assert/strict";

globalThis.location = { origin: "http://127.0.0.1:8080" };
globalThis.document = new EventTarget();
const { probe } = await import(process.argv[2]);
const cancel = new AbortController().signal;
const asked = [];
async function state(answer, { token } = { token: "secret-token" }) {
  asked.length = 0;
  globalThis.fetch = (url, init) => {
    asked.push([url, init]);
    return Promise.resolve(answer);
  };
  const found = await probe(location.origin, token, cancel);
  assert.ok(!JSON.stringify(found).includes("secret-token"));
  return found;
}
const problem = (status, code, detail) => Response.json({ status, code, detail }, { status });
const sandbox = { name: "stytch", title: "Stytch", mode: "sandbox", upstream: "http://127.0.0.1:1" };

const ready = await state(Response.json({ admin: true, providers: [sandbox] }));
assert.equal(ready.kind, "ready");
assert.match(ready.message, /Stytch \(sandbox\)/);
assert.equal(asked[0][0], `${location.origin}/-/status`);
assert.equal(asked[0][1].headers.Authorization, "Bearer secret-token");

// Without a token, only the health check is requested.
const locked = await state(new Response(null, { status: 204 }), {});
assert.deepEqual([locked.kind, locked.token, asked[0][0], asked[0][1].headers], ["failed", true, `${location.origin}/-/health`, undefined]);

const unknown = await state(problem(401, "unknown_token", "the gateway does not know this token or key"));
assert.deepEqual([unknown.kind, unknown.token], ["failed", true]);
assert.match(unknown.message, /401.*does not know/);
const refused = await state(problem(403, "origin", "pages of this origin may not call the gateway"));
assert.match(refused.message, /403 origin.*Pages of this origin/);
assert.equal(refused.token, undefined);
for (const other of [new Response("<h1>", { status: 404 }), Response.json({}), new Response("ok"), Response.json(null), new Response(null, { status: 302 })]) {
  assert.match((await state(other)).message, /no gateway/);
}
assert.match((await state(new Response("ok"), {})).message, /no gateway/);
