import { operations, provider } from "./operations.js";
import { buildClient } from "./runtime/client.js";

export * from "./runtime/errors.js";
export { JsonNumber } from "./runtime/json-number.js";
export { parseJson } from "./runtime/parse-json.js";

/** @param {import("./runtime/client.js").Options} [options] */
export function createClient(options) {
  return buildClient(provider, operations, options);
}

export default /* @__PURE__ */ createClient();
