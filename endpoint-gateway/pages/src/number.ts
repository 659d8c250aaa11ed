/** Numbers as a page sends them. */

import { integer } from "./decimal.js";
import { JsonNumber, type Json } from "./json.js";

/** Writes a whole number without `.0` or exponent. Any other value stays as it is. */
export function wholeNumber(value: Json): Json {
  const whole = value instanceof JsonNumber ? integer(value.text) : undefined;
  return whole === undefined ? value : new JsonNumber(whole);
}
