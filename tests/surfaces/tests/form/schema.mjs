// Schemas as schemars writes them get the control that fits.
import assert from "node:assert/strict";

const { flat, parse, print, shape } = await import(process.argv[2]);
const definitions = parse(`{
  "Id": { "type": "string", "description": "An id." },
  "Kind": { "oneOf": [{ "const": "home", "description": "One lives there." }, { "enum": ["work", "club"] }] },
  "Circle": { "$ref": "#/$defs/Circle" },
  "Inner": { "type": "object", "properties": { "size": { "type": "integer" } }, "required": ["size"] }
}`);
const known = (schema) => shape(parse(schema), definitions);
const choices = (schema) => known(schema).options.map(({ value }) => print(value));

for (const [schema, kind, nullable = false] of [
  ["true", "free"],
  ["{}", "free"],
  ['{"$ref":"#/$defs/Id"}', "string"],
  ['{"$ref":"#/$defs/Gone"}', "free"],
  ['{"$ref":"#/$defs/Circle"}', "free"],
  ['{"type":["string","null"]}', "string", true],
  ['{"anyOf":[{"$ref":"#/$defs/Id"},{"type":"null"}]}', "string", true],
  ['{"type":"boolean"}', "choice"],
  ['{"$ref":"#/$defs/Kind"}', "choice"],
  ['{"anyOf":[{"$ref":"#/$defs/Kind"},{"type":"null"}]}', "choice", true],
  ['{"enum":["a",null]}', "choice", true],
  ['{"type":"null"}', "choice"],
  ['{"type":"integer","format":"uint8"}', "integer"],
  ['{"type":["integer","number"]}', "number"],
  ['{"type":["integer","string","null"]}', "variants", true],
  ['{"type":"string","contentEncoding":"base64"}', "bytes"],
  ['{"type":"array","items":true}', "list"],
  ['{"type":"object"}', "free"],
  ['{"type":"object","additionalProperties":true}', "free"],
  ['{"type":"object","additionalProperties":{"type":"string"}}', "map"],
  ['{"type":"object","properties":{},"additionalProperties":false}', "object"],
  ['{"$ref":"#/$defs/Inner"}', "object"],
  ['{"oneOf":[{"$ref":"#/$defs/Inner"},{"$ref":"#/$defs/Id"}]}', "variants"],
]) {
  const { kind: got, nullable: isNullable } = known(schema);
  assert.deepEqual([got, isNullable], [kind, nullable], schema);
}
assert.deepEqual(choices('{"$ref":"#/$defs/Kind"}'), ['"home"', '"work"', '"club"']);
assert.deepEqual(choices('{"type":["boolean","null"]}'), ["true", "false"]);
assert.deepEqual(choices('{"enum":["a",null,9007199254740993]}'), ['"a"', "9007199254740993"]);

// An internally tagged variant says its tag beside a reference.
const tagged = flat(parse('{"$ref":"#/$defs/Inner","properties":{"type":{"const":"inner"}},"required":["type"]}'), definitions);
assert.deepEqual(Object.keys(tagged.properties), ["size", "type"]);
assert.deepEqual(tagged.required, ["size", "type"]);
assert.equal(flat(parse('{"$ref":"#/$defs/Id","description":"Of a team."}'), definitions).description, "Of a team.");
