import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readModel, resolve, UnsendableError } from "./module.mjs";

const model = readModel(JSON.parse(readFileSync("data.json", "utf8")).model);
const good = { kind: "a/b", is_open: true, reason: "because" };

function sent(values) {
  return resolve(model, new Map(Object.entries(values)));
}

function refused(values, names) {
  assert.throws(() => sent(values), (error) => error instanceof UnsendableError && String(error.names) === String(names));
}

assert.equal(sent(good).target, "/v1/plain/a%2Fb?is_open=true");
refused({ ...good, kind: "" }, ["kind"]);
refused({ ...good, kind: ".." }, ["kind"]);
refused({ ...good, kind: null, reason: "two\r\nlines" }, ["kind", "reason"]);
refused({ is_open: true, kind: "a" }, ["reason"]);
for (const reason of ["é", " blank", "blank ", "\u0000", "\u202e"]) {
  refused({ ...good, reason }, ["reason"]);
}

// A secret is sent unchanged, and no error contains it.
const header = sent({ ...good, proof: "s3cret" }).headers.find(([name]) => name === "X-Proof");
assert.deepEqual(header, ["X-Proof", "s3cret"]);
assert.throws(() => sent({ ...good, proof: "s3cret\n" }), (error) => !String(error).includes("s3cret"));
