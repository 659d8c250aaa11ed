// Requests without a response: each cause has a message of its own.
import assert from "node:assert/strict";

globalThis.location = { origin: "https://docs.example.com" };
globalThis.document = new EventTarget();
const { request, problemOf, gatewayCode, sentence } = await import(process.argv[2]);
// Keeps Node running, since it does not wait for the timer of a signal.
const awake = setInterval(() => {}, 1000);
const GATEWAY = "https://gateway.example.com";
const forever = new AbortController().signal;
const refused = () => Promise.reject(new TypeError("Failed to fetch"));

/** Returns the error of a request; `first` plays the request, and `health` the probe without CORS. */
async function failure({ first = refused, health = refused, origin = GATEWAY, cancel = forever, seconds = 60 }) {
  const asked = [];
  globalThis.fetch = (url, init) => {
    asked.push([url, init]);
    return init.mode === "no-cors" ? health() : first(init);
  };
  const thrown = await request(origin, "/v1/x", { method: "POST" }, cancel, seconds).then(() => assert.fail("an answer"), (error) => error);
  for (const [url, init] of asked) {
    assert.equal(init.credentials, "omit");
    assert.equal(init.cache, "no-store");
    assert.equal(init.referrerPolicy, "no-referrer");
    assert.ok(url.startsWith(origin));
  }
  // The request is never sent twice.
  assert.equal(asked.filter(([url]) => url.endsWith("/v1/x")).length, 1);
  assert.ok(asked.slice(1).every(([url, { method }]) => url === `${origin}/-/health` && method === undefined));
  return thrown;
}
const answered = () => Promise.resolve(new Response());
const violation = () => {
  const event = Object.assign(new Event("securitypolicyviolation"), { effectiveDirective: "connect-src", blockedURI: `${GATEWAY}/v1/x` });
  setTimeout(() => document.dispatchEvent(event));
  return refused();
};
const hanging = ({ signal }) => new Promise((_, reject) => {
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener("abort", () => reject(signal.reason));
});
const cancelled = new AbortController();
cancelled.abort();

const kinds = {
  unreachable: await failure({}),
  cors: await failure({ health: answered }),
  broken: await failure({ health: answered, origin: location.origin }),
  csp: await failure({ first: violation, health: answered }),
  timeout: await failure({ first: hanging, seconds: 0.01 }),
  cancelled: await failure({ first: hanging, cancel: cancelled.signal }),
};
for (const [kind, error] of Object.entries(kinds)) assert.equal(error.kind, kind);
assert.equal(new Set(Object.values(kinds).map(({ message }) => message)).size, 6);

// Redirects are not followed, since they would send the token elsewhere.
globalThis.fetch = (_, init) => Promise.resolve(Response.json({ redirect: init.redirect }));
const { response, interruption } = await request(GATEWAY, "/", {}, forever, 60);
assert.deepEqual(await response.json(), { redirect: "manual" });
assert.equal(interruption().kind, "broken");

const headers = (value) => new Headers({ "Proxy-Status": value });
assert.equal(gatewayCode(headers('endpoint-gateway; details="no_credential"')), "no_credential");
for (const other of ['nginx; details="no_credential"', "endpoint-gateway", 'x, endpoint-gateway; details="rate"']) {
  assert.equal(gatewayCode(headers(other)), undefined);
}
assert.deepEqual(await problemOf(Response.json({ code: "rate", detail: "too many requests" })), { code: "rate", detail: "Too many requests." });
for (const body of ["<h1>", "null", "[]", '{"code":"rate"}']) assert.equal(await problemOf(new Response(body)), undefined);
assert.equal(sentence("Is it?"), "Is it?");
clearInterval(awake);
