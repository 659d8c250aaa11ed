// Checks that each text of a package is unchanged, and calls every method.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createClient } from "hostile";

const { operations } = await import(new URL("./node_modules/hostile/operations.js", import.meta.url).href);
const expected = JSON.parse(readFileSync(0, "utf8"));
const known = new Map(Object.entries(operations).map(([method, operation]) => [operation.id, { method, operation }]));

let called;
const fetch = async (url) => {
  called = new URL(url);
  return Response.json({ ok: true });
};
const client = createClient({ gatewayUrl: "https://gateway.example.com", fetch });

for (const { id, text } of expected) {
  const { method, operation } = known.get(id);
  const [parameter] = operation.parameters;
  assert.deepEqual([parameter.name, parameter.wire, operation.query[0][1]], [text, text, text]);
  assert.deepEqual(operation.error, { code: [text], message: [text], requestId: [text] });
  assert.deepEqual(await client[method]({ [text]: "value" }), { ok: true });
  assert.deepEqual(
    [...called.searchParams],
    [
      [text, "value"],
      [text, text],
    ],
  );
}
assert.equal(known.size, expected.length);
assert.equal(globalThis.pwned, undefined);
console.log(`${expected.length} operations`);
