// Request bodies, whole or field by field.

import { fromBase64 } from "./multipart.js";
import { compareCodePoints, InvalidValue, percentEncode, toText } from "./text.js";
import { writeJson } from "./write-json.js";

/** @typedef {import("./client.js").Parameter} Parameter */
/** @typedef {import("./secrets.js").Secrets} Secrets */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */

/**
 * Returns the JSON of a parameter's value.
 *
 * @param {unknown} value
 * @param {Parameter} parameter
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 * @returns {string}
 */
export function toJson(value, { nullable, shape }, types, secrets) {
  if (value === null && !nullable) {
    throw new InvalidValue("is null, which is not allowed here; leave it out");
  }
  return writeJson(value, shape, types, secrets);
}

/**
 * Encodes the value that is the whole body.
 *
 * @param {import("./client.js").Operation["body"]} format
 * @param {unknown} value
 * @param {Parameter} parameter
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 * @returns {string | Uint8Array | Blob | ReadableStream}
 */
export function encodeBody(format, value, parameter, types, secrets) {
  switch (format) {
    case "form":
      return encodeForm(value, parameter, types, secrets);
    case "text":
      if (typeof value !== "string") {
        throw new InvalidValue("is not a string");
      }
      return toText(value);
    case "bytes":
      return isSentAsItIs(value) ? value : fromBase64(value);
    default:
      return toJson(value, parameter, types, secrets);
  }
}

/**
 * Returns whether `fetch` takes a value as bytes: in memory, of a file, or of a stream.
 *
 * @param {unknown} value
 * @returns {value is Uint8Array | Blob | ReadableStream}
 */
function isSentAsItIs(value) {
  const isOf = (/** @type {string} */ name) => {
    const known = /** @type {any} */ (globalThis)[name];
    return typeof known === "function" && value instanceof known;
  };
  return value instanceof Uint8Array || isOf("Blob") || isOf("ReadableStream");
}

/**
 * Encodes the members of a flat object as a form, sorted by key. A list repeats its key; a member that is null is left out. A list with
 * a null has no form, since the others would move up to its place.
 *
 * @param {unknown} value
 * @param {Parameter} parameter
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 */
function encodeForm(value, { shape }, types, secrets) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidValue("is not an object of strings, numbers, booleans and lists of these");
  }
  const present = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  const entries = present.sort(([a], [b]) => compareCodePoints(a, b));
  const pairs = entries.flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((item) => [key, item]));
  if (shape !== undefined) {
    // Finds secrets and unsafe integers; a form has no nested values.
    pairs.forEach(([key, item]) => writeJson({ [key]: item }, shape, types, secrets));
  }
  return pairs.map(([key, item]) => `${percentEncode(toText(key))}=${percentEncode(toText(item))}`).join("&");
}
