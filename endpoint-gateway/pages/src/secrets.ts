/** Secrets among the values of a form. They are sent to the provider and go nowhere else. */

import type { Json } from "./json.js";
import type { Model, Values } from "./model.js";

/** The values with `standIn` in the place of each secret, or without the secrets. */
export function withoutSecrets(model: Model, values: Values, standIn?: Json): Values {
  const left = new Map<string, Json>();
  for (const { name, sensitive } of model.parameters) {
    const value = sensitive && values.has(name) ? standIn : values.get(name);
    if (value !== undefined) left.set(name, value);
  }
  return left;
}
