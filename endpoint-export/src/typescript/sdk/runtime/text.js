// Values as text: in paths, queries, headers and forms.

import { JsonNumber } from "./json-number.js";
import { isBrowserOrApp } from "./platform.js";
import { numberText } from "./numbers.js";

/** The reason why a value cannot be sent. `message` never holds the value. */
export class InvalidValue extends Error {}

/**
 * Returns the text of a value in a path, a query, a header or a form: its JSON scalar without quotes.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function toText(value) {
  switch (typeof value) {
    case "string":
      if (!isWellFormed(value)) {
        throw new InvalidValue("holds half a character (a lone surrogate), which has no UTF-8 form");
      }
      return value;
    case "number":
      if (!Number.isFinite(value)) {
        throw new InvalidValue("is not a finite number");
      }
      return numberText(value);
    case "boolean":
    case "bigint":
      return String(value);
    default:
      if (value instanceof JsonNumber) {
        return value.text;
      }
      throw new InvalidValue("is not a string, a number or a boolean");
  }
}

/** @param {string} text */
export function isWellFormed(text) {
  return !/\p{Surrogate}/u.test(text);
}

/**
 * Percent-encodes every byte except RFC 3986's unreserved characters.
 *
 * @param {string} text
 */
export function percentEncode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (kept) => `%${kept.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Encodes a path segment. Dot segments are refused: URL libraries drop them even when they are encoded.
 *
 * @param {unknown} value
 */
export function encodeSegment(value) {
  const text = toText(value);
  if (text === "") {
    throw new InvalidValue("is empty; a path segment needs at least one character, or another route would be called");
  }
  if (text === "." || text === "..") {
    throw new InvalidValue(
      "is `.` or `..`; URL libraries drop such a segment even when encoded, so another route would be called",
    );
  }
  return percentEncode(text);
}

/**
 * Encodes one or more path segments, whose slashes stay as they are. Empty parts and dot segments are refused.
 *
 * @param {unknown} value
 */
export function encodeSegments(value) {
  const parts = toText(value).split("/");
  if (parts.includes("")) {
    throw new InvalidValue("has an empty part; write one slash between two parts and none at the ends, or another route would be called");
  }
  if (parts.includes(".") || parts.includes("..")) {
    throw new InvalidValue("has a part that is `.` or `..`; URL libraries resolve such parts, so another route would be called");
  }
  return parts.map(percentEncode).join("/");
}

/**
 * Refuses a path value that a server would end too early: at the first place where the literal behind it begins.
 *
 * @param {string} before The value, or the last part of several segments.
 * @param {string} literal The part of the path behind the value.
 */
export function checkEnd(before, literal) {
  const [end = ""] = literal.split("/");
  const decoded = decodeURIComponent(end);
  if (end !== "" && (before + decoded).indexOf(decoded) !== before.length) {
    throw new InvalidValue(`would end too early in the path: a server takes the first \`${end}\` for its end`);
  }
}

/**
 * Returns the text of a header's value: visible ASCII, with blanks and tabs between visible characters only.
 *
 * @param {unknown} value
 */
export function toHeaderValue(value) {
  const text = toText(value);
  if (!/^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(text)) {
    throw new InvalidValue("cannot be a header value; visible ASCII is allowed, and blanks between visible characters");
  }
  return text;
}

/**
 * Returns the text of a cookie's value (RFC 6265, section 4.1.1). Browsers drop the header in silence, so it is refused there.
 *
 * @param {unknown} value
 */
export function toCookieValue(value) {
  const text = toText(value);
  if (!/^[!#-+\--:<-[\]-~]*$/.test(text)) {
    throw new InvalidValue(
      "cannot be the value of a cookie; use visible ASCII without blanks, quotes, commas, semicolons and backslashes",
    );
  }
  if (isBrowserOrApp()) {
    throw new InvalidValue("is sent as a cookie, which no browser lets a program set; make the call on a server");
  }
  return text;
}

/**
 * Compares by code points, as UTF-8 is ordered and UTF-16 is not.
 *
 * @param {string} a
 * @param {string} b
 */
export function compareCodePoints(a, b) {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  const point = (/** @type {string[]} */ characters) => characters[at]?.codePointAt(0) ?? -1;
  return at < 0 ? left.length - right.length : point(left) - point(right);
}
