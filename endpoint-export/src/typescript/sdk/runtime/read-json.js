// JSON as values that hold every digit.

import { printableName } from "./input.js";
import { JsonNumber } from "./json-number.js";
import { toBigint, toNumber } from "./numbers.js";
import { innerShapes, resolve, toPath } from "./shapes.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */

/** A number with an exponent or with more digits than a `number` always holds; sometimes a text that resembles one. */
const LONG_NUMBER = /(?:^|[:,[\s])-?(?:[\d.]{16}|\d[\d.]*[eE])/;

/** The parts of a text that end or begin strings, or may be numbers. */
const TOKENS = /\\.|"|-?\d[\d.eE+-]*/gs;

/** A number that has a declared type, which cannot hold it. */
export class UnheldNumber extends Error {}

/**
 * @typedef {object} ReadOptions
 * @property {boolean} isStrict Whether a number that its declared type cannot hold is an `UnheldNumber`; if not, it is held
 *   as where no type is declared.
 * @property {boolean} [hasBigint] Whether the shape has a `bigint`.
 */

/**
 * Parses JSON. 64-bit integers become a `bigint`, and no number is rounded.
 *
 * @param {string} text
 * @param {Shape | undefined} shape
 * @param {NamedShapes} types
 * @param {ReadOptions} options
 * @returns {unknown}
 * @throws {SyntaxError} If the text is not JSON.
 */
export function readJson(text, shape, types, { isStrict, hasBigint = false }) {
  const value = JSON.parse(text);
  const shapes = shape === undefined ? [] : [shape];
  if (LONG_NUMBER.test(text)) {
    const exact = unmark(JSON.parse(mark(text)));
    return new Reader(types, isStrict, true).value(exact, shapes);
  }
  // Without long numbers, `JSON.parse` is exact, and only integers can be of another type.
  return hasBigint ? new Reader(types, isStrict, false).value(value, shapes) : value;
}

/**
 * Replaces each long number by a string that begins with `n`, and lets all other strings begin with `s`.
 *
 * @param {string} text JSON.
 */
function mark(text) {
  let isInString = false;
  return text.replace(TOKENS, (token) => {
    if (token === '"') {
      isInString = !isInString;
      return isInString ? '"s' : token;
    }
    const isLong = !isInString && (token.length > 15 || /e/i.test(token));
    return isLong ? `"n${token}"` : token;
  });
}

/**
 * Restores the strings, and returns the long numbers as `JsonNumber`.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function unmark(value) {
  if (typeof value === "string") {
    const text = value.slice(1);
    return value.startsWith("n") ? new JsonNumber(text) : text;
  }
  if (Array.isArray(value)) {
    return value.map(unmark);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.slice(1), unmark(inner)]));
  }
  return value;
}

class Reader {
  /** @type {(string | number)[]} */
  #path = [];
  #types;
  #isStrict;
  #hasLong;

  /**
   * @param {NamedShapes} types
   * @param {boolean} isStrict
   * @param {boolean} hasLong Whether long numbers may be anywhere in the value.
   */
  constructor(types, isStrict, hasLong) {
    this.#types = types;
    this.#isStrict = isStrict;
    this.#hasLong = hasLong;
  }

  /**
   * Returns the value with its numbers as their shapes say. Lists and objects are changed.
   *
   * @param {unknown} value
   * @param {readonly Shape[]} shapes
   * @returns {unknown}
   */
  value(value, shapes) {
    if (typeof value === "number" || value instanceof JsonNumber) {
      return this.#number(value, resolve(shapes, this.#types, value));
    }
    if (typeof value !== "object" || value === null || (shapes.length === 0 && !this.#hasLong)) {
      return value;
    }
    const resolved = resolve(shapes, this.#types, value);
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        value[index] = this.#inner(value[index], resolved, index);
      }
    } else {
      const members = /** @type {Record<string, unknown>} */ (value);
      for (const [name, inner] of Object.entries(members)) {
        members[name] = this.#inner(inner, resolved, name);
      }
    }
    return value;
  }

  /**
   * @param {unknown} value
   * @param {readonly Shape[]} shapes
   * @param {string | number} key
   */
  #inner(value, shapes, key) {
    this.#path.push(key);
    const read = this.value(value, innerShapes(shapes, key));
    this.#path.pop();
    return read;
  }

  /**
   * @param {number | JsonNumber} value
   * @param {readonly Shape[]} shapes
   */
  #number(value, shapes) {
    const isBigint = shapes.includes("bigint");
    const isNumber = shapes.includes("number") || shapes.includes("integer");
    const text = value instanceof JsonNumber ? value.text : undefined;
    if (isBigint) {
      const integer = text === undefined ? (Number.isInteger(value) ? BigInt(Number(value)) : undefined) : toBigint(text);
      if (integer !== undefined) {
        return integer;
      }
    }
    if (isNumber || text === undefined) {
      const number = text === undefined ? value : toNumber(text);
      if (number !== undefined && (isNumber || !isBigint)) {
        return number;
      }
    }
    if (this.#isStrict && (isBigint || isNumber)) {
      const kind = isBigint ? "an integer" : "a `number`";
      const place = this.#path.length === 0 ? "" : ` at \`${printableName(toPath(this.#path))}\``;
      throw new UnheldNumber(`holds a number${place} that ${kind} cannot hold without a loss`);
    }
    return text === undefined ? value : toUntyped(text);
  }
}

/**
 * Returns the value of this text where no type is declared: a `number` that is the same number, a `bigint` for an integer
 * that is not safe as a `number`, else a `JsonNumber`.
 *
 * @param {string} text
 */
function toUntyped(text) {
  if (/^-?\d+$/.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : (toBigint(text) ?? new JsonNumber(text));
  }
  return toNumber(text) ?? new JsonNumber(text);
}
