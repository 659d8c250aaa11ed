// Values that are nested in a query or a form: each scalar in them has a key of its own.

import { toJson } from "./body.js";
import { JsonNumber } from "./json-number.js";
import { MapPair } from "./maps.js";
import { parseJson } from "./parse-json.js";
import { compareCodePoints, InvalidValue, percentEncode } from "./text.js";

/** @typedef {import("./client.js").Parameter} Parameter */

/** The most objects and lists in each other. */
const MAX_LEVELS = 32;

/**
 * Returns the pairs of a value. Their keys stand behind `key`, which is percent-encoded and empty for a whole form. The members of an
 * object are sorted by their names.
 *
 * @param {string} key
 * @param {Parameter} parameter
 * @param {unknown} value
 * @param {import("./shapes.js").NamedShapes} types
 * @param {import("./secrets.js").Secrets} secrets
 * @returns {MapPair[]}
 */
export function encodeNested(key, parameter, value, types, secrets) {
  const [members = "", list = ""] = parameter.nested ?? [];
  const [, before = "", first = "", after = ""] = /^(\D*)(\d*)(.*)$/.exec(list) ?? [];
  const isWhole = parameter.in === "body";
  /** @type {MapPair[]} */
  const pairs = [];

  /** @param {string} name */
  const checkName = (name) => {
    if (name === "" || /[[\]]/.test(name) || (members === "." && name.includes("."))) {
      throw new InvalidValue("cannot be written as keys: a member's name is empty, or holds a character that separates the parts of keys");
    }
    return percentEncode(name);
  };

  /** @type {(key: string, value: unknown, level: number) => void} */
  const write = (key, value, level) => {
    if (value === null || value === undefined) {
      return;
    }
    const isScalar = typeof value !== "object" || value instanceof JsonNumber;
    const isUnnamed = isWhole && level === 0;
    if (isUnnamed && (isScalar || Array.isArray(value))) {
      throw new InvalidValue("is not an object");
    }
    if (isScalar) {
      secrets.add(parameter.sensitive ? String(value) : undefined);
      pairs.push(new MapPair(key, percentEncode(String(value))));
      return;
    }
    if (level === MAX_LEVELS) {
      throw new InvalidValue(`cannot be written as keys: it has more than ${MAX_LEVELS} objects and lists in each other`);
    }
    if (!Array.isArray(value)) {
      for (const [name, member] of Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b))) {
        const step = checkName(name);
        write(isUnnamed ? step : members === "." ? `${key}.${step}` : `${key}%5B${step}%5D`, member, level + 1);
      }
      return;
    }
    value.forEach((item, index) => {
      const isObject = typeof item === "object" && item !== null && !(item instanceof JsonNumber);
      if (first === "" && isObject) {
        throw new InvalidValue("cannot be written as keys: a list without indexes holds lists or objects");
      }
      const count = pairs.length;
      const step = before + (first === "" ? "" : String(Number(first) + index)) + after;
      write(key + percentEncode(step), item, level + 1);
      if (pairs.length === count) {
        throw new InvalidValue("cannot be written as keys: a list holds a null or an empty object or list");
      }
    });
  };
  write(key, parseJson(toJson(value, parameter, types, secrets)), 0);
  return pairs;
}
