// The shapes of JSON values: where 64-bit integers, other numbers and secrets are.

/**
 * A shape: how numbers are held, or the shapes inside of a value. Places without numbers and secrets have none.
 *
 * @typedef {"bigint" | "integer" | "number" | ShapeParts} Shape An `integer` is one that a `number` holds.
 */

/**
 * @typedef {object} ShapeParts
 * @property {string} [type] The name of a shape in the provider's `types`.
 * @property {Variant[]} [variants] The shapes of a union.
 * @property {Record<string, Shape | null>} [members]
 * @property {Shape} [others] The shape of the members that `members` does not name.
 * @property {(Shape | null)[]} [prefix] The shapes of the first items.
 * @property {Shape} [items] The shape of the other items.
 * @property {boolean} [sensitive]
 */

/**
 * A shape of a union, with the members that an object of this shape has, and the values that tell it from others.
 *
 * @typedef {{ shape?: Shape, required?: string[], tags?: Record<string, unknown[]> }} Variant
 */

/** @typedef {Record<string, Shape>} NamedShapes */

/**
 * Returns the shapes that a value may have, without names and unions.
 *
 * @param {readonly Shape[]} shapes
 * @param {NamedShapes} types
 * @param {unknown} value
 * @returns {readonly Shape[]}
 */
export function resolve(shapes, types, value) {
  if (shapes.every((shape) => typeof shape === "string")) {
    return shapes;
  }
  /** @type {Set<Shape>} */
  const all = new Set(shapes);
  for (const shape of all) {
    if (typeof shape === "string") {
      continue;
    }
    const named = shape.type === undefined ? undefined : types[shape.type];
    if (named !== undefined) {
      all.add(named);
    }
    if (shape.variants !== undefined) {
      const matching = shape.variants.filter((variant) => matches(variant, value));
      const possible = matching.length > 0 ? matching : shape.variants;
      possible.flatMap((variant) => variant.shape ?? []).forEach((inner) => all.add(inner));
    }
  }
  return [...all];
}

/**
 * @param {Variant} variant
 * @param {unknown} value
 */
function matches({ required = [], tags = {} }, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return true;
  }
  const members = /** @type {Record<string, unknown>} */ (value);
  return (
    required.every((name) => Object.hasOwn(members, name)) &&
    Object.entries(tags).every(([name, values]) => !Object.hasOwn(members, name) || values.includes(members[name]))
  );
}

/**
 * Returns the shapes of a member or an item.
 *
 * @param {readonly Shape[]} shapes The resolved shapes of the object or list.
 * @param {string | number} key
 * @returns {readonly Shape[]}
 */
export function innerShapes(shapes, key) {
  const inner = shapes.map((shape) => {
    if (typeof shape === "string") {
      return undefined;
    }
    const { prefix = [], items, members = {}, others } = shape;
    if (typeof key === "number") {
      return key < prefix.length ? prefix[key] : items;
    }
    return Object.hasOwn(members, key) ? members[key] : others;
  });
  return inner.filter((shape) => shape !== undefined && shape !== null);
}

/**
 * Writes the place of a value inside of another one: `parcels[3].id`.
 *
 * @param {readonly (string | number)[]} keys
 */
export function toPath(keys) {
  const steps = keys.map((key, index) =>
    typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${key}`,
  );
  return steps.join("");
}
