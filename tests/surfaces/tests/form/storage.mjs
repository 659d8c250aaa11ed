// Values are saved by endpoint and version, and secrets never. Nothing fails if the storage does.
import assert from "node:assert/strict";

const form = await import(process.argv[2]);
const { JsonNumber, clearValues, isAvailable, loadGateway, loadValues, parse, print, saveGateway, saveValues } = form;
const parameter = (name, sensitive = false) => ({ name, sensitive, repeated: false, type: { kind: "any" } });
const model = (id, version = "1") => ({
  version,
  provider: { name: "acme" },
  operation: { id },
  types: {},
  parameters: [parameter("name"), parameter("count"), parameter("extra"), parameter("password", true)],
});
const values = (members) => new Map(Object.entries(members));

/** A storage of limited size, in characters. */
class Fake {
  kept = new Map();
  constructor(room = Infinity) { this.room = room; }
  get length() { return this.kept.size; }
  key(at) { return [...this.kept.keys()][at] ?? null; }
  getItem(key) { return this.kept.get(key) ?? null; }
  removeItem(key) { this.kept.delete(key); }
  setItem(key, value) {
    const others = [...this.kept].filter(([other]) => other !== key).reduce((sum, [, text]) => sum + text.length, 0);
    if (others + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(key, value);
  }
}
const use = (storage) => Object.defineProperty(globalThis, "localStorage", { configurable: true, ...storage });
const fake = (room) => {
  const made = new Fake(room);
  use({ value: made });
  return made;
};

// Values are saved unchanged, and secrets are left out.
let storage = fake();
storage.setItem("theirs", "untouched");
const saved = values({ name: "Ada", count: new JsonNumber("9007199254740993.10"), extra: parse('{"__proto__":{"a":1}}'), password: "CANARY", unknown: "x" });
saveValues(model("a"), saved);
assert.ok(isAvailable());
assert.doesNotMatch(JSON.stringify([...storage.kept]), /CANARY|password/);
assert.deepEqual([...storage.kept.keys()].filter((key) => !key.startsWith("endpoints/1/")), ["theirs"]);
const loaded = loadValues(model("a"));
assert.deepEqual([...loaded.keys()].sort(), ["count", "extra", "name"]);
assert.equal(loaded.get("count").text, "9007199254740993.10");
assert.equal(print(loaded.get("extra")), '{"__proto__":{"a":1}}');
assert.equal(loadValues(model("b")).size, 0);

// The saved value of a parameter that has become sensitive is not loaded.
const later = { ...model("a"), parameters: [parameter("name", true), parameter("count")] };
assert.deepEqual([...loadValues(later).keys()], ["count"]);

// Values of another version and unreadable ones are removed. If nothing is filled in, nothing is saved.
assert.equal(loadValues(model("a", "2")).size, 0);
assert.equal(loadValues(model("a")).size, 0);
const [key] = (saveValues(model("a"), saved), [...storage.kept.keys()].filter((key) => key !== "theirs"));
for (const broken of ["{", "1 1 {", "1 1 [1]", "1 1 null", "no time", ""]) {
  storage.setItem(key, broken);
  assert.equal(loadValues(model("a")).size, 0, broken);
}
saveValues(model("a"), saved);
saveValues(model("a"), values({ password: "CANARY" }));
assert.deepEqual([...storage.kept.keys()], ["theirs"]);
saveValues(model("a"), saved);
clearValues(model("a"));
assert.deepEqual([...storage.kept.keys()], ["theirs"]);

// Beyond a number and a size, the oldest values are removed.
let now = 1_000;
const { now: clock } = Date;
Date.now = () => (now += 1);
for (let at = 0; at < 230; at += 1) saveValues(model(`op${at}`), values({ name: "x" }));
assert.equal([...storage.kept.keys()].length, 201);
assert.equal(loadValues(model("op0")).size, 0);
assert.equal(loadValues(model("op229")).size, 1);
for (let at = 0; at < 10; at += 1) saveValues(model(`long${at}`), values({ name: "x".repeat(200_000) }));
assert.ok([...storage.kept.values()].reduce((sum, text) => sum + text.length, 0) < 1_100_000);
assert.equal(loadValues(model("long9")).size, 1);
saveValues(model("long9"), values({ name: "x".repeat(300_000) }));
assert.equal(loadValues(model("long9")).size, 0, "no old value in the place of one that is too long");
assert.equal(storage.getItem("theirs"), "untouched");
Date.now = clock;

// A gateway's URL is saved only without a part that may be secret.
saveGateway("http://127.0.0.1:8080");
assert.equal(loadGateway(), "http://127.0.0.1:8080");
for (const url of ["http://ada:CANARY@127.0.0.1/", "http://127.0.0.1/#token=CANARY", "http://127.0.0.1/?token=CANARY"]) {
  saveGateway(url);
  assert.doesNotMatch(JSON.stringify([...storage.kept]), /CANARY/);
}
saveGateway("");
assert.equal(loadGateway(), undefined);

// If the storage is full, older values are removed, or nothing is saved.
storage = fake(400);
for (let at = 0; at < 20; at += 1) saveValues(model(`op${at}`), values({ name: "x".repeat(40) }));
assert.equal(loadValues(model("op19")).get("name").length, 40);
saveValues(model("op19"), values({ name: "x".repeat(1000) }));
assert.equal(loadValues(model("op19")).size, 0);

// The storage is blocked in several ways.
const thrower = () => {
  throw new DOMException("blocked", "SecurityError");
};
const deaf = { get length() { return thrower(); }, key: thrower, getItem: thrower, setItem: thrower, removeItem: thrower };
for (const blocked of [{ get: thrower }, { value: undefined }, { value: null }, { value: deaf }]) {
  use(blocked.get ? blocked : { value: blocked.value });
  delete blocked.value;
  assert.equal(isAvailable(), false);
  saveValues(model("a"), saved);
  clearValues(model("a"));
  saveGateway("http://127.0.0.1:8080");
  assert.equal(loadValues(model("a")).size, 0);
  assert.equal(loadGateway(), undefined);
}
