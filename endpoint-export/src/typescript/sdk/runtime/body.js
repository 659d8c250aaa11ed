// Writing request bodies, whole or field by field.

import { isWellFormed, percentEncode, Refusal, textOf } from "./text.js";

/**
 * The JSON of a value.
 *
 * @param {unknown} value
 * @param {boolean | undefined} nullable
 * @returns {string}
 */
export function jsonField(value, nullable) {
  if (value === null && !nullable) {
    throw new Refusal("is null, which is no value of it; leave it out");
  }
  let json;
  try {
    json = JSON.stringify(value, strict);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("has no JSON form");
  }
  if (json === undefined) {
    throw new Refusal("has no JSON form");
  }
  return json;
}

/**
 * Refuses what JSON would drop or replace without a word.
 *
 * @this {unknown}
 * @param {string} key
 * @param {unknown} value
 */
function strict(key, value) {
  const isLost =
    typeof value === "function" ||
    typeof value === "symbol" ||
    isHollow(value) ||
    isNoDate(/** @type {any} */ (this)[key]) ||
    (value === undefined && Array.isArray(this));
  if (isLost) {
    throw new Refusal("holds something that has no JSON form");
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Refusal("holds a number that is not finite");
  }
  if (!isWellFormed(key) || (typeof value === "string" && !isWellFormed(value))) {
    throw new Refusal("holds half a character (a lone surrogate), which has no UTF-8 form");
  }
  return value;
}

/**
 * Whether JSON shows nothing of what a value is, as of promises, maps and errors, or takes bytes for an object.
 *
 * @param {unknown} value
 */
function isHollow(value) {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  const isPlain = ["Object", "Array", "String", "Number", "Boolean"].includes(kind);
  return ArrayBuffer.isView(value) || (!isPlain && Object.keys(value).length === 0);
}

/** @param {unknown} value A `Date` of no time has null as its JSON. */
function isNoDate(value) {
  return value instanceof Date && Number.isNaN(value.getTime());
}

/**
 * The body that one value is the whole of.
 *
 * @param {import("./client.js").Operation["body"]} format
 * @param {unknown} value
 * @param {boolean | undefined} nullable
 * @returns {string | Uint8Array}
 */
export function wholeBody(format, value, nullable) {
  switch (format) {
    case "form":
      return formOf(value);
    case "text":
      if (typeof value !== "string") {
        throw new Refusal("is not a string");
      }
      return textOf(value);
    case "bytes":
      return value instanceof Uint8Array ? value : bytesOf(value);
    default:
      return jsonField(value, nullable);
  }
}

/**
 * The bytes that a text stands for (RFC 4648, section 4), as inputs have them that come as JSON.
 *
 * @param {unknown} value
 */
function bytesOf(value) {
  if (typeof value !== "string" || !/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(value)) {
    throw new Refusal("is neither a Uint8Array nor bytes in base64");
  }
  return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
}

/**
 * The pairs of a flat object by their keys; a list repeats its key, null is left out.
 *
 * @param {unknown} value
 */
function formOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Refusal("is not an object of strings, numbers, booleans and lists of these");
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const pairs = entries.flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((item) => [key, item]));
  const there = pairs.filter(([, item]) => item !== undefined && item !== null);
  return there.map(([key, item]) => `${percentEncode(textOf(key))}=${percentEncode(textOf(item))}`).join("&");
}
