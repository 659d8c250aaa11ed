// Copies without a prototype. A property that somebody has put on `Object.prototype` is not read from them.

/**
 * Copies an object's own members to an object without a prototype.
 *
 * @template {object} T
 * @param {T} object
 * @returns {T}
 */
export function nullProto(object) {
  return Object.assign(Object.create(null), object);
}

/**
 * Copies data in the same way, with every list and object in it.
 *
 * @template T
 * @param {T} data
 * @returns {T}
 */
export function nullProtoDeep(data) {
  if (Array.isArray(data)) {
    return /** @type {any} */ (data.map(nullProtoDeep));
  }
  if (typeof data !== "object" || data === null) {
    return data;
  }
  return Object.entries(data).reduce((copy, [name, inner]) => {
    copy[name] = nullProtoDeep(inner);
    return copy;
  }, Object.create(null));
}
