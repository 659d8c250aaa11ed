// Tokens: out of the address at once, into memory only, and to the other tabs of the origin.
import assert from "node:assert/strict";

const ORIGIN = "http://127.0.0.1:8080";
const page = new EventTarget();
const replaced = [];
globalThis.location = { origin: ORIGIN, pathname: "/", search: "?x=1", hash: "#token=first-Token_1" };
globalThis.history = { state: null, replaceState: (_, __, url) => { replaced.push(url); location.hash = ""; } };
globalThis.addEventListener = page.addEventListener.bind(page);
globalThis.localStorage = globalThis.sessionStorage = new Proxy({}, { get: () => assert.fail("storage"), set: () => assert.fail("storage") });
let buffered;
performance.setResourceTimingBufferSize = (size) => { buffered = size; };
const tabs = new BroadcastChannel("endpoint-gateway");
const heard = [];
let waiting;
tabs.onmessage = ({ data }) => { heard.push(data); waiting?.(data); };
const next = () => new Promise((resolve) => { waiting = resolve; });

const { startSession, tokenOf, setToken, reportToken, onToken, tokenIn } = await import(process.argv[2]);
assert.equal(tokenIn("#token=abc"), "abc");
for (const none of ["", "#token=", "#token=a b", "#section", "#token=a\n", "#x#token=a"]) assert.equal(tokenIn(none), undefined, none);

startSession();
assert.equal(buffered, 0);
assert.deepEqual(replaced, ["/?x=1"]);
assert.equal(tokenOf(ORIGIN), "first-Token_1");
assert.equal(tokenOf("https://other.example"), undefined);
await next();
// Any site can open a page with a token of its own, so a token is passed on only once the gateway has accepted it.
tabs.postMessage("ask");
const taken = next();
reportToken(ORIGIN, "first-Token_1", true);
await taken;
assert.deepEqual(heard, ["ask", { known: [[ORIGIN, "first-Token_1"]] }]);

// A tab answers another tab that asks.
const answered = next();
tabs.postMessage("ask");
assert.deepEqual(await answered, { known: [[ORIGIN, "first-Token_1"]] });

// The tokens of other tabs do not replace this tab's, until its gateway has refused it.
const changed = new AbortController();
let changes = 0;
let change;
onToken(() => { changes += 1; change?.(); }, changed.signal);
const changing = () => new Promise((resolve) => { change = resolve; });
for (const junk of [null, 5, "junk", {}, { known: 1 }, { known: [["x"], 7, ["x", 8]] }]) tabs.postMessage(junk);
const both = changing();
tabs.postMessage({ known: [[ORIGIN, "stale"], ["https://other.example", "other"]] });
await both;
assert.equal(tokenOf(ORIGIN), "first-Token_1");
assert.equal(tokenOf("https://other.example"), "other");
const asked = next();
reportToken(ORIGIN, "first-Token_1", false);
assert.equal(await asked, "ask");
const second = changing();
tabs.postMessage({ known: [[ORIGIN, "second"]] });
await second;
assert.equal(tokenOf(ORIGIN), "second");

// A token that is pasted into the address of an open tab is used, and an anchor stays in the address.
location.hash = "#token=third";
page.dispatchEvent(new Event("hashchange"));
assert.equal(tokenOf(ORIGIN), "third");
location.hash = "#parameters";
page.dispatchEvent(new Event("hashchange"));
assert.equal(location.hash, "#parameters");
assert.equal(changes, 3);
changed.abort();
setToken(ORIGIN, "fourth");
assert.equal(changes, 3);
process.exit(0);
