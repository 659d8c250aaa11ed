// Values that a schema allows are taken; others are refused in words, at their place.
import assert from "node:assert/strict";

const { compare, formatMistake, isMultiple, isWhole, mistakes, parse, placeMistake } = await import(process.argv[2]);
const definitions = parse(`{
  "Kind": { "oneOf": [{ "const": "home", "description": "One lives there." }, { "enum": ["work", "club"] }] },
  "Tree": { "type": "object", "properties": { "name": { "type": "string" }, "inside": { "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] } }, "required": ["name"] },
  "Circle": { "allOf": [{ "$ref": "#/$defs/Circle" }, { "$ref": "#/$defs/Circle" }] },
  "Shape": { "oneOf": [
    { "type": "object", "properties": { "type": { "const": "circle" }, "radius": { "type": "integer", "minimum": 1 } }, "required": ["type", "radius"] },
    { "type": "object", "properties": { "type": { "const": "point" } }, "required": ["type"] }
  ] }
}`);
const found = (schema, value) => mistakes(parse(schema), parse(value), definitions).map(({ path, message }) => `${path}: ${message}`);

for (const [schema, value] of [
  ["true", '{"a":[1,null]}'],
  ["{}", "null"],
  ['{"type":["string","null"]}', "null"],
  ['{"type":"integer"}', "1.0"],
  ['{"type":"integer","format":"uint64","minimum":0}', "18446744073709551615"],
  ['{"type":"integer","format":"int64"}', "-9223372036854775808"],
  ['{"type":"integer","maximum":9007199254740993}', "9007199254740993"],
  ['{"type":"number","format":"double"}', "1e-400"],
  ['{"type":"number","multipleOf":0.1}', "0.3"],
  ['{"type":"string","minLength":2,"maxLength":2}', '"😀😀"'],
  ['{"type":"string","pattern":"^[a-z]+$"}', '"abc"'],
  ['{"type":"string","pattern":"(?<broken"}', '"abc"'],
  ['{"type":"string","format":"made-up"}', '"anything"'],
  ['{"$ref":"#/$defs/Kind"}', '"club"'],
  ['{"$ref":"#/$defs/Tree"}', '{"name":"a","inside":{"name":"b","inside":null}}'],
  ['{"$ref":"#/$defs/Shape"}', '{"type":"circle","radius":2}'],
  ['{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"minItems":2,"maxItems":2}', '["a",1]'],
  ['{"type":"object","additionalProperties":{"type":"integer"}}', '{"__proto__":1,"constructor":2}'],
  ['{"type":"object","patternProperties":{"^[0-9]+$":{"type":"boolean"}},"additionalProperties":false}', '{"7":true}'],
  ['{"type":"string","contentEncoding":"base64"}', '"Ynl0ZXM="'],
]) {
  assert.deepEqual(found(schema, value), [], `${schema} ${value}`);
}

