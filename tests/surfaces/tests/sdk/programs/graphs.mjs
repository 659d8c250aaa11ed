// Reads values with a client, and writes each as a constant of the declared type.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { JsonNumber, createClient } from "graphs";

let answer;
let sent;
const fetch = async (_, { body }) => {
  sent = body;
  return new Response(answer);
};
const client = createClient({ gatewayUrl: "https://gateway.example.com", fetch });

function literal(value) {
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  if (value instanceof JsonNumber) {
    return `new JsonNumber("${value}")`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, inner]) => `[${JSON.stringify(name)}]: ${literal(inner)}`);
    return `{ ${members.join(", ")} }`;
  }
  return JSON.stringify(value);
}

const lines = ['import { JsonNumber } from "graphs";', 'import type * as graphs from "graphs";'];
for (const [index, { method, type, json }] of JSON.parse(readFileSync(0, "utf8")).entries()) {
  answer = json;
  const value = await client[method]({ value: null }).catch(() => client[method]({ value: 0 }));
  lines.push(`export const output${index}: graphs.${type}Output = ${literal(value)};`);
  if (value !== null) {
    await client[method]({ value });
    assert.deepEqual(JSON.parse(sent), JSON.parse(`{"value":${json}}`));
    lines.push(`export const input${index}: graphs.${type}Input["value"] = output${index};`);
  }
}
lines.push("export default JsonNumber;");
console.log(lines.join("\n"));
