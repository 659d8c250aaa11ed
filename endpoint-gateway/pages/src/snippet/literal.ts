/** Values as literals of a language. */

import { Exact, isObject, type Json, type JsonObject } from "../json.js";
import { numberText } from "../number.js";

/** How a language writes JSON values. */
export interface Syntax {
  readonly indent: string;
  readonly null: string;
  readonly yes: string;
  readonly no: string;
  readonly text: (text: string) => string;
  readonly key: (name: string) => string;
  readonly number: (text: string) => string;
  /** Whether the last item on a line of its own has a comma. */
  readonly lastComma: boolean;
}

/** JSON itself. */
export const JSON_SYNTAX: Syntax = {
  indent: "  ",
  null: "null",
  yes: "true",
  no: "false",
  text: quoted,
  key: quoted,
  number: (text) => text,
  lastComma: false,
};

/** JavaScript, and so TypeScript. */
export const JAVASCRIPT: Syntax = { ...JSON_SYNTAX, key: javascriptKey, lastComma: true };

/** A member or an entry, its value written already. */
export type Written = readonly [name: string, value: string];

/** A value that begins on a line of this depth. */
export function literal(syntax: Syntax, value: Json, depth: number): string {
  if (value === null) {
    return syntax.null;
  }
  if (typeof value === "boolean") {
    return value ? syntax.yes : syntax.no;
  }
  if (typeof value === "string") {
    return syntax.text(value);
  }
  if (value instanceof Exact) {
    return syntax.number(numberText(value));
  }
  if (Array.isArray(value)) {
    const written = value.map((item) => literal(syntax, item, depth + 1));
    const isScalar = !value.some((item) => Array.isArray(item) || isObject(item));
    return isScalar ? `[${written.join(", ")}]` : block(syntax, "[", written, "]", depth);
  }
  return members(syntax, sorted(value).map(([name, item]) => [name, literal(syntax, item, depth + 1)]), depth);
}

/** An object of values that are written already, as those that stand one deeper. */
export function members(syntax: Syntax, all: readonly Written[], depth: number): string {
  return block(syntax, "{", all.map(([name, value]) => `${syntax.key(name)}: ${value}`), "}", depth);
}

/** Items between brackets, one on each line. */
export function block(syntax: Syntax, open: string, items: readonly string[], close: string, depth: number): string {
  if (items.length === 0) {
    return open + close;
  }
  const outer = syntax.indent.repeat(depth);
  const inner = outer + syntax.indent;
  const last = syntax.lastComma ? "," : "";
  return `${open}\n${inner}${items.join(`,\n${inner}`)}${last}\n${outer}${close}`;
}

/** JSON on one line, its members sorted. */
export function compact(value: Json): string {
  if (value instanceof Exact) {
    return numberText(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(compact).join(",")}]`;
  }
  if (isObject(value)) {
    return compactObject(sorted(value).map(([name, item]) => [name, compact(item)]));
  }
  return JSON.stringify(value);
}

/** An object on one line, its members written already. */
export function compactObject(all: readonly Written[]): string {
  return `{${all.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}

/** The members by the UTF-8 of their names. */
export function sorted(object: JsonObject): [string, Json][] {
  return Object.entries(object).sort(([a], [b]) => order(a, b));
}

/** By code points, as UTF-8 is ordered and UTF-16 is not. */
function order(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  const point = (of: string[]): number => of[at]?.codePointAt(0) ?? -1;
  return at < 0 ? left.length - right.length : point(left) - point(right);
}

/** The texts, each between these. */
export function each(before: string, items: readonly string[], after: string): string {
  return items.map((item) => before + item + after).join("");
}

/** Control characters, and those that separate lines, have no width or turn the direction of the text around them. */
const INVISIBLE =
  "\\0-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff";
const ESCAPED = new RegExp(`["\\\\${INVISIBLE}]`, "g");
const HIDDEN = new RegExp(`[${INVISIBLE}]`);

/** What all languages escape by one letter. */
const SHORT: { readonly [character: string]: string } = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

/** Whether a character cannot be seen. */
export function isInvisible(character: string): boolean {
  return HIDDEN.test(character);
}

/** A text in quotes, invisible characters by what a language makes of their code points. */
export function escaped(text: string, invisible: (hex: string) => string): string {
  const replaced = text.replace(ESCAPED, (c) => SHORT[c] ?? invisible(c.charCodeAt(0).toString(16)));
  return `"${replaced}"`;
}

/** The string literal that JSON, JavaScript, TypeScript, Python and Go share. */
export function quoted(text: string): string {
  return escaped(text, (hex) => `\\u${hex.padStart(4, "0")}`);
}

/** A member's name, bare where it is an identifier. `__proto__` would set the prototype. */
function javascriptKey(name: string): string {
  if (name === "__proto__") {
    return `[${quoted(name)}]`;
  }
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}
