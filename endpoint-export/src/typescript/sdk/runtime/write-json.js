// Values as JSON that holds every digit.

import { printableName } from "./input.js";
import { JsonNumber } from "./json-number.js";
import { numberText } from "./numbers.js";
import { innerShapes, resolve, toPath } from "./shapes.js";
import { InvalidValue, isWellFormed } from "./text.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */
/** @typedef {import("./secrets.js").Secrets} Secrets */

/**
 * Writes a value as `JSON.stringify` does, with three differences: a `bigint` and a `JsonNumber` are written as numbers,
 * `-0` keeps its sign, and a value that would be dropped or replaced is refused.
 *
 * @param {unknown} value
 * @param {Shape | undefined} shape
 * @param {NamedShapes} types
 * @param {Secrets} secrets Collects the sensitive parts of the value.
 * @returns {string}
 */
export function writeJson(value, shape, types, secrets) {
  try {
    const json = new Writer(types, secrets).value(value, "", shape === undefined ? [] : [shape]);
    if (json !== undefined) {
      return json;
    }
  } catch (error) {
    if (error instanceof InvalidValue) {
      throw error;
    }
    // The value's own `toJSON` or getter failed, or it is nested too deeply.
  }
  throw new InvalidValue("has no JSON form");
}

class Writer {
  /** @type {(string | number)[]} */
  #path = [];
  /** @type {Set<object>} The lists and objects around the value. */
  #ancestors = new Set();
  #types;
  #secrets;

  /**
   * @param {NamedShapes} types
   * @param {Secrets} secrets
   */
  constructor(types, secrets) {
    this.#types = types;
    this.#secrets = secrets;
  }

  /**
   * @param {unknown} given
   * @param {string} key
   * @param {readonly Shape[]} shapes
   * @returns {string | undefined} Undefined for undefined.
   */
  value(given, key, shapes) {
    const value = this.#toJsonValue(given, key);
    const resolved = resolve(shapes, this.#types, value);
    if (resolved.some((shape) => typeof shape === "object" && shape.sensitive)) {
      this.#secrets.add(value);
    }
    switch (typeof value) {
      case "bigint":
        return String(value);
      case "number":
        return this.#number(value, resolved);
      case "string":
        return this.#string(value);
      case "boolean":
        return String(value);
      case "undefined":
        return undefined;
      case "object":
        if (value === null) {
          return "null";
        }
        return value instanceof JsonNumber ? value.text : this.#parts(value, resolved);
      default:
        throw this.#refused("a value that has no JSON form");
    }
  }

  /**
   * Returns what `toJSON` and boxes stand for.
   *
   * @param {unknown} given
   * @param {string} key
   */
  #toJsonValue(given, key) {
    if (typeof given !== "object" || given === null || given instanceof JsonNumber) {
      return given;
    }
    if (given instanceof Date && Number.isNaN(given.getTime())) {
      throw this.#refused("a value that has no JSON form");
    }
    const { toJSON } = /** @type {{ toJSON?: unknown }} */ (given);
    const value = typeof toJSON === "function" ? toJSON.call(given, key) : given;
    const isBoxed = value instanceof Number || value instanceof String || value instanceof Boolean;
    return isBoxed ? value.valueOf() : value;
  }

  /**
   * @param {object} value
   * @param {readonly Shape[]} shapes
   */
  #parts(value, shapes) {
    if (this.#ancestors.has(value) || hasNoJsonForm(value)) {
      throw this.#refused("a value that has no JSON form");
    }
    this.#ancestors.add(value);
    const json = Array.isArray(value)
      ? `[${Array.from(value, (item, index) => this.#item(item, index, shapes)).join(",")}]`
      : `{${Object.entries(value).flatMap(([name, inner]) => this.#member(name, inner, shapes)).join(",")}}`;
    this.#ancestors.delete(value);
    return json;
  }

  /**
   * @param {unknown} value
   * @param {number} index
   * @param {readonly Shape[]} shapes
   */
  #item(value, index, shapes) {
    this.#path.push(index);
    const json = this.value(value, String(index), innerShapes(shapes, index));
    if (json === undefined) {
      throw this.#refused("a value that has no JSON form");
    }
    this.#path.pop();
    return json;
  }

  /**
   * @param {string} name
   * @param {unknown} value
   * @param {readonly Shape[]} shapes
   * @returns {string[]} Nothing for an undefined value.
   */
  #member(name, value, shapes) {
    this.#path.push(name);
    const json = this.value(value, name, innerShapes(shapes, name));
    const member = json === undefined ? [] : [`${this.#string(name)}:${json}`];
    this.#path.pop();
    return member;
  }

  /**
   * @param {number} value
   * @param {readonly Shape[]} shapes
   */
  #number(value, shapes) {
    if (!Number.isFinite(value)) {
      throw this.#refused("a number that is not finite");
    }
    const isWide = shapes.includes("bigint") && !shapes.includes("integer") && !shapes.includes("number");
    if (isWide && !Number.isSafeInteger(value)) {
      throw this.#refused("a number that is not a safe integer (pass a `bigint`)");
    }
    // An integer has no negative zero.
    const isInteger = !shapes.includes("number") && (shapes.includes("bigint") || shapes.includes("integer"));
    return isInteger && value === 0 ? "0" : numberText(value);
  }

  /** @param {string} text */
  #string(text) {
    if (!isWellFormed(text)) {
      throw this.#refused("half a character (a lone surrogate)");
    }
    return JSON.stringify(text);
  }

  /** @param {string} problem */
  #refused(problem) {
    const path = printableName(toPath(this.#path));
    return new InvalidValue(path === "" ? `is ${problem}` : `holds ${problem} at \`${path}\``);
  }
}

/**
 * Returns whether the JSON of a value loses it, as with promises, maps and errors, or takes its bytes for an object.
 *
 * @param {object} value
 */
function hasNoJsonForm(value) {
  const kind = Object.prototype.toString.call(value).slice("[object ".length, -1);
  const isPlain = kind === "Object" || kind === "Array";
  return ArrayBuffer.isView(value) || (!isPlain && Object.keys(value).length === 0);
}
