/**
 * Rust, over the provider's crate.
 *
 * Each secret is `std::env::var("NAME")?`. The request's type is used where every value that is shown is a literal that
 * surely fits. Any other call is made by data, which compiles with every value.
 */

import type { Shown } from "../inputs.js";
import { isObject, type Json, object } from "../json.js";
import type { Scheme } from "../model.js";
import { isBetween, isWhole } from "../number.js";
import { baseUrl, type Call, returnsNothing } from "./call.js";
import { compact, each, JSON_SYNTAX, literal, members, type Syntax } from "./literal.js";
import { chain, last, string, typed, variable } from "./typed.js";

export function rust(call: Call): string {
  const { operation, provider } = call.model;
  const [imports, client] = clientOf(call);
  const request = typed(call);
  let remark = "";
  let before: string;
  let sent: string;
  if (request !== undefined) {
    imports.push(operation.rust.request);
    before = `    let request = ${request};\n`;
    sent = "client.send(request).await?";
  } else {
    before = byData(call);
    if (before.includes("json!(")) {
      imports.push("serde_json::json");
    }
    remark = "// A call by data: the feature `dynamic` of endpoint-runtime.\n";
    sent = `${provider.rustClient === null ? "client" : "client.client()"}.call(operation, input)?.await?`;
  }
  const uses = each("use ", imports.sort(), ";\n");
  const shown = returnsNothing(call)
    ? `    ${sent};\n`
    : `    let result = ${sent};\n    println!("{result:?}");\n`;
  return `${remark}${uses}\n${MAIN}    let client = ${client};\n${before}${shown}    Ok(())\n}\n`;
}

const MAIN = "#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n";

/** What a client's type is imported from, and how one is made. */
function clientOf(call: Call): [string[], string] {
  const { provider, operation } = call.model;
  if (provider.rustClient !== null) {
    return [[provider.rustClient], `${last(provider.rustClient)}::from_env()?`];
  }
  const imports = ["endpoint_runtime::Client"];
  const steps = [`.base_url(${string(baseUrl(call))})`];
  if (operation.host) {
    steps.push(`.host(${string(operation.host.name)}, ${string(operation.host.url)})`);
  }
  const scheme = operation.authenticated ? provider.auth[0] : undefined;
  if (scheme) {
    const [name, values] = credential(scheme);
    imports.push(`endpoint_runtime::auth::${name}`);
    steps.push(`.auth(${name}::new(${values.join(", ")}))`);
  }
  return [imports, chain("Client::builder()", [...steps, ".build()?"])];
}

function credential({ kind, header, parts }: Scheme): [string, string[]] {
  const variables = parts.map((part) => variable(part.variable));
  switch (kind) {
    case "basic":
      return ["Basic", variables];
    case "apiKey":
      return ["ApiKey", [string(header ?? ""), ...variables]];
    case "bearer":
      return ["Bearer", variables];
  }
}

/** The statements before a call by data. */
function byData(call: Call): string {
  const { operation } = call.model;
  const crate = operation.rust.request.split("::")[0] ?? "";
  const found = chain("provider", [`.operation(${string(operation.id)})`, '.ok_or("no such operation")?']);
  return `    let provider = ${crate}::provider()?;\n    let operation = ${found};\n${inputOf(call.shown)}`;
}

/** What `json!` takes. */
const RUST: Syntax = { ...JSON_SYNTAX, indent: "    ", text: string, key: string, number };

/** A number in `json!`: a whole one is an `i32` unless it says otherwise. */
function number(text: string): string {
  if (!isWhole(text) || isBetween(text, -(2n ** 31n), 2n ** 31n - 1n)) {
    return text;
  }
  const fitting = isBetween(text, -(2n ** 63n), 2n ** 63n - 1n) ? "_i64" : "_u64";
  // One that is larger still is a float to every reader of `serde_json`'s.
  return isBetween(text, -(2n ** 63n), 2n ** 64n - 1n) ? text + fitting : `${text}.0`;
}

/** `json!` takes so many values before the compiler's patience ends. */
const MOST_IN_A_MACRO = 24;

/** The statements that make the flat input. */
function inputOf(shown: readonly Shown[]): string {
  const values = object(
    shown.flatMap(({ parameter, input }) => ("value" in input ? [[parameter.name, input.value] as const] : [])),
  );
  if (count(values) <= MOST_IN_A_MACRO) {
    const all = shown.map((one) => [one.parameter.name, json(one)] as const);
    return `    let input = json!(${members(RUST, all, 1)});\n`;
  }
  const secrets = shown.filter(({ input }) => !("value" in input));
  const mutable = secrets.length === 0 ? "" : "mut ";
  const text = string(compact(values));
  const set = (one: Shown): string => `    input[${string(one.parameter.name)}] = json!(${json(one)});\n`;
  return (
    `    let ${mutable}input: serde_json::Value = serde_json::from_str(\n        ${text},\n    )?;\n` +
    secrets.map(set).join("")
  );
}

function count(value: Json): number {
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.reduce((sum: number, item) => sum + count(item), 1);
}

/** A value in `json!`. */
function json({ parameter, input }: Shown): string {
  if ("value" in input) {
    return literal(RUST, input.value, 2);
  }
  const text = variable(input.variable);
  const secret = input.isText ? text : `serde_json::from_str::<serde_json::Value>(&${text})?`;
  return parameter.repeated ? `[${secret}]` : secret;
}
