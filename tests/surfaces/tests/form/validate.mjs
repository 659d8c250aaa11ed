// Values that a type allows are accepted. Others are refused with a message and the path to the value.
import assert from "node:assert/strict";

const { compare, formatViolation, isMultiple, isWhole, validate, parse, placeViolation } = await import(process.argv[2]);
const types = parse(`{
  "Kind": {"kind": "enum", "values": [{"value": "home", "docs": "One lives there."}, {"value": "work"}, {"value": "club"}]},
  "Shape": {"kind": "union", "variants": [{"kind": "object", "members": [{"name": "radius", "required": true, "value": {"kind": "integer", "minimum": 1}}, {"name": "type", "required": true, "value": {"kind": "enum", "values": [{"value": "circle"}]}}]}, {"kind": "object", "members": [{"name": "type", "required": true, "value": {"kind": "enum", "values": [{"value": "point"}]}}]}], "exclusive": true},
  "Tree": {"kind": "object", "members": [{"name": "inside", "value": {"kind": "named", "name": "Tree", "nullable": true}}, {"name": "name", "required": true, "value": {"kind": "string"}}]}
}`);
const found = (type, value) => validate(parse(type), parse(value), types).map(({ path, message }) => `${path}: ${message}`);

for (const [type, value] of [
  ['{"kind":"any"}', '{"a":[1,null]}'],
  ['{"kind":"string","nullable":true}', "null"],
  ['{"kind":"integer"}', "1.0"],
  ['{"kind":"integer","format":"uint64","minimum":0}', "18446744073709551615"],
  ['{"kind":"integer","format":"int64"}', "-9223372036854775808"],
  ['{"kind":"integer","maximum":9007199254740993}', "9007199254740993"],
  ['{"kind":"number","format":"double"}', "1e-400"],
  ['{"kind":"number","multipleOf":0.1}', "0.3"],
  ['{"kind":"string","minLength":2,"maxLength":2}', '"😀😀"'],
  ['{"kind":"string","pattern":"^[a-z]+$"}', '"abc"'],
  ['{"kind":"string","pattern":"(?<broken"}', '"abc"'],
  ['{"kind":"string","format":"made-up"}', '"anything"'],
  ['{"kind":"named","name":"Kind"}', '"club"'],
  ['{"kind":"named","name":"Tree"}', '{"name":"a","inside":{"name":"b","inside":null}}'],
  ['{"kind":"named","name":"Shape"}', '{"type":"circle","radius":2}'],
  ['{"kind":"list","prefix":[{"kind":"string"},{"kind":"integer"}],"items":{"kind":"any"},"minItems":2,"maxItems":2}', '["a",1]'],
  ['{"kind":"map","values":{"kind":"integer"}}', '{"__proto__":1,"constructor":2}'],
  ['{"kind":"map","values":{"kind":"boolean"},"namePattern":"^[0-9]+$"}', '{"7":true}'],
  ['{"kind":"binary"}', '"Ynl0ZXM="'],
  ['{"kind":"boolean"}', "false"],
  ['{"kind":"enum","values":[{"value":"a"}],"open":true}', '"b"'],
  ['{"kind":"object","members":[],"others":{"kind":"integer"}}', '{"a":1}'],
]) {
  assert.deepEqual(found(type, value), [], `${type} ${value}`);
}

