// A number of JSON that no value of JavaScript holds.

import { JSON_NUMBER } from "./numbers.js";

/** The text of a number that neither a `number` nor a `bigint` holds. */
export class JsonNumber {
  /** @param {string} text */
  constructor(text) {
    if (typeof text !== "string" || !JSON_NUMBER.test(text)) {
      throw new TypeError('a JsonNumber needs the text of a number in JSON, like "0.10"');
    }
    this.text = text;
    Object.freeze(this);
  }

  toString() {
    return this.text;
  }

  toJSON() {
    return this.text;
  }
}
