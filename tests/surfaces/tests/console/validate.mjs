// What a form says of a value, keyword by keyword.
import assert from "node:assert/strict";

const { mistakes, placeMistake } = await import(process.argv[2]);
const definitions = { Author: { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 1 }, mentor: { $ref: "#/$defs/Author" } } } };
const found = (schema, value) => mistakes(schema, value, definitions).map(({ path, message }) => `${path} ${message}`);
const author = { $ref: "#/$defs/Author" };

for (const [schema, good, bad, where] of [
  [{ type: "string" }, "x", true, ""],
  [{ type: ["string", "null"] }, null, false, ""],
  [{ type: "boolean" }, false, "false", ""],
  [{ enum: ["a", "b"] }, "b", "c", ""],
  [{ const: "a" }, "a", "b", ""],
  [{ type: "string", minLength: 2, maxLength: 2 }, "😀😀", "😀", ""],
  [{ type: "string", pattern: "^[a-z]+$" }, "abc", "Abc", ""],
  [{ type: "string", format: "date-time" }, "2026-01-31T12:00:00Z", "2026-02-31T12:00:00Z", ""],
  [{ type: "string", contentEncoding: "base64" }, "AAEC", "A", ""],
  [{ type: "array", items: { type: "string" }, maxItems: 2 }, ["a"], ["a", "b", "c"], ""],
  [{ type: "array", items: { type: "string" } }, ["a"], ["a", null], "/1"],
  [{ type: "array", uniqueItems: true }, ["a", "b"], ["a", "a"], ""],
  [author, { name: "Ada" }, {}, "/name"],
  [author, { name: "Ada", mentor: { name: "Grace" } }, { name: "Ada", mentor: { name: "" } }, "/mentor/name"],
  [{ type: "object", additionalProperties: false, properties: { "a/b": {} } }, { "a/b": null }, { "c/d": null }, "/c~1d"],
  [{ type: "object", additionalProperties: { type: "boolean" } }, { x: true }, { x: "true" }, "/x"],
  [{ anyOf: [author, { type: "null" }] }, null, { name: false }, "/name"],
  [{ oneOf: [{ const: "a" }, { const: "b" }] }, "a", "c", ""],
  [{ allOf: [{ minLength: 2 }], type: "string" }, "ab", "a", ""],
  [{ not: { const: "a" } }, "b", "a", ""],
]) {
  assert.deepEqual(found(schema, good), [], JSON.stringify(schema));
  const told = found(schema, bad);
  assert.equal(told.length, 1, `${JSON.stringify(schema)} ${told}`);
  assert.ok(told[0].startsWith(`${where} `), told[0]);
}
// A name that every object inherits is no member.
assert.equal(found({ type: "object", required: ["toString"] }, Object.create(null)).length, 1);
// A circle of references ends, and so does what is wrong everywhere.
assert.deepEqual(mistakes({ $ref: "#/$defs/A" }, "x", { A: { $ref: "#/$defs/A" } }).length <= 20, true);
assert.equal(found({ items: { type: "string" } }, Array(1000).fill(null)).length, 20);

for (const refused of ["", ".", "..", "a/b", "a\\b", "a\nb", "..;x", " ..", "%2e%2e", "%2E", "..%2f", "a%2fb", "a%252fb", "%2e%3b"]) assert.notEqual(placeMistake("path", refused), undefined, refused);
for (const passed of ["a", "a b", "...", "é", "100%", "<x>", "a%20b", "%zz", "a;b", ".a"]) assert.equal(placeMistake("path", passed), undefined, passed);
for (const refused of [" a", "a ", "é", "a\r\nb"]) assert.notEqual(placeMistake("header", refused), undefined, refused);
assert.equal(placeMistake("header", "a b"), undefined);
assert.equal(placeMistake("query", "a/b"), undefined);