for (const [type, value, ...expected] of [
  ['{"kind":"never"}', "1", ": Nothing is allowed here."],
  ['{"kind":"null"}', "1", ": This has to be null."],
  ['{"kind":"boolean"}', '"false"', ": This has to be true or false."],
  ['{"kind":"enum","values":[{"value":"a"}],"open":true}', "1", ": This has to be a text."],
  ['{"kind":"union","variants":[{"kind":"enum","values":[{"value":1},{"value":2}]},{"kind":"list","items":{"kind":"any"}}]}', "3", ": This has to be 1, 2 or a list."],
  ['{"kind":"list","items":{"kind":"string"}}', '["a",null]', "/1: This has to be a text."],
  ['{"kind":"list","prefix":[{"kind":"string"}],"items":{"kind":"never"}}', '["a",1]', "/1: Nothing is allowed here."],
  ['{"kind":"map","values":{"kind":"boolean"}}', '{"x":"true"}', "/x: This has to be true or false."],
  ['{"kind":"map","values":{"kind":"any"},"namePattern":"^a","maxMembers":1}', '{"a":1,"b":2}', ": At most 1 entry, please.", "/b: This has to match ^a"],
  ['{"kind":"integer"}', "1.5", ": This has to be a whole number."],
  ['{"kind":"union","variants":[{"kind":"integer"},{"kind":"string"}]}', "true", ": This has to be a whole number or a text."],
  ['{"kind":"integer","minimum":0,"maximum":255}', "256", ": This has to be at most 255."],
  ['{"kind":"integer","minimum":0,"maximum":255}', "-1", ": This has to be at least 0."],
  ['{"kind":"number","exclusiveMinimum":0}', "0", ": This has to be more than 0."],
  ['{"kind":"number","exclusiveMaximum":9007199254740993}', "9007199254740993", ": This has to be less than 9007199254740993."],
  ['{"kind":"number","maximum":9007199254740992}', "9007199254740993", ": This has to be at most 9007199254740992."],
  ['{"kind":"integer","format":"uint64"}', "18446744073709551616", ": This has to be at most 18446744073709551615."],
  ['{"kind":"integer","format":"int64"}', "-9223372036854775809", ": This has to be at least -9223372036854775808."],
  ['{"kind":"number","format":"double"}', "1e400", ": This number is too large."],
  ['{"kind":"number","multipleOf":0.1}', "0.35", ": This has to be a multiple of 0.1."],
  ['{"kind":"string","minLength":1}', '""', ": At least 1 character, please."],
  ['{"kind":"string","maxLength":2}', '"abc"', ": At most 2 characters, please."],
  ['{"kind":"string","pattern":"^a+$"}', '"b"', ": This has to match ^a+$"],
  ['{"kind":"named","name":"Kind"}', '"pub"', ": Choose one of home, work, club."],
  ['{"kind":"enum","values":[{"value":7}]}', "8", ": This has to be 7."],
  ['{"kind":"named","name":"Shape"}', '{"type":"circle","radius":0}', "/radius: This has to be at least 1."],
  ['{"kind":"named","name":"Tree"}', '{"name":"a","inside":{}}', "/inside/name: This is missing."],
  ['{"kind":"object","members":[{"name":"a/b~","value":{"kind":"string"}}]}', '{"a/b~":1}', "/a~1b~0: This has to be a text."],
  ['{"kind":"object","members":[],"others":{"kind":"never"}}', '{"__proto__":1}', "/__proto__: There is no such member."],
  ['{"kind":"object","members":[{"name":"toString","required":true,"value":{"kind":"any"}}]}', "{}", "/toString: This is missing."],
  ['{"kind":"list","items":{"kind":"any"},"unique":true}', '[{"a":1,"b":2},{"b":2.0,"a":1e0}]', ": Each item may be there once."],
  ['{"kind":"list","items":{"kind":"any"},"minItems":2}', "[1]", ": At least 2 items, please."],
  ['{"kind":"union","variants":[{"kind":"integer"},{"kind":"number"}],"exclusive":true}', "1", ": This fits more than one of the kinds that are allowed."],
  ['{"kind":"any"}', String.raw`{"a":["\ud83d"]}`, "/a/0: This holds half a character (an unpaired surrogate), which cannot be sent."],
  ['{"kind":"binary"}', '"Ynl0ZXM"', ": This has to be base64, such as Ynl0ZXM="],
]) {
  assert.deepEqual(found(type, value), expected, `${type} ${value}`);
}
const many = `[${Array.from({ length: 1000 }, () => "1").join()}]`;
assert.equal(found('{"kind":"list","items":{"kind":"string"}}', many).length, 20, "mistakes are bounded");
const deep = Array.from({ length: 200 }).reduce((inner) => [inner], null);
assert.deepEqual(validate({ kind: "any" }, deep, types), [{ path: "", message: "This is nested too deep: 128 lists and objects are allowed." }]);

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
  for (const text of good) assert.equal(formatViolation(format, text), undefined, `${format} ${text}`);
  for (const text of bad) assert.match(formatViolation(format, text) ?? "", /^This has to be /, `${format} ${text}`);
}

const led = ["", ".", "..", "..;x", " ..", "%2e%2e", "%2E", "..%2f", "%2e%3b"];
for (const text of [...led, "a/b", "a\\b", "a\nb", "\u0085", "a%2fb", "a%252fb"]) assert.notEqual(placeViolation("path", text), undefined, text);
for (const text of ["a", "...", "%2e%2ea", "a b", "é", "100%", "<x>", "a%20b", "%zz", "a;b", ".a"]) assert.equal(placeViolation("path", text), undefined, text);
for (const text of [" a", "a ", "a\nb", "a\r\nb", "é", "\u007f"]) assert.notEqual(placeViolation("header", text), undefined, text);
for (const text of ["", "a", "a b\tc", "~!"]) assert.equal(placeViolation("header", text), undefined, text);
assert.equal(placeViolation("query", "a/b\n"), undefined);

assert.ok(compare("-1e2", "-99.9") < 0 && compare("0.0", "-0") === 0 && compare("1e1000000", "9e999999") > 0);
assert.ok(isWhole("1.50e1") && !isWhole("1.5") && isMultiple("1e300", "1") && !isMultiple("7", "2"));
