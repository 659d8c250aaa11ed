/**
 * The one text that a number has in requests and snippets. `serde_json` holds whole numbers of 64 bits and doubles, and
 * writes `1.10` as `1.1` and `1e2` as `100.0`; so does this. What it would round is left as it was written.
 */

import { compare } from "./decimal.js";
import { Exact, type Json } from "./json.js";

const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n - 1n;

/** The number's text. */
export function numberText(number: Exact): string {
  const { text } = number;
  if (isWhole(text) && text !== "-0" && isBetween(text, LEAST, MOST)) {
    return text;
  }
  const double = Number(text);
  return Number.isFinite(double) && compare(text, String(double)) === 0 ? doubleText(double) : text;
}

/** Whether the text is that of a whole number, without fraction and exponent. */
export function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text);
}

/** The whole number that is written as another one is, with `.0` or an exponent; any other value as it is. */
export function wholeNumber(value: Json): Json {
  const double = value instanceof Exact ? Number(value.text) : Number.NaN;
  const isExact = Number.isSafeInteger(double) && value instanceof Exact && compare(value.text, String(double)) === 0;
  // Not `-0`.
  return isExact ? new Exact(String(double)) : value;
}

/** Whether the whole number is one of these. */
export function isBetween(whole: string, least: bigint, most: bigint): boolean {
  // No bound has more digits, and reading many takes long.
  return whole.length <= 20 && least <= BigInt(whole) && BigInt(whole) <= most;
}

function doubleText(double: number): string {
  const size = Math.abs(double);
  if (size !== 0 && (size >= 1e16 || size < 1e-5)) {
    return double.toExponential();
  }
  const text = Object.is(double, -0) ? "-0" : String(double);
  return isWhole(text) ? `${text}.0` : text;
}
