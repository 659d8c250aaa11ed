/**
 * The one text that a number has in requests. `serde_json` holds whole numbers of 64 bits and doubles, and writes `1.10` as
 * `1.1` and `1e2` as `100.0`; so does this. A number that it would round is left as it was written.
 */

import { compare } from "./decimal.js";
import { JsonNumber, type Json } from "./json.js";

const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n - 1n;

/** Returns the number's text. */
export function numberText({ text }: JsonNumber): string {
  return isWhole64(text) || isRounded(text) ? text : doubleText(Number(text));
}

/** Returns whether a text is a whole number of 64 bits, without fraction and exponent. */
function isWhole64(text: string): boolean {
  return /^-?\d{1,20}$/.test(text) && text !== "-0" && LEAST <= BigInt(text) && BigInt(text) <= MOST;
}

/** Returns whether a number is neither a whole number of 64 bits nor a double. */
function isRounded(text: string): boolean {
  const double = Number(text);
  return !isWhole64(text) && !(Number.isFinite(double) && compare(text, String(double)) === 0);
}

/** Returns whether a value holds a number that `serde_json` rounds. */
export function hasRounded(value: Json): boolean {
  if (value instanceof JsonNumber) return isRounded(value.text);
  return typeof value === "object" && value !== null && Object.values(value).some(hasRounded);
}

/** Writes a whole number without `.0` or exponent. Any other value stays as it is. */
export function wholeNumber(value: Json): Json {
  const double = value instanceof JsonNumber ? Number(value.text) : Number.NaN;
  const isExact = Number.isSafeInteger(double) && value instanceof JsonNumber && compare(value.text, String(double)) === 0;
  // `-0` becomes `0`.
  return isExact ? new JsonNumber(String(double)) : value;
}

function doubleText(double: number): string {
  const size = Math.abs(double);
  if (size !== 0 && (size >= 1e16 || size < 1e-5)) {
    return double.toExponential();
  }
  const text = Object.is(double, -0) ? "-0" : String(double);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
