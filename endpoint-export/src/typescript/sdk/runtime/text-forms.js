// Values that are sent as one text that is not their own: lists with a separator between their items, and JSON.

import { toJson } from "./body.js";
import { JsonNumber } from "./json-number.js";
import { encodeSegment, InvalidValue, percentEncode, toText } from "./text.js";

/** @typedef {import("./client.js").Parameter} Parameter */
/** @typedef {import("./secrets.js").Secrets} Secrets */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */

/** The text of a list, as it is and percent-encoded. */
export class JoinedText {
  /**
   * @param {string} text
   * @param {string} encoded
   */
  constructor(text, encoded) {
    this.text = text;
    this.encoded = encoded;
  }

  /** Returns the text as a path segment. */
  encodedSegment() {
    encodeSegment(this.text);
    return this.encoded;
  }
}

/**
 * Joins the items of a list. An empty list has no text.
 *
 * @param {Parameter} parameter
 * @param {[string, string]} join
 * @param {unknown[]} items
 * @returns {JoinedText | undefined}
 */
export function joinItems({ in: place }, [separator, written], items) {
  const texts = items.map(toText);
  if (texts.some((text) => text.includes(separator))) {
    throw new InvalidValue(`has an item that holds \`${separator}\`, which separates the items of the list`);
  }
  // A server of a header skips empty items and the blanks around others (RFC 9110, section 5.6.1).
  if (place === "header" && texts.some((text) => text === "" || /^[\t ]|[\t ]$/.test(text))) {
    throw new InvalidValue("has an item that a header cannot hold; visible ASCII is allowed, and blanks within");
  }
  if (texts.length > 0) {
    return new JoinedText(texts.join(separator), texts.map(percentEncode).join(written));
  }
  if (place === "path") {
    throw new InvalidValue("is an empty list; a path segment needs at least one item");
  }
  return undefined;
}

/**
 * Percent-encodes the text of a value.
 *
 * @param {unknown} value
 */
export function encodeText(value) {
  return value instanceof JoinedText ? value.encoded : percentEncode(toText(value));
}

/**
 * Returns the JSON text of a value. In a header, characters that it cannot hold are escapes; they can only be in strings.
 *
 * @param {Parameter} parameter
 * @param {unknown} value
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 */
export function toJsonText(parameter, value, types, secrets) {
  const json = toJson(value, parameter, types, secrets);
  if (parameter.sensitive) {
    secrets.add(value);
    secrets.add(json);
  }
  return parameter.in !== "header" ? json : json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/**
 * @param {Parameter} parameter
 * @param {unknown} value
 */
export function checkType({ type }, value) {
  if (type === undefined) {
    return;
  }
  if (type === "integer" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InvalidValue("is not a safe integer; pass a `bigint`");
  }
  const isInteger = typeof value === "bigint" || Number.isInteger(value);
  const isNumber = isInteger || typeof value === "number" || value instanceof JsonNumber;
  if (!(type === "integer" ? isInteger : type === "number" ? isNumber : typeof value === type)) {
    throw new InvalidValue(`is not ${type === "integer" ? "an integer" : `a ${type}`}`);
  }
}

/**
 * @param {Parameter} parameter
 * @param {unknown} value
 * @returns {unknown[]}
 */
export function toItems({ repeated, join }, value) {
  if (!repeated && join === undefined) {
    return [value];
  }
  if (!Array.isArray(value)) {
    throw new InvalidValue("is not a list");
  }
  return value;
}
