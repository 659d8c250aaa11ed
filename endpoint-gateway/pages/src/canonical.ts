/** Values as requests hold them: JSON on one line, with the digits and the order that were entered, as the runtime's encoder writes it. */

import { print, type Json, type JsonObject } from "./json.js";

/** Writes an object, in the order of its members, whose values are JSON already. */
export function compactObject(members: readonly (readonly [name: string, value: string])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}

/** Writes a value as it stands in a path, a query, a header or a form. */
export function text(value: Json): string {
  return typeof value === "string" ? value : print(value);
}

/** Sorts the members by the UTF-8 of their names. */
export function sorted(object: JsonObject): [string, Json][] {
  return Object.entries(object).sort(([a], [b]) => order(a, b));
}

/** Compares by code points, as UTF-8 is ordered and UTF-16 is not. */
function order(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  const point = (of: string[]): number => of[at]?.codePointAt(0) ?? -1;
  return at < 0 ? left.length - right.length : point(left) - point(right);
}
