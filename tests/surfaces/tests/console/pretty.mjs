// Formatted JSON keeps the spelling of numbers and names, and their order.
import assert from "node:assert/strict";

const { pretty } = await import(process.argv[2]);
const text = (json) => pretty(json).text;

assert.equal(text('{"a":1,"b":[true,null,"x"]}'), '{\n  "a": 1,\n  "b": [\n    true,\n    null,\n    "x"\n  ]\n}');
assert.equal(text(' { "a" : [ ] , "b" : { } } '), '{\n  "a": [],\n  "b": {}\n}');
assert.equal(text("123456789012345678901234567890.10e+400"), "123456789012345678901234567890.10e+400");
assert.equal(text('{"2":-0.0,"1":9007199254740993}'), '{\n  "2": -0.0,\n  "1": 9007199254740993\n}');
assert.equal(text('{"a":1,"a":2,"__proto__":3}'), '{\n  "a": 1,\n  "a": 2,\n  "__proto__": 3\n}');
assert.equal(text(String.raw`"{\"a\":[1,2]} \\"`), String.raw`"{\"a\":[1,2]} \\"`);
assert.equal(text(String.raw`["\u0041","é"]`), String.raw`["\u0041","é"]`.replace("[", "[\n  ").replace(",", ",\n  ").replace("]", "\n]"));

for (const broken of ["<h1>502</h1>", '{"a":1', "{'a':1}", "01", "", '{"a":1} x', "NaN"]) {
  const { text: shown, problem } = pretty(broken);
  assert.equal(shown, broken);
  assert.match(problem, /not: .+/, broken);
}

// A text whose indentation would make it huge is not formatted.
const deep = `${"[".repeat(121)}${"1,".repeat(400_000)}1${"]".repeat(121)}`;
assert.equal(text(deep), deep);
