/** Values that are nested in a query or a form, as the runtime writes them. */

import { sorted, text } from "./canonical.js";
import { isObject, JsonNumber, type Json } from "./json.js";

/** The most objects and lists in each other. */
const MAX_LEVELS = 32;

/**
 * Returns the keys and the texts of a nested value, not encoded. The keys stand behind `key`, which is empty for a whole form.
 * Undefined for a value that cannot be sent.
 */
export function nestedPairs(key: string, value: Json, [members, list]: readonly [string, string]): [string, string][] | undefined {
  const [, before = "", first = "", after = ""] = /^(\D*)(\d*)(.*)$/.exec(list) ?? [];
  const pairs: [string, string][] = [];
  const isName = (name: string): boolean => name !== "" && !/[[\]]/.test(name) && !(members === "." && name.includes("."));
  const member = (key: string, name: string): string => (key === "" ? name : members === "." ? `${key}.${name}` : `${key}[${name}]`);
  const writeItem = (key: string, item: Json, index: number, level: number): boolean => {
    const isNested = Array.isArray(item) || isObject(item);
    const count = pairs.length;
    const step = before + (first === "" ? "" : String(Number(first) + index)) + after;
    return !(first === "" && isNested) && write(key + step, item, level + 1) && pairs.length > count;
  };
  const write = (key: string, value: Json, level: number): boolean => {
    if (value === null) return true;
    if (typeof value !== "object" || value instanceof JsonNumber) {
      pairs.push([key, text(value)]);
      return key !== "";
    }
    if (level === MAX_LEVELS || (key === "" && Array.isArray(value))) return false;
    if (Array.isArray(value)) return value.every((item, index) => writeItem(key, item, index, level));
    return sorted(value).every(([name, item]) => isName(name) && write(member(key, name), item, level + 1));
  };
  return write(key, value, 0) ? pairs : undefined;
}
