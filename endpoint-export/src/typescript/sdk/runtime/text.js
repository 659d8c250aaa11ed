// The text of a value, and what may stand where.

/** Why a value is refused; `message` never holds the value. */
export class Refusal extends Error {}

/**
 * The text of a value in a path, a query, a header or a form: its JSON scalar without quotes.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function textOf(value) {
  switch (typeof value) {
    case "string":
      if (!isWellFormed(value)) {
        throw new Refusal("holds half a character (a lone surrogate), which has no UTF-8 form");
      }
      return value;
    case "number":
      if (!Number.isFinite(value)) {
        throw new Refusal("is no finite number");
      }
      return JSON.stringify(value);
    case "boolean":
    case "bigint":
      return String(value);
    default:
      throw new Refusal("is not a string, a number or a boolean");
  }
}

/** @param {string} text */
export function isWellFormed(text) {
  return !/\p{Surrogate}/u.test(text);
}

/**
 * Every byte but RFC 3986's unreserved characters percent-encoded.
 *
 * @param {string} text
 */
export function percentEncode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (kept) => `%${kept.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * A path segment. URL libraries drop dot segments even when they are encoded, so these are refused.
 *
 * @param {unknown} value
 */
export function segment(value) {
  const text = textOf(value);
  if (text === "") {
    throw new Refusal("is empty; a path segment needs at least one character, or another route would be called");
  }
  if (text === "." || text === "..") {
    throw new Refusal(
      "is `.` or `..`; URL libraries drop such a segment even when encoded, so another route would be called",
    );
  }
  return percentEncode(text);
}

/**
 * A header's value: visible ASCII, with blanks and tabs between visible characters only.
 *
 * @param {unknown} value
 */
export function headerValue(value) {
  const text = textOf(value);
  if (!/^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(text)) {
    throw new Refusal("cannot be a header value; visible ASCII is allowed, and blanks between visible characters");
  }
  return text;
}
