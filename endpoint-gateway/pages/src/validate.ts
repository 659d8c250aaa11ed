/** What is wrong with a value, by its JSON Schema, in words for whoever fills in a form. */

import { compare, isMultiple, isWhole, normal } from "./decimal.js";
import { formatMistake } from "./format.js";
import { Exact, print, type Json } from "./json.js";
import { flat, isMembers, items, json, member, object, referred, text, type Members } from "./schema.js";

/** One mistake. */
export interface Mistake {
  /** Where in the value, as a JSON Pointer (RFC 6901); empty for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** As many mistakes are told; whoever gets this far has taken the wrong value. */
const MOST_TOLD = 20;

/** Values are nested no deeper, as in what the gateway reads. */
const DEEPEST = 128;

/** What a step from schema to schema counts of a step into the value: a circle ends, too. */
const HOP = 0.1;

/** As many schemas are looked at for one value, so that none takes forever. */
const MOST_STEPS = 200_000;

/** As many choices are named. */
const MOST_NAMED = 12;

/** What is said of a member that has to be there. */
export const MISSING = "This is missing.";

const NAMES: { readonly [type: string]: string } = {
  null: "null",
  boolean: "true or false",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  array: "a list",
  object: "an object",
};

/** A JSON Pointer that goes one step on. */
export function below(path: string, name: string | number): string {
  return `${path}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** All that is wrong with a value, or the first twenty mistakes; of itself alone, where `isShallow`. */
export function mistakes(schema: unknown, value: Json, definitions: Members, isShallow = false): Mistake[] {
  return new Check(definitions, isShallow).run(schema, value, "", 0);
}

/** One text for all spellings of a value. */
function key(value: Json): string {
  if (value instanceof Exact) return normal(value.text);
  if (Array.isArray(value)) return `[${value.map(key).join()}]`;
  if (!isMembers(value)) return JSON.stringify(value);
  const members = Object.entries(value) as [string, Json][];
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${key(value)}`).sort().join()}}`;
}

function typeOf(value: Json): string {
  if (value instanceof Exact) return "number";
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function numeral(value: unknown): string | undefined {
  return value instanceof Exact ? value.text : typeof value === "number" ? String(value) : undefined;
}

/** A number of things, as in "1 item". */
function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The values that a schema allows, where it is a closed list. */
function closed(schema: unknown): readonly unknown[] | undefined {
  if (!isMembers(schema)) return undefined;
  return "const" in schema ? [schema["const"]] : Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST_NAMED).map((value) => (typeof value === "string" ? value : print(json(value))));
  if (shown.length === 1) return `This has to be ${shown.join()}.`;
  return `Choose one of ${shown.join(", ")}${values.length > MOST_NAMED ? " …" : "."}`;
}

class Check {
  readonly #definitions: Members;
  readonly #isShallow: boolean;
  #told: Mistake[] = [];
  #steps = 0;

  constructor(definitions: Members, isShallow: boolean) {
    this.#definitions = definitions;
    this.#isShallow = isShallow;
  }

  /** What is wrong by this schema alone. */
  run(schema: unknown, value: Json, path: string, depth: number): Mistake[] {
    const before = this.#told;
    const told: Mistake[] = [];
    this.#told = told;
    this.#check(schema, value, path, depth);
    this.#told = before;
    return told;
  }

  #say(path: string, message: string): void {
    if (this.#told.length < MOST_TOLD) this.#told.push({ path, message });
  }

  #check(schema: unknown, value: Json, path: string, depth: number): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS || this.#told.length >= MOST_TOLD) return;
    if (depth > 2 * DEEPEST) {
      // Whether a value or a circle of references: told once.
      this.#steps = MOST_STEPS;
      return this.#say("", `This is nested too deep: ${DEEPEST} lists and objects are allowed.`);
    }
    if (schema === false) return this.#say(path, "Nothing is allowed here.");
    if (typeof value === "string" && /\p{Surrogate}/u.test(value)) {
      return this.#say(path, "This holds half a character (an unpaired surrogate), which cannot be sent.");
    }
    if (!isMembers(schema)) return this.#inside({}, value, path, depth);
    const values = closed(schema);
    if (values?.every((allowed) => key(json(allowed)) !== key(value))) return this.#say(path, oneOf(values));
    if (!this.#isTyped(schema, value, path)) return;
    const target = referred(schema, this.#definitions);
    if (target !== undefined) this.#check(target, value, path, depth + HOP);
    for (const part of items(schema["allOf"])) this.#check(part, value, path, depth + HOP);
    this.#branches(schema["anyOf"], value, path, depth, false);
    this.#branches(schema["oneOf"], value, path, depth, true);
    const { not } = schema;
    if (not !== undefined && this.run(not, value, path, depth + HOP).length === 0) this.#say(path, "This is not allowed here.");
    if (value instanceof Exact) this.#number(schema, value.text, path);
    else if (typeof value === "string") this.#text(schema, value, path);
    else this.#inside(schema, value, path, depth);
  }

  #isTyped(schema: Members, value: Json, path: string): boolean {
    const { type } = schema;
    if (type === undefined) return true;
    const types = (Array.isArray(type) ? type : [type]).map(text);
    const found = typeOf(value);
    if (types.includes(found) || (value instanceof Exact && types.includes("integer") && isWhole(value.text))) return true;
    const names = types.filter((type) => type !== "null" || types.length === 1).map((type) => NAMES[type] ?? type);
    this.#say(path, `This has to be ${names.join(" or ")}.`);
    return false;
  }

  #branches(branches: unknown, value: Json, path: string, depth: number, isOne: boolean): void {
    if (!Array.isArray(branches) || branches.length === 0) return;
    const tried = branches.map((branch: unknown) => this.run(branch, value, path, depth + HOP));
    const fitting = tried.filter((found) => found.length === 0).length;
    if (isOne && fitting > 1) this.#say(path, "This fits more than one of the kinds that are allowed.");
    if (fitting > 0) return;
    const lists = branches.map((branch: unknown) => closed(flat(branch, this.#definitions)) ?? undefined);
    const choices = lists.flatMap((list) => list ?? []);
    if (lists.every((list) => list !== undefined)) return this.#say(path, oneOf(choices));
    // The branch that was meant is the one with the deepest mistakes, and with the fewest of them.
    const depths = tried.map((found) => Math.min(...found.map(({ path }) => path.split("/").length)));
    const deepest = Math.max(...depths);
    const meant = tried.filter((_, at) => depths[at] === deepest).sort((a, b) => a.length - b.length);
    for (const { path, message } of meant[0] ?? []) this.#say(path, message);
  }

  #number(schema: Members, number: string, path: string): void {
    const bounds = [
      ["minimum", (order: number) => order >= 0, "at least"],
      ["maximum", (order: number) => order <= 0, "at most"],
      ["exclusiveMinimum", (order: number) => order > 0, "more than"],
      ["exclusiveMaximum", (order: number) => order < 0, "less than"],
    ] as const;
    for (const [keyword, holds, words] of bounds) {
      const bound = numeral(schema[keyword]);
      if (bound !== undefined && !holds(compare(number, bound))) this.#say(path, `This has to be ${words} ${bound}.`);
    }
    const unit = numeral(schema["multipleOf"]);
    if (unit !== undefined && !isMultiple(number, unit)) this.#say(path, `This has to be a multiple of ${unit}.`);
    this.#format(schema, number, path);
  }

  #text(schema: Members, value: string, path: string): void {
    this.#size(schema, [...value].length, "Length", ["character", "characters"], path);
    const { pattern } = schema;
    if (typeof pattern === "string" && !matches(pattern, value)) this.#say(path, `This has to match ${pattern}`);
    this.#format(schema, value, path);
  }

  #format(schema: Members, value: string, path: string): void {
    const format = schema["contentEncoding"] === "base64" ? "base64" : text(schema["format"]);
    const message = formatMistake(format, value);
    if (message !== undefined) this.#say(path, message);
  }

  #size(schema: Members, size: number, what: string, [one, many]: readonly [string, string], path: string): void {
    const [least, most] = [schema[`min${what}`], schema[`max${what}`]].map((bound) => Number(numeral(bound) ?? NaN));
    if (least !== undefined && size < least) this.#say(path, `At least ${count(least, one, many)}, please.`);
    if (most !== undefined && size > most) this.#say(path, `At most ${count(most, one, many)}, please.`);
  }

  /** Of lists and objects. */
  #inside(schema: Members, value: Json, path: string, depth: number): void {
    if (Array.isArray(value)) {
      this.#size(schema, value.length, "Items", ["item", "items"], path);
      if (schema["uniqueItems"] === true && new Set(value.map(key)).size < value.length) {
        this.#say(path, "Each item may be there once.");
      }
      if (this.#isShallow) return;
      const first = items(schema["prefixItems"]);
      for (const [at, item] of value.entries()) {
        this.#check(at < first.length ? first[at] : schema["items"], item, below(path, at), depth + 1);
      }
    } else if (isMembers(value)) {
      const members = Object.entries(value) as [string, Json][];
      this.#size(schema, members.length, "Properties", ["entry", "entries"], path);
      for (const [name] of members) {
        if (schema["propertyNames"] !== undefined) this.#check(schema["propertyNames"], name, below(path, name), depth + 1);
        else if (/\p{Surrogate}/u.test(name)) this.#check(true, name, path, depth);
      }
      if (this.#isShallow) return;
      for (const name of items(schema["required"]).map(text)) {
        if (!Object.hasOwn(value, name)) this.#say(below(path, name), MISSING);
      }
      for (const [name, item] of members) this.#member(schema, value, [name, item], path, depth + 1);
    }
  }

  #member(schema: Members, object: Json, [name, value]: [string, Json], path: string, depth: number): void {
    const at = below(path, name);
    const patterns = isMembers(schema["patternProperties"]) ? Object.entries(schema["patternProperties"]) : [];
    const schemas = patterns.filter(([pattern]) => matches(pattern, name)).map(([, schema]) => schema);
    const own = member(schema["properties"], name);
    if (own !== undefined) schemas.push(own);
    if (schemas.length === 0) {
      if (schema["additionalProperties"] === false || this.#isUnevaluated(schema, object, name)) {
        return this.#say(at, "There is no such member.");
      }
      schemas.push(schema["additionalProperties"] ?? true);
    }
    for (const schema of schemas) this.#check(schema, value, at, depth);
  }

  /** Whether no part of a schema that allows no other members knows the name. */
  #isUnevaluated(schema: Members, value: Json, name: string): boolean {
    if (schema["unevaluatedProperties"] !== false) return false;
    const knows = (part: unknown, depth: number): boolean => {
      if (depth > 8) return true;
      const all = flat(part, this.#definitions);
      if (member(all["properties"], name) !== undefined || "additionalProperties" in all) return true;
      const branches = [...items(all["oneOf"]), ...items(all["anyOf"])];
      const holds = (branch: unknown) => this.run(branch, value, "", depth + 1).length === 0;
      return branches.some((branch) => knows(branch, depth + 1) && holds(branch));
    };
    return !knows(schema, 0);
  }
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    // Written for another engine: the API itself will tell.
    return true;
  }
}

/** Whether some server takes the text for a dot segment. */
function leads(text: string): boolean {
  return /^\s*\.{1,2}\s*(?:;|$)/.test(text);
}

/** The text with its percent-encoding undone once, where it is one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What cannot stand in a path, or in a header. */
export function placeMistake(place: string, value: string): string | undefined {
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

/** An object without the members that are not there. */
export function present(members: Iterable<readonly [string, Json | undefined]>): Json {
  return object([...members].filter((member): member is readonly [string, Json] => member[1] !== undefined));
}
