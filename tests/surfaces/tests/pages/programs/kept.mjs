import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { LANGUAGES, parse, print, readModel, snippet } from "./module.mjs";

const model = readModel(JSON.parse(readFileSync("data.json", "utf8")).model);
const written = (settings, language) => snippet(model, new Map([["settings", settings]]), {}, language);

for (const number of ["123456789012345678901234567891", "0.12345678901234567890123", "-1.5e-400", "1e400"]) {
  for (const { id } of LANGUAGES) {
    const text = written(parse(`[${number}]`), id);
    assert.ok(text.includes(number), `${id} lost ${number}:\n${text}`);
  }
}
// No integer of Rust's holds it, and a float does.
assert.ok(written(parse("[123456789012345678901234567891]"), "rust").includes("[123456789012345678901234567891.0]"));

for (const { id } of LANGUAGES) {
  const text = written(["a\ud800b"], id);
  assert.ok(text.isWellFormed());
  assert.equal(text, written(["a\ufffdb"], id));
}

// Reading and writing loses nothing, and `__proto__` is a member.
const exact = '{"__proto__":[1.10,1E+2,-0,123456789012345678901234567890],"a":{},"b":[],"c":"\\n\u2028"}';
assert.equal(print(parse(exact)), exact);
assert.equal(print(parse('{"a":[1,{}],"b":[]}'), "  "), '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}');
for (const [text, message] of [
  ["", /a value at line 1, column 1/],
  ["{\n  \"a\": 01 }", /`,` or `}` at line 2, column 9/],
  ["[1,]", /a value at line 1, column 4/],
  ["nul", /a value/],
  ['"\n"', /the end of a text/],
  ['{"a" 1}', /`:`/],
  ["{a:1}", /a name in quotes/],
  ["1 2", /the end at line 1, column 3/],
  ["[".repeat(200) + "]".repeat(200), /at most 128/],
]) {
  assert.throws(() => parse(text), (error) => error instanceof SyntaxError && message.test(error.message), text);
}
