// Parsing JSON without a loss.

import { readJson } from "./read-json.js";

/** @param {string} text */
export function parseJson(text) {
  return readJson(text, undefined, {}, { isStrict: false });
}
