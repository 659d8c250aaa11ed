/**
 * JSON whose numbers keep the text in which they were written. Objects have no prototype, so that every name,
 * `__proto__` too, is a member like any other.
 */

/** A number by its text in the grammar of JSON (RFC 8259, section 6). It is never rounded. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** An object without a prototype. Names that are indexes of an array come first, in ascending order, as in every object of JavaScript. */
export interface JsonObject {
  [name: string]: Json;
}

/** A JSON value. */
export type Json = null | boolean | string | JsonNumber | Json[] | JsonObject;

/** Returns whether a value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

/** Makes an object of these members. */
export function object(members: Iterable<readonly [string, Json]> = []): JsonObject {
  const made = Object.create(null) as JsonObject;
  for (const [name, value] of members) {
    made[name] = value;
  }
  return made;
}

/** The maximum depth of nested arrays and objects, the same as `serde_json`'s. */
const MAX_DEPTH = 128;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const BLANK = /[ \t\n\r]*/y;

/**
 * Reads one JSON text. Of members with the same name the last counts.
 *
 * @throws {SyntaxError} with the error, its line and its column.
 */
export function parse(text: string): Json {
  let at = 0;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  }

  function fail(expected: string): never {
    const before = text.slice(0, at).split("\n");
    const column = [...(before.at(-1) ?? "")].length + 1;
    throw new SyntaxError(`expected ${expected} at line ${before.length}, column ${column}`);
  }

  function takes(mark: string): boolean {
    match(BLANK);
    const is = text.startsWith(mark, at);
    at += is ? mark.length : 0;
    return is;
  }

  function string(expected: string): string {
    return JSON.parse(match(STRING) ?? fail(expected)) as string;
  }

  /** Reads the items between two brackets. */
  function each(close: string, read: () => void): void {
    if (takes(close)) {
      return;
    }
    do {
      match(BLANK);
      read();
    } while (takes(","));
    if (!takes(close)) {
      fail(`\`,\` or \`${close}\``);
    }
  }

  function value(depth: number): Json {
    match(BLANK);
    if (depth > MAX_DEPTH) {
      fail(`at most ${MAX_DEPTH} values within each other`);
    }
    if (takes("{")) {
      const members = object();
      each("}", () => {
        const name = string("a name in quotes");
        if (!takes(":")) {
          fail("`:`");
        }
        members[name] = value(depth + 1);
      });
      return members;
    }
    if (takes("[")) {
      const items: Json[] = [];
      each("]", () => items.push(value(depth + 1)));
      return items;
    }
    for (const [word, meant] of [["true", true], ["false", false], ["null", null]] as const) {
      if (takes(word)) {
        return meant;
      }
    }
    if (text[at] === '"') {
      return string("the end of a text");
    }
    return new JsonNumber(match(NUMBER) ?? fail("a value"));
  }

  const read = value(0);
  match(BLANK);
  return at === text.length ? read : fail("the end");
}

/** Writes JSON on one line, or on several with this indentation. */
export function print(value: Json, indent = ""): string {
  function block(open: string, items: string[], close: string, before: string): string {
    if (items.length === 0) {
      return open + close;
    }
    if (indent === "") {
      return open + items.join(",") + close;
    }
    const inner = `\n${before}${indent}`;
    return `${open}${inner}${items.join(`,${inner}`)}\n${before}${close}`;
  }

  function write(value: Json, before: string): string {
    if (value instanceof JsonNumber) {
      return value.text;
    }
    const inner = before + indent;
    if (Array.isArray(value)) {
      return block("[", value.map((item) => write(item, inner)), "]", before);
    }
    if (isObject(value)) {
      const colon = indent === "" ? ":" : ": ";
      const member = ([name, item]: [string, Json]): string => JSON.stringify(name) + colon + write(item, inner);
      return block("{", Object.entries(value).map(member), "}", before);
    }
    return JSON.stringify(value);
  }

  return write(value, "");
}
