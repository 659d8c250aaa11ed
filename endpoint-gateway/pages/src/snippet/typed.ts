/** Rust's type of a request, where every value surely fits, and what it is written with. */

import type { Shown } from "../inputs.js";
import { Exact } from "../json.js";
import { isBetween, isWhole, numberText } from "../number.js";
import type { Call } from "./call.js";
import { each, escaped } from "./literal.js";

/** The request as an expression; none where a value may not fit. */
export function typed({ model, shown }: Call): string | undefined {
  const { rust } = model.operation;
  if (!rust.typed) {
    return undefined;
  }
  const required: string[] = [];
  const setters: string[] = [];
  for (const one of shown) {
    const value = expression(one);
    if (value === undefined) {
      return undefined;
    }
    if (one.parameter.required) {
      required.push(value);
    } else {
      setters.push(`.${one.parameter.rust.setter}(${value})`);
    }
  }
  const name = last(rust.request);
  const line = required.join(", ");
  if (isWide(line)) {
    return `${name}::new(\n${each("        ", required, ",\n")}    )${each("\n    ", setters, "")}`;
  }
  return chain(`${name}::new(${line})`, setters);
}

/** What sets an argument, which takes `impl Into` its type, a number or a boolean of its very type. */
function expression({ parameter, input }: Shown): string | undefined {
  const { takes } = parameter.rust;
  if (!("value" in input)) {
    return takes === "string" && input.isText ? variable(input.variable) : undefined;
  }
  const { value } = input;
  if (typeof value === "string") {
    return takes === "string" ? string(value) : undefined;
  }
  if (typeof value === "boolean") {
    return takes === "bool" ? String(value) : undefined;
  }
  if (!(value instanceof Exact) || takes === null || takes === "string" || takes === "bool") {
    return undefined;
  }
  const text = numberText(value);
  if (takes === "float") {
    return /[.e]/i.test(text) ? text : `${text}.0`;
  }
  return isWhole(text) && isBetween(text, ...range(takes)) ? text : undefined;
}

/** The least and the most that an integer of this name holds. */
function range(name: string): [bigint, bigint] {
  const bits = BigInt(name.slice(1));
  return name.startsWith("u") ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
}

/** What rustfmt keeps on one line: a call's arguments, a chain of calls. */
const LINE = 60;

function isWide(text: string): boolean {
  return [...text].length > LINE;
}

/** Calls one after the other, on one line or each on its own. */
export function chain(first: string, calls: readonly string[]): string {
  const line = first + calls.join("");
  return isWide(line) ? first + each("\n        ", calls, "") : line;
}

/** A string literal. */
export function string(text: string): string {
  return escaped(text, (hex) => `\\u{${hex}}`);
}

/** A secret's text. */
export function variable(name: string): string {
  return `std::env::var(${string(name)})?`;
}

/** The last name of a path. */
export function last(path: string): string {
  return path.split("::").at(-1) ?? path;
}