for (const [schema, value, ...expected] of [
  ["false", "1", ": Nothing is allowed here."],
  ['{"type":"integer"}', "1.5", ": This has to be a whole number."],
  ['{"type":["integer","string"]}', "true", ": This has to be a whole number or a text."],
  ['{"type":"integer","minimum":0,"maximum":255}', "256", ": This has to be at most 255."],
  ['{"type":"integer","minimum":0,"maximum":255}', "-1", ": This has to be at least 0."],
  ['{"exclusiveMinimum":0}', "0", ": This has to be more than 0."],
  ['{"exclusiveMaximum":9007199254740993}', "9007199254740993", ": This has to be less than 9007199254740993."],
  ['{"maximum":9007199254740992}', "9007199254740993", ": This has to be at most 9007199254740992."],
  ['{"format":"uint64"}', "18446744073709551616", ": This has to be at most 18446744073709551615."],
  ['{"format":"int64"}', "-9223372036854775809", ": This has to be at least -9223372036854775808."],
  ['{"type":"number","format":"double"}', "1e400", ": This number is too large."],
  ['{"multipleOf":0.1}', "0.35", ": This has to be a multiple of 0.1."],
  ['{"minLength":1}', '""', ": At least 1 character, please."],
  ['{"maxLength":2}', '"abc"', ": At most 2 characters, please."],
  ['{"pattern":"^a+$"}', '"b"', ": This has to match ^a+$"],
  ['{"$ref":"#/$defs/Kind"}', '"pub"', ": Choose one of home, work, club."],
  ['{"const":7}', "8", ": This has to be 7."],
  ['{"$ref":"#/$defs/Shape"}', '{"type":"circle","radius":0}', "/radius: This has to be at least 1."],
  ['{"$ref":"#/$defs/Tree"}', '{"name":"a","inside":{}}', "/inside/name: This is missing."],
  ['{"type":"object","properties":{"a/b~":{"type":"string"}}}', '{"a/b~":1}', "/a~1b~0: This has to be a text."],
  ['{"type":"object","additionalProperties":false}', '{"__proto__":1}', "/__proto__: There is no such member."],
  ['{"type":"object","required":["toString"]}', "{}", "/toString: This is missing."],
  ['{"uniqueItems":true}', '[{"a":1,"b":2},{"b":2.0,"a":1e0}]', ": Each item may be there once."],
  ['{"minItems":2}', "[1]", ": At least 2 items, please."],
  ['{"oneOf":[{"type":"integer"},{"type":"number"}]}', "1", ": This fits more than one of the kinds that are allowed."],
  ['{"$ref":"#/$defs/Circle"}', "1", ": This is nested too deep: 128 lists and objects are allowed."],
  ['{"not":{"const":1}}', "1", ": This is not allowed here."],
  ["true", String.raw`{"a":["\ud83d"]}`, "/a/0: This holds half a character (an unpaired surrogate), which cannot be sent."],
  ['{"type":"string","contentEncoding":"base64"}', '"Ynl0ZXM"', ": This has to be base64, such as Ynl0ZXM="],
]) {
  assert.deepEqual(found(schema, value), expected, `${schema} ${value}`);
}
const many = `[${Array.from({ length: 1000 }, () => "1").join()}]`;
assert.equal(found('{"items":{"type":"string"}}', many).length, 20, "mistakes are bounded");

const formats = {
  "date-time": [["2026-01-31T12:30:00Z", "2024-02-29t23:59:60.5+05:30"], ["2026-01-31T12:30", "2026-02-29T00:00:00Z", "2026-01-31T24:00:00Z", ""]],
  date: [["2000-02-29"], ["1900-02-29", "2026-04-31", "31.1.2026"]],
  time: [["12:30:00Z"], ["12:30"]],
  uuid: [["3F2b8c1e-5a47-4d0b-9c6e-7a1f0d2e4b58"], ["3f2b8c1e5a474d0b9c6e7a1f0d2e4b58"]],
  email: [["ada@example.com", '"a b"+c%40@example.com'], ["ada", "ada@", "a@b c"]],
  uri: [["https://example.com/a%20b?c=d#e", "urn:a"], ["example.com", "https://a b"]],
  ipv4: [["192.0.2.1"], ["192.0.2", "192.0.2.256"]],
  base64: [["", "AP8="], ["AP8", "A P8=", "AP9="]],
};
for (const [format, [good, bad]] of Object.entries(formats)) {
  for (const text of good) assert.equal(formatMistake(format, text), undefined, `${format} ${text}`);
  for (const text of bad) assert.match(formatMistake(format, text) ?? "", /^This has to be /, `${format} ${text}`);
}

for (const text of ["", ".", "..", "a/b", "a\\b", "a\nb", "\u0085"]) assert.notEqual(placeMistake("path", text), undefined, text);
for (const text of ["...", "%2e%2ea", "a b", "é"]) assert.equal(placeMistake("path", text), undefined, text);
for (const text of [" a", "a ", "a\nb", "é", "\u007f"]) assert.notEqual(placeMistake("header", text), undefined, text);
for (const text of ["", "a", "a b\tc", "~!"]) assert.equal(placeMistake("header", text), undefined, text);
assert.equal(placeMistake("query", "a/b\n"), undefined);

assert.ok(compare("-1e2", "-99.9") < 0 && compare("0.0", "-0") === 0 && compare("1e1000000", "9e999999") > 0);
assert.ok(isWhole("1.50e1") && !isWhole("1.5") && isMultiple("1e300", "1") && !isMultiple("7", "2"));
