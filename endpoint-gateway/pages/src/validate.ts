/** Validation of values by their types, with messages for the user of the form. */

import { compare, isMultiple, isWhole, normalize } from "./decimal.js";
import { formatViolation } from "./format.js";
import { JsonNumber, isObject, type Json, type JsonObject, print } from "./json.js";
import { ANY, memberType, type NumberType, resolve, type Resolved, type StringType, type Types, type UnionType, type ValueType } from "./types.js";

/** One way in which a value is not of its type. */
export interface Violation {
  /** The place in the value as a JSON Pointer (RFC 6901), empty for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** The maximum number of violations that are reported of one value. */
const MAX_VIOLATIONS = 20;

/** The maximum depth of nested lists and objects, the same as the gateway's. */
const MAX_DEPTH = 128;

/** The maximum number of steps of one validation, which bounds its time. */
const MAX_STEPS = 200_000;

/** The maximum number of choices that are listed. */
const MAX_NAMED = 12;

/** The message about a required member that is not there. */
export const MISSING = "This is missing.";

const NAMES: { readonly [kind: string]: string } = {
  null: "null",
  boolean: "true or false",
  string: "a text",
  binary: "a text",
  file: "a file",
  integer: "a whole number",
  number: "a number",
  list: "a list",
  map: "an object",
  object: "an object",
};

/** Appends a step to a JSON Pointer. */
function below(path: string, name: string | number): string {
  return `${path}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Returns the first twenty violations of a value. */
export function validate(type: ValueType, value: Json, types: Types): Violation[] {
  return new Validator(types).run(type, value, "", 0);
}

/** Returns one text for all spellings of a value. */
function key(value: Json): string {
  if (value instanceof JsonNumber) return normalize(value.text);
  if (Array.isArray(value)) return `[${value.map(key).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value).map(([name, value]) => `${JSON.stringify(name)}:${key(value)}`).sort().join()}}`;
}

/** Writes a number of items, as in "1 item". */
function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Lists the values that can be chosen, up to a limit. */
function choices(values: readonly { readonly value: Json }[]): string {
  const shown = values.slice(0, MAX_NAMED).map(({ value }) => (typeof value === "string" ? value : print(value)));
  return shown.join(", ") + (values.length > MAX_NAMED ? " …" : "");
}

class Validator {
  readonly #types: Types;
  #violations: Violation[] = [];
  #steps = 0;

  constructor(types: Types) {
    this.#types = types;
  }

  /** Returns the violations of one type. */
  run(type: ValueType, value: Json, path: string, depth: number): Violation[] {
    const before = this.#violations;
    const found: Violation[] = [];
    this.#violations = found;
    this.#validate(type, value, path, depth);
    this.#violations = before;
    return found;
  }

  #report(path: string, message: string): void {
    if (this.#violations.length < MAX_VIOLATIONS) this.#violations.push({ path, message });
  }

  #validate(type: ValueType, value: Json, path: string, depth: number): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS || this.#violations.length >= MAX_VIOLATIONS) return;
    if (depth > MAX_DEPTH) {
      // Reported once.
      this.#steps = MAX_STEPS;
      return this.#report("", `This is nested too deep: ${MAX_DEPTH} lists and objects are allowed.`);
    }
    if (typeof value === "string" && !this.#isWhole(value, path)) return;
    const resolved = resolve(type, this.#types);
    if (!this.#fits(resolved, value)) return this.#report(path, this.#expected(resolved));
    if (value === null) return;
    switch (resolved.kind) {
      case "any":
        return this.#inside(value, path, depth, () => ANY, () => ANY);
      case "integer":
      case "number":
        return this.#number(resolved, value instanceof JsonNumber ? value.text : "", path);
      case "string":
      case "binary":
        return this.#text(resolved, String(value), path);
      case "list": {
        const items = Array.isArray(value) ? value : [];
        this.#size(items.length, resolved.minItems, resolved.maxItems, "item", "items", path);
        if (resolved.unique && new Set(items.map(key)).size < items.length) this.#report(path, "Each item may be there once.");
        return this.#inside(value, path, depth, (at) => resolved.prefix?.[at] ?? resolved.items, () => ANY);
      }
      case "map": {
        const names = Object.keys(value);
        this.#size(names.length, resolved.minMembers, resolved.maxMembers, "entry", "entries", path);
        for (const name of names) this.#pattern(resolved.namePattern, name, below(path, name));
        return this.#inside(value, path, depth, () => ANY, () => resolved.values);
      }
      case "object": {
        for (const { name, required } of resolved.members) {
          if (required && !Object.hasOwn(value as JsonObject, name)) this.#report(below(path, name), MISSING);
        }
        return this.#inside(value, path, depth, () => ANY, (name) => memberType(resolved, name));
      }
      case "union":
        return this.#union(resolved, value, path, depth);
    }
  }

  /** Reports a lone surrogate; returns whether there is none. */
  #isWhole(text: string, path: string): boolean {
    const isWhole = !/\p{Surrogate}/u.test(text);
    if (!isWhole) this.#report(path, "This holds half a character (an unpaired surrogate), which cannot be sent.");
    return isWhole;
  }

  /** Returns whether a value is of the type's kind, whatever it holds. */
  #fits(type: Resolved, value: Json): boolean {
    if (type.kind === "union") return (type.nullable && value === null) || type.variants.some((variant) => this.#fits(resolve(variant, this.#types), value));
    if (value === null) return type.nullable || type.kind === "any" || type.kind === "null";
    switch (type.kind) {
      case "any":
        return true;
      case "boolean":
        return typeof value === "boolean";
      case "integer":
        return value instanceof JsonNumber && isWhole(value.text);
      case "number":
        return value instanceof JsonNumber;
      case "string":
      case "binary":
        return typeof value === "string";
      case "enum":
        return (type.open && typeof value === "string") || type.values.some((known) => key(known.value) === key(value));
      case "list":
        return Array.isArray(value);
      case "file":
      case "map":
      case "object":
        return isObject(value);
      default:
        return false;
    }
  }

  /** Returns the message for a value of another kind, with what to enter. */
  #expected(type: Resolved): string {
    if (type.kind === "never") return "Nothing is allowed here.";
    if (type.kind === "enum" && !type.open && type.values.length > 1) return `Choose one of ${choices(type.values)}.`;
    return `This has to be ${[...new Set(this.#names(type))].join(" or ")}.`;
  }

  #names(type: Resolved): string[] {
    if (type.kind === "union") return type.variants.flatMap((variant) => this.#names(resolve(variant, this.#types)));
    if (type.kind === "enum") return [type.open ? "a text" : choices(type.values)];
    return [NAMES[type.kind] ?? type.kind];
  }

  #union({ variants, exclusive }: UnionType, value: Json, path: string, depth: number): void {
    const tried = variants.map((variant) => this.run(variant, value, path, depth));
    const fitting = tried.filter((found) => found.length === 0).length;
    if (exclusive && fitting > 1) this.#report(path, "This fits more than one of the kinds that are allowed.");
    if (fitting > 0) return;
    // The variant that was meant has the deepest violations, and the fewest of them.
    const depths = tried.map((found) => Math.min(...found.map(({ path }) => path.split("/").length)));
    const deepest = Math.max(...depths);
    const meant = tried.filter((_, at) => depths[at] === deepest).sort((a, b) => a.length - b.length);
    for (const { path, message } of meant[0] ?? []) this.#report(path, message);
  }

  #number(type: NumberType, number: string, path: string): void {
    const bounds = [
      [type.minimum, (order: number) => order >= 0, "at least"],
      [type.maximum, (order: number) => order <= 0, "at most"],
      [type.exclusiveMinimum, (order: number) => order > 0, "more than"],
      [type.exclusiveMaximum, (order: number) => order < 0, "less than"],
    ] as const;
    for (const [bound, holds, words] of bounds) {
      if (bound !== undefined && !holds(compare(number, bound.text))) this.#report(path, `This has to be ${words} ${bound.text}.`);
    }
    const unit = type.multipleOf?.text;
    if (unit !== undefined && !isMultiple(number, unit)) this.#report(path, `This has to be a multiple of ${unit}.`);
    this.#format(type.format, number, path);
  }

