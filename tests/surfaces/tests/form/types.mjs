// Types are read through their names, and secrets are found at any depth.
import assert from "node:assert/strict";

const { isText, parse, print, resolve, withoutSecrets } = await import(process.argv[2]);
const types = parse(`{
  "Id": { "kind": "string", "docs": "An id.", "title": "Id", "maxLength": 20 },
  "Alias": { "kind": "named", "name": "Id", "nullable": true },
  "Secret": { "kind": "string", "sensitive": true },
  "Login": { "kind": "object", "members": [
    { "name": "user", "required": true, "value": { "kind": "named", "name": "Id" } },
    { "name": "password", "value": { "kind": "named", "name": "Secret", "docs": "The user's." } },
    { "name": "next", "value": { "kind": "named", "name": "Login", "nullable": true } }
  ], "others": { "kind": "integer", "sensitive": true } }
}`);

for (const [type, resolved] of [
  ['{"kind":"integer","minimum":1}', '{"kind":"integer","minimum":1}'],
  ['{"kind":"named","name":"Id"}', '{"kind":"string","docs":"An id.","title":"Id","maxLength":20}'],
  ['{"kind":"named","name":"Id","docs":"Of a team."}', '{"kind":"string","docs":"Of a team.","title":"Id","maxLength":20}'],
  ['{"kind":"named","name":"Alias"}', '{"kind":"string","docs":"An id.","title":"Id","maxLength":20,"nullable":true}'],
  ['{"kind":"named","name":"toString"}', '{"kind":"any"}'],
]) {
  assert.deepEqual(JSON.parse(print(resolve(parse(type), types))), JSON.parse(resolved), type);
}

for (const [type, expected] of [
  ['{"kind":"any"}', true],
  ['{"kind":"binary"}', true],
  ['{"kind":"named","name":"Alias"}', true],
  ['{"kind":"enum","values":[{"value":"a"}]}', true],
  ['{"kind":"enum","values":[{"value":1}]}', false],
  ['{"kind":"union","variants":[{"kind":"integer"},{"kind":"string"}]}', false],
  ['{"kind":"list","items":{"kind":"string"}}', false],
]) {
  assert.equal(isText(parse(type), types), expected, type);
}

const LOGIN = '{"kind":"named","name":"Login"}';
const SECRET = '{"kind":"named","name":"Secret"}';
for (const [type, value, without, masked] of [
  ['{"kind":"string"}', '"a"', '"a"', '"a"'],
  [SECRET, '"a"', undefined, '""'],
  [LOGIN, '{"user":"a","password":"b"}', '{"user":"a"}', '{"user":"a","password":""}'],
  [LOGIN, '{"next":{"next":{"password":"b"}}}', '{"next":{"next":{}}}', '{"next":{"next":{"password":""}}}'],
  [LOGIN, '{"user":"a","__proto__":1}', '{"user":"a"}', '{"user":"a","__proto__":""}'],
  [LOGIN, "7", "7", "7"],
  [`{"kind":"list","items":${LOGIN}}`, '[{"password":"b"},null]', "[{},null]", '[{"password":""},null]'],
  [`{"kind":"list","prefix":[${SECRET}],"items":{"kind":"any"}}`, '["a","b"]', '["b"]', '["","b"]'],
  [`{"kind":"map","values":${SECRET}}`, '{"a":"b"}', "{}", '{"a":""}'],
  [`{"kind":"union","variants":[{"kind":"string"},${LOGIN}]}`, '{"password":"b"}', "{}", '{"password":""}'],
  [`{"kind":"union","variants":[{"kind":"integer"},${SECRET}]}`, '"b"', undefined, '""'],
]) {
  const model = { types, parameters: [{ name: "one", sensitive: false, repeated: false, type: parse(type) }] };
  const shown = (standIn) => withoutSecrets(model, new Map([["one", parse(value)], ["other", "x"]]), standIn);
  assert.deepEqual([...shown()].map(([name, left]) => [name, print(left)]), without === undefined ? [] : [["one", without]], value);
  assert.deepEqual([...shown("")].map(([name, left]) => [name, print(left)]), [["one", masked]], value);
}
// The type of a repeated argument is that of each item.
const repeated = { types, parameters: [{ name: "all", sensitive: false, repeated: true, type: parse(LOGIN) }] };
assert.equal(print(withoutSecrets(repeated, new Map([["all", parse('[{"password":"b"}]')]])).get("all")), "[{}]");
