// Request bodies, whole or field by field.

import { InvalidValue, isWellFormed, percentEncode, toText } from "./text.js";

/**
 * Returns the JSON of a value.
 *
 * @param {unknown} value
 * @param {boolean | undefined} nullable
 * @returns {string}
 */
export function toJson(value, nullable) {
  if (value === null && !nullable) {
    throw new InvalidValue("is null, which is not allowed here; leave it out");
  }
  let json;
  try {
    json = JSON.stringify(value, refuseLoss);
  } catch (error) {
    throw error instanceof InvalidValue ? error : new InvalidValue("has no JSON form");
  }
  if (json === undefined) {
    throw new InvalidValue("has no JSON form");
  }
  return json;
}

/**
 * Refuses values that JSON would silently drop or replace. A replacer of `JSON.stringify`.
 *
 * @this {unknown}
 * @param {string} key
 * @param {unknown} value
 */
function refuseLoss(key, value) {
  const isLost =
    typeof value === "function" ||
    typeof value === "symbol" ||
    hasNoJsonForm(value) ||
    isInvalidDate(/** @type {any} */ (this)[key]) ||
    (value === undefined && Array.isArray(this));
  if (isLost) {
    throw new InvalidValue("holds a value that has no JSON form");
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new InvalidValue("holds a number that is not finite");
  }
  if (!isWellFormed(key) || (typeof value === "string" && !isWellFormed(value))) {
    throw new InvalidValue("holds half a character (a lone surrogate), which has no UTF-8 form");
  }
  return value;
}

/**
 * Returns whether the JSON of a value loses it, as with promises, maps and errors, or takes its bytes for an object.
 *
 * @param {unknown} value
 */
function hasNoJsonForm(value) {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  const isPlain = ["Object", "Array", "String", "Number", "Boolean"].includes(kind);
  return ArrayBuffer.isView(value) || (!isPlain && Object.keys(value).length === 0);
}

/** @param {unknown} value An invalid `Date` has null as its JSON. */
function isInvalidDate(value) {
  return value instanceof Date && Number.isNaN(value.getTime());
}

/**
 * Encodes the value that is the whole body.
 *
 * @param {import("./client.js").Operation["body"]} format
 * @param {unknown} value
 * @param {boolean | undefined} nullable
 * @returns {string | Uint8Array}
 */
export function encodeBody(format, value, nullable) {
  switch (format) {
    case "form":
      return encodeForm(value);
    case "text":
      if (typeof value !== "string") {
        throw new InvalidValue("is not a string");
      }
      return toText(value);
    case "bytes":
      return value instanceof Uint8Array ? value : decodeBase64(value);
    default:
      return toJson(value, nullable);
  }
}

/**
 * Decodes bytes in base64 (RFC 4648, section 4), as inputs hold them that were read from JSON.
 *
 * @param {unknown} value
 */
function decodeBase64(value) {
  if (typeof value !== "string" || !/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(value)) {
    throw new InvalidValue("is neither a Uint8Array nor bytes in base64");
  }
  return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
}

/**
 * Encodes the members of a flat object as a form, sorted by key. A list repeats its key; null is left out.
 *
 * @param {unknown} value
 */
function encodeForm(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidValue("is not an object of strings, numbers, booleans and lists of these");
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const pairs = entries.flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((item) => [key, item]));
  const present = pairs.filter(([, item]) => item !== undefined && item !== null);
  return present.map(([key, item]) => `${percentEncode(toText(key))}=${percentEncode(toText(item))}`).join("&");
}
