// Maps whose keys are keys of a query or a form.

import { compareCodePoints, InvalidValue, percentEncode, toText } from "./text.js";
import { checkType, encodeText, joinItems, toItems } from "./text-forms.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Parameter} Parameter */

/** A pair of a map, percent-encoded. */
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
    return text === undefined ? [] : [new MapPair(encodeKey(operation, parameter, toText(key)), encodeText(text))];
  });
}

/**
 * Encodes a key of a map. A key of another parameter is refused.
 *
 * @param {Operation} operation
 * @param {Parameter} parameter
 * @param {string} key
 */
function encodeKey(operation, { in: place, map }, key) {
  if (key === "") {
    throw new InvalidValue("has an empty key; a key of a query or a form needs at least one character");
  }
  if (map !== "") {
    return `${percentEncode(map ?? "").replaceAll("%24", "$")}%5B${percentEncode(key)}%5D`;
  }
  const isDeclared = operation.parameters.some((other) => {
    const isWithin = other.map !== undefined && other.map !== "" && key.startsWith(`${other.map}[`) && key.endsWith("]");
    return other.in === place && (other.map === undefined ? other.wire === key : isWithin);
  });
  const constants = place === "query" ? operation.query.filter(([, wire]) => wire === undefined) : [];
  if (isDeclared || constants.some(([text]) => decodeURIComponent(text.split("=")[0] ?? "") === key)) {
    throw new InvalidValue("has a key that belongs to another parameter of the operation");
  }
  return percentEncode(key);
}
