/** Secrets among the values of a form, at any depth. They are sent only to the provider. */

import { isObject, type Json, object } from "./json.js";
import type { Model, Values } from "./model.js";
import { memberType, resolve, type ValueType } from "./types.js";

/** Returns the values with `standIn` for each secret, or without the secrets. */
export function withoutSecrets({ parameters, types }: Model, values: Values, standIn?: Json): Values {
  const items = (all: readonly Json[], typeOf: (at: number) => ValueType): Json[] =>
    all.map((item, at) => without(typeOf(at), item)).filter((item) => item !== undefined);
  const members = (value: Json, typeOf: (name: string) => ValueType): Json => {
    if (!isObject(value)) return value;
    const left = Object.entries(value).map(([name, item]) => [name, without(typeOf(name), item)] as const);
    return object(left.filter((member): member is readonly [string, Json] => member[1] !== undefined));
  };
  const without = (type: ValueType, value: Json): Json | undefined => {
    const resolved = resolve(type, types);
    if (resolved.sensitive) return standIn;
    switch (resolved.kind) {
      case "list":
        return Array.isArray(value) ? items(value, (at) => resolved.prefix?.[at] ?? resolved.items) : value;
      case "map":
        return members(value, () => resolved.values);
      case "object":
        return members(value, (name) => memberType(resolved, name));
      case "union":
        // A secret of any variant is one.
        return resolved.variants.reduce<Json | undefined>((left, variant) => (left === undefined ? left : without(variant, left)), value);
      default:
        return value;
    }
  };
  const left = new Map<string, Json>();
  for (const { name, sensitive, repeated, type } of parameters) {
    const value = values.get(name);
    if (value === undefined) continue;
    const shown = sensitive ? standIn : repeated && Array.isArray(value) ? items(value, () => type) : without(type, value);
    if (shown !== undefined) left.set(name, shown);
  }
  return left;
}
