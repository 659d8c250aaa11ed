// Reading and writing loses nothing, and `__proto__` is a member.
import assert from "node:assert/strict";
import { parse, print } from "./module.mjs";

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
