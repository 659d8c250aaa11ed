/** The numbers that a page sends with other digits than were entered, and those that programs of other languages round. */

import { compare, integer } from "./decimal.js";
import { JsonNumber, type Json } from "./json.js";

const LEAST = -(2n ** 63n);
const MOST = 2n ** 64n - 1n;

/** Returns whether a text is a whole number of 64 bits, without fraction and exponent. */
function isWhole64(text: string): boolean {
  return /^-?\d{1,20}$/.test(text) && text !== "-0" && LEAST <= BigInt(text) && BigInt(text) <= MOST;
}

/** Returns whether a number is neither a whole number of 64 bits nor a double. */
function isRounded(text: string): boolean {
  const double = Number(text);
  return !isWhole64(text) && !(Number.isFinite(double) && compare(text, String(double)) === 0);
}

/** Returns whether a value holds a number that some languages round. */
export function hasRounded(value: Json): boolean {
  if (value instanceof JsonNumber) return isRounded(value.text);
  return typeof value === "object" && value !== null && Object.values(value).some(hasRounded);
}

/** Writes a whole number without `.0` or exponent. Any other value stays as it is. */
export function wholeNumber(value: Json): Json {
  const whole = value instanceof JsonNumber ? integer(value.text) : undefined;
  return whole === undefined ? value : new JsonNumber(whole);
}
