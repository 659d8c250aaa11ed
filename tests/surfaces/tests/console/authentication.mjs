// The Authentication panel's description of a credential.
import assert from "node:assert/strict";

globalThis.location = { origin: "http://127.0.0.1:8080" };
const { credentialState } = await import(process.argv[2]);
const parts = ["project_id", "secret"].map((name) => ({ name, variable: `STYTCH_${name.toUpperCase()}`, docs: "" }));
const model = { provider: { title: "Stytch", auth: [{ kind: "basic", header: null, parts }] } };
const known = (credential, more = {}) => ({
  mode: "upstream",
  writable: true,
  ...more,
  credential: { state: "set", source: null, id: null, version: null, set: null, ...credential },
});
const say = (provider, isAdmin = true) => credentialState(model, provider, true, isAdmin);

assert.match(credentialState(model, undefined, false, false), /until the gateway answers/);
assert.match(say(undefined), /does not serve Stytch/);
assert.match(say(known({ source: "sandbox" }, { mode: "sandbox", writable: false })), /^Sandbox: no credential/);
assert.match(say(known({ source: "environment" })), /STYTCH_PROJECT_ID and STYTCH_SECRET/);
const stored = say(known({ source: "store", id: "default", version: 3, set: "2026-11-22T12:00:00Z" }));
assert.match(stored, /“default”, version 3 .*encrypted.*2026/);
assert.match(say(known({ source: "store", version: 1, set: "tomorrow" })), /version 1 .* set on tomorrow/);
assert.match(say(known({ source: "memory" })), /until it stops/);
assert.equal(say(known({ source: "toString" })).startsWith("Set."), true);
assert.match(say(known({ state: "missing" })), /^Missing\. Hand one/);
assert.match(say(known({ state: "missing" }), false), /^Missing\..*admin scope/);
assert.match(say(known({ state: "missing" }, { writable: false })), /^Missing\..*operator sets STYTCH_PROJECT_ID/);
assert.match(say(known({ source: "store" }), false), /^Set: .*admin scope/);
assert.doesNotMatch(say(known({ source: "environment" }, { writable: false }), false), /admin/);
process.exit(0);