  #text(type: StringType, value: string, path: string): void {
    this.#size([...value].length, type.minLength, type.maxLength, "character", "characters", path);
    this.#pattern(type.pattern, value, path);
    this.#format(type.kind === "binary" ? "base64" : type.format, value, path);
  }

  #pattern(pattern: string | undefined, value: string, path: string): void {
    if (pattern !== undefined && !matches(pattern, value)) this.#report(path, `This has to match ${pattern}`);
  }

  #format(format: string | undefined, value: string, path: string): void {
    const message = formatViolation(format ?? "", value);
    if (message !== undefined) this.#report(path, message);
  }

  #size(size: number, least: JsonNumber | undefined, most: JsonNumber | undefined, one: string, many: string, path: string): void {
    const [fewest, highest] = [Number(least?.text ?? 0), Number(most?.text ?? Infinity)];
    if (size < fewest) this.#report(path, `At least ${count(fewest, one, many)}, please.`);
    if (size > highest) this.#report(path, `At most ${count(highest, one, many)}, please.`);
  }

  /** Validates the items of a list or the members of an object by their types. */
  #inside(value: Json, path: string, depth: number, item: (at: number) => ValueType, member: (name: string) => ValueType): void {
    if (Array.isArray(value)) {
      for (const [at, one] of value.entries()) this.#validate(item(at), one, below(path, at), depth + 1);
    } else if (isObject(value)) {
      for (const [name, one] of Object.entries(value)) {
        if (!this.#isWhole(name, path)) continue;
        const type = member(name);
        if (type.kind === "never") this.#report(below(path, name), "There is no such member.");
        else this.#validate(type, one, below(path, name), depth + 1);
      }
    }
  }
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    // A pattern for another engine is checked by the API only.
    return true;
  }
}

/** Returns whether some servers read the text as a dot segment. */
function leads(text: string): boolean {
  return /^\s*\.{1,2}\s*(?:;|$)/.test(text);
}

/** Decodes a text once, if it is percent-encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns why a text cannot be sent in a path or a header. */
export function placeViolation(place: string, value: string): string | undefined {
  if (place === "path") {
    if (value === "") return "Fill this in: no part of a path is empty.";
    if (leads(value)) return "“.” and “..” are refused, with what some servers cut off, too: they lead to another path.";
    for (let text = value, before: string | undefined; text !== before; before = text, text = decoded(text)) {
      if (/[/\\\p{Cc}]/u.test(text)) return "The gateway refuses “/”, “\\” and control characters in a path, encoded or not.";
      if (leads(text)) return "“.” and “..” are refused, encoded or not: they lead to another path.";
    }
  }
  if (place === "header" && !/^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(value)) {
    return "A header holds letters, digits and signs of ASCII only, with blanks only in between.";
  }
  return undefined;
}

