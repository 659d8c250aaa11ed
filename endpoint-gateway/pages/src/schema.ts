/** Reading JSON Schemas, as far as a form needs it: what control a value takes. */

import { Exact, type Json } from "./json.js";

/** The members of an object, of a schema's or of a value's. */
export interface Members {
  readonly [name: string]: unknown;
}

/** Which control stands for a value. */
export type Kind = "choice" | "variants" | "string" | "bytes" | "integer" | "number" | "list" | "object" | "map" | "free";

/** A value that can be chosen. */
export interface Option {
  readonly value: Json;
  readonly docs: string;
}

/** What a form has to know of a schema: references, parts and null are gone from it. */
export interface Shape {
  readonly kind: Kind;
  readonly schema: Members;
  /** Whether null is a value, too. */
  readonly nullable: boolean;
  /** What can be chosen; of a choice. */
  readonly options: readonly Option[];
  /** The schemas of which one holds; of variants. */
  readonly variants: readonly Members[];
}

const PREFIX = "#/$defs/";

/** So many schemas within each other are followed; more are a circle. */
const DEEPEST = 32;

/** Whether it is a JSON object. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Exact);
}

/** A member of its own, never one that every object has. */
export function member(object: unknown, name: string): unknown {
  return isMembers(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The items of a list; none of what is no list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text, or nothing. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The schema's `$ref`, followed once; undefined where it has none. */
export function referred(schema: Members, definitions: Members): unknown {
  const name = text(schema["$ref"]);
  return name === "" ? undefined : (member(definitions, name.slice(PREFIX.length)) ?? {});
}

/** A value of a schema, which may have come through `JSON.parse`. */
export function json(value: unknown): Json {
  if (typeof value === "number") return new Exact(String(value));
  if (Array.isArray(value)) return value.map(json);
  if (isMembers(value)) return object(Object.entries(value).map(([name, member]) => [name, json(member)]));
  return value === null || value instanceof Exact || typeof value === "string" ? value : value === true;
}

/** An object of these members that inherits none. */
export function object(members: Iterable<readonly [string, Json]>): { [name: string]: Json } {
  const made: { [name: string]: Json } = Object.create(null);
  for (const [name, value] of members) made[name] = value;
  return made;
}

/** Both schemas as one; what `over` says comes first. */
function merged(under: Members, over: Members): Members {
  const all: { [keyword: string]: unknown } = { ...under, ...over };
  const [some, others] = [under["properties"], over["properties"]];
  if (isMembers(some) && isMembers(others)) {
    const both = Object.entries(others).map(([name, schema]) => {
      const other = member(some, name);
      return [name, isMembers(other) && isMembers(schema) ? merged(other, schema) : schema] as const;
    });
    all["properties"] = Object.assign(Object.create(null), some, Object.fromEntries(both));
  }
  const required = [...items(under["required"]), ...items(over["required"])];
  if (required.length > 0) all["required"] = [...new Set(required)];
  return all;
}

/** The schema with all that it refers to and is put together of. */
export function flat(schema: unknown, definitions: Members, depth = 0): Members {
  if (schema === false) return { enum: [] };
  if (!isMembers(schema) || depth > DEEPEST) return {};
  const { $ref, allOf, ...rest } = schema;
  const parts = $ref === undefined ? items(allOf) : [referred(schema, definitions), ...items(allOf)];
  const all = parts.map((part) => flat(part, definitions, depth + 1));
  return [...all, rest].reduce(merged, {});
}

/** What can be chosen, where the schema is a closed list. */
function choices(schema: Members): readonly Option[] | undefined {
  const docs = text(schema["description"]);
  if ("const" in schema) return [{ value: json(schema["const"]), docs }];
  if (!Array.isArray(schema["enum"])) return undefined;
  return schema["enum"].map((value: unknown) => ({ value: json(value), docs: "" }));
}

/** The types that a schema names or, without one, its keywords. */
function types(schema: Members): readonly string[] {
  const named = schema["type"];
  if (named !== undefined) return (Array.isArray(named) ? named : [named]).map(text);
  const has = (...keywords: string[]) => keywords.some((keyword) => keyword in schema);
  if (has("properties", "required", "additionalProperties", "patternProperties")) return ["object"];
  if (has("items", "prefixItems", "minItems", "maxItems")) return ["array"];
  if (has("pattern", "minLength", "maxLength", "contentEncoding")) return ["string"];
  return has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf") ? ["number"] : [];
}

function kindOf(type: string | undefined, schema: Members): Kind {
  switch (type) {
    case "string":
      return schema["contentEncoding"] === "base64" ? "bytes" : "string";
    case "integer":
    case "number":
      return type;
    case "array":
      return "list";
    case "object": {
      const { properties, additionalProperties: others, patternProperties } = schema;
      if ((isMembers(properties) && Object.keys(properties).length > 0) || (others === false && !patternProperties)) {
        return "object";
      }
      return (isMembers(others) && Object.keys(others).length > 0) || patternProperties ? "map" : "free";
    }
    default:
      return "free";
  }
}

/** What a form has to know of the schema. */
export function shape(schema: unknown, definitions: Members): Shape {
  let nullable = false;
  let all = flat(schema, definitions);
  const made = (kind: Kind, options: readonly Option[] = [], variants: readonly Members[] = []): Shape => {
    return { kind, schema: all, nullable, options, variants };
  };
  const chosen = (options: readonly Option[]) => {
    const present = options.filter(({ value }) => value !== null);
    // Null alone is a choice of one.
    if (present.length === 0) {
      nullable = false;
      return made("choice", options);
    }
    nullable ||= present.length < options.length;
    return made("choice", present);
  };
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const keyword = ["oneOf", "anyOf"].find((keyword) => Array.isArray(all[keyword]));
    if (keyword === undefined) break;
    const { [keyword]: parts, ...base } = all;
    const branches = items(parts).map((part) => flat(part, definitions));
    const present = branches.filter(({ type }) => type !== "null");
    nullable ||= present.length < branches.length;
    const [only] = present;
    if (only === undefined) return chosen([{ value: null, docs: "" }]);
    const options = present.map(choices);
    if (present.length > 1 && options.every((options) => options !== undefined)) return chosen(options.flat());
    if (present.length > 1) {
      const { title: _title, description: _description, default: _default, ...shared } = base;
      return made("variants", [], present.map((branch) => merged(shared, branch)));
    }
    all = merged(only, base);
  }
  const options = choices(all);
  if (options !== undefined) return chosen(options);
  const named = types(all);
  const present = named.filter((type) => type !== "null" && !(type === "integer" && named.includes("number")));
  nullable ||= named.includes("null");
  if (present.length > 1) return made("variants", [], present.map((type) => ({ ...all, type })));
  const [type] = present;
  if (type === undefined && nullable) return chosen([{ value: null, docs: "" }]);
  if (type === "boolean") return chosen([true, false].map((value) => ({ value, docs: "" })));
  return made(kindOf(type, all));
}
