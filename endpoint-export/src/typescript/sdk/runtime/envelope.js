// Envelopes of APIs whose responses of 200 can be errors.

import { nullProto } from "./null-proto.js";

/**
 * The way to tell an error: a member that is true in a success, or that only errors have, or that has a certain value in a success.
 *
 * @typedef {object} Envelope
 * @property {string} [flag]
 * @property {string} [errors]
 * @property {string} [code]
 * @property {unknown} [success] The value of `code` in a success.
 * @property {string} [value] The member that holds the value, if it does not stand beside the others.
 */

/**
 * Returns whether the JSON of a response is an error.
 *
 * @param {Envelope} envelope
 * @param {string} text
 */
export function isErrorInside({ flag, errors, code, success }, text) {
  if (text === "") {
    return false;
  }
  const members = membersOf(JSON.parse(text));
  if (flag !== undefined) {
    return members[flag] !== true;
  }
  if (code !== undefined) {
    return JSON.stringify(members[code]) !== JSON.stringify(success);
  }
  const found = members[errors ?? ""] ?? [];
  return !(Array.isArray(found) && found.length === 0);
}

/** @param {unknown} value */
function membersOf(value) {
  return nullProto(/** @type {Record<string, unknown>} */ (typeof value === "object" && value !== null ? value : {}));
}
