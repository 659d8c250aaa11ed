// What objects hold themselves, whatever somebody has put on the prototype of all objects.

/**
 * A copy without a prototype: what it does not hold is absent.
 *
 * @template {object} T
 * @param {T} object
 * @returns {T}
 */
export function own(object) {
  return Object.assign(Object.create(null), object);
}

/**
 * The same with all that is in it, of lists and objects.
 *
 * @template T
 * @param {T} data
 * @returns {T}
 */
export function ownAll(data) {
  if (Array.isArray(data)) {
    return /** @type {any} */ (data.map(ownAll));
  }
  if (typeof data !== "object" || data === null) {
    return data;
  }
  return Object.entries(data).reduce((copy, [name, inner]) => {
    copy[name] = ownAll(inner);
    return copy;
  }, Object.create(null));
}
