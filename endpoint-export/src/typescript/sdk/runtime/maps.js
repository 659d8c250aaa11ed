// Maps whose keys are those of a query or a form, or ends of the names of headers or parts.

import { compareCodePoints, InvalidValue, percentEncode, toText } from "./text.js";
import { checkType, encodeText, joinItems, JoinedText, toItems } from "./text-forms.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Parameter} Parameter */

/** A pair of a map, percent-encoded in a query and a form. */
export class MapPair {
  /**
   * @param {string} key
   * @param {string} text
   */
  constructor(key, text) {
    this.key = key;
    this.text = text;
  }
}

/**
 * Encodes the pairs of a map, sorted by key.
 *
 * @param {Operation} operation
 * @param {Parameter} parameter
 * @param {unknown} value
 * @param {import("./secrets.js").Secrets} secrets
 * @returns {MapPair[]}
 */
export function encodeMap(operation, parameter, value, secrets) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidValue("is not an object of values by their keys");
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return entries.sort(([a], [b]) => compareCodePoints(a, b)).flatMap(([key, member]) => {
    const items = toItems(parameter, member);
    items.forEach((item) => checkType(parameter, item));
    const text = parameter.join === undefined ? items[0] : joinItems(parameter, parameter.join, items);
    if (parameter.sensitive) {
      items.forEach((item) => secrets.add(toText(item)));
    }
    if (text === undefined) {
      return [];
    }
    const sent = isRaw(operation, parameter) ? toRawText(text) : encodeText(text);
    return [new MapPair(encodeKey(operation, parameter, toText(key)), sent)];
  });
}

/**
 * Returns whether the keys and texts of a map are sent without percent-encoding.
 *
 * @param {Operation} operation
 * @param {Parameter} parameter
 */
function isRaw({ body }, { in: place }) {
  return place === "header" || (place === "field" && body === "multipart");
}

/** @param {unknown} text */
function toRawText(text) {
  return text instanceof JoinedText ? text.text : toText(text);
}

/**
 * Encodes a key of a map. A key of another parameter is refused.
 *
 * @param {Operation} operation
 * @param {Parameter} parameter
 * @param {string} key
 */
function encodeKey(operation, parameter, key) {
  const { in: place, map = "" } = parameter;
  if (key === "") {
    throw new InvalidValue("has an empty key; a key of a query, a form or a header needs at least one character");
  }
  const raw = isRaw(operation, parameter);
  if (map.endsWith("[]") && place !== "header") {
    const prefix = map.slice(0, -2);
    return raw ? `${prefix}[${key}]` : `${percentEncode(prefix).replaceAll("%24", "$")}%5B${percentEncode(key)}%5D`;
  }
  const sent = place === "header" ? `${map.toLowerCase()}${key}` : `${map}${key}`;
  if (place === "header" && !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key)) {
    throw new InvalidValue("has a key that cannot end the name of a header; use small letters, digits and !#$%&'*+-.^_`|~");
  }
  if (isDeclared(operation, place, sent)) {
    throw new InvalidValue("has a key that belongs to another parameter of the operation");
  }
  return raw ? sent : percentEncode(sent);
}

/**
 * Returns whether another parameter or a constant has a key.
 *
 * @param {Operation} operation
 * @param {Parameter["in"]} place
 * @param {string} key
 */
function isDeclared({ parameters, query, fixedHeaders = [], fixedFields = [] }, place, key) {
  const isOfParameter = parameters.some((other) => {
    if (other.in !== place) {
      return false;
    }
    if (other.map !== undefined) {
      return other.map.endsWith("[]") && key.startsWith(other.map.slice(0, -1)) && key.endsWith("]");
    }
    return place === "header" ? other.wire.toLowerCase() === key : other.wire === key;
  });
  switch (place) {
    case "query":
      return isOfParameter || query.some(([text, wire]) => wire === undefined && decodeURIComponent(text.split("=")[0] ?? "") === key);
    case "header":
      return isOfParameter || fixedHeaders.some(([name]) => name.toLowerCase() === key);
    default:
      return isOfParameter || fixedFields.some(([name]) => name === key);
  }
}
