/** The types of values, member for member as `endpoint_runtime::provider::ValueType` is serialized. Its numbers keep their texts. */

import type { JsonNumber, Json } from "./json.js";

/** The type of a JSON value. */
export type ValueType = Described & Kind;

/** The named types that others refer to. */
export interface Types {
  readonly [name: string]: ValueType;
}

interface Described {
  /** True if null is allowed, too. */
  readonly nullable?: boolean;
  /** Markdown. */
  readonly docs?: string;
  readonly title?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly deprecated?: boolean;
  /** True if the values are secret. */
  readonly sensitive?: boolean;
}

type Kind =
  | { readonly kind: "any" | "never" | "null" | "boolean" | "file" }
  | NumberType
  | StringType
  | EnumType
  | ListType
  | MapType
  | ObjectType
  | UnionType
  | { readonly kind: "named"; readonly name: string };

export interface NumberType {
  readonly kind: "integer" | "number";
  readonly format?: string;
  readonly minimum?: JsonNumber;
  readonly maximum?: JsonNumber;
  readonly exclusiveMinimum?: JsonNumber;
  readonly exclusiveMaximum?: JsonNumber;
  readonly multipleOf?: JsonNumber;
}

/** A text; a `binary` one is base64. */
export interface StringType {
  readonly kind: "string" | "binary";
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: JsonNumber;
  readonly maxLength?: JsonNumber;
}

export interface EnumType {
  readonly kind: "enum";
  readonly values: readonly EnumValue[];
  /** True if every other text is allowed, too. */
  readonly open?: boolean;
}

export interface EnumValue {
  readonly value: Json;
  /** Markdown. */
  readonly docs?: string;
}

export interface ListType {
  readonly kind: "list";
  /** The types of the first items, by position. */
  readonly prefix?: readonly ValueType[];
  readonly items: ValueType;
  readonly minItems?: JsonNumber;
  readonly maxItems?: JsonNumber;
  readonly unique?: boolean;
}

export interface MapType {
  readonly kind: "map";
  readonly values: ValueType;
  readonly namePattern?: string;
  readonly minMembers?: JsonNumber;
  readonly maxMembers?: JsonNumber;
}

export interface ObjectType {
  readonly kind: "object";
  readonly members: readonly Member[];
  /** The type of members that are not listed. Any value is allowed where it is missing. */
  readonly others?: ValueType;
}

export interface Member {
  readonly name: string;
  readonly required?: boolean;
  readonly value: ValueType;
}

export interface UnionType {
  readonly kind: "union";
  readonly variants: readonly ValueType[];
  /** True if a value of two of the types is refused. */
  readonly exclusive?: boolean;
}

/** The type of every value. */
export const ANY: ValueType = { kind: "any" };

/** A type that is not a reference. */
export type Resolved = Described & Exclude<Kind, { readonly kind: "named" }>;

/** Resolves references to a type. The title and the documentation of a reference replace those of the type. */
export function resolve(type: ValueType, types: Types): Resolved {
  if (type.kind !== "named") return type;
  const { kind: _kind, name, ...said } = type;
  const named = types[name];
  return named === undefined ? { ...said, kind: "any" } : { ...resolve(named, types), ...said };
}

/** Returns whether values are texts, or may be anything. */
export function isText(type: ValueType, types: Types): boolean {
  const resolved = resolve(type, types);
  switch (resolved.kind) {
    case "any":
    case "string":
    case "binary":
      return true;
    case "enum":
      return typeof resolved.values[0]?.value === "string";
    case "union":
      return resolved.variants.slice(0, 1).some((variant) => isText(variant, types));
    default:
      return false;
  }
}

/** Returns the type of a member of an object. */
export function memberType({ members, others = ANY }: ObjectType, name: string): ValueType {
  return members.find((member) => member.name === name)?.value ?? others;
}
