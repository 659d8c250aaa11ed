// The key by which an API recognizes the repetition of a call.

/**
 * Returns the input with a random key, if that of the operation is a value of the query or a field of the body and the input has none,
 * beside the origin of the key.
 *
 * @param {import("./client.js").Operation} operation
 * @param {unknown} input
 * @returns {{ input: unknown, origin: "given" | "made" | undefined }}
 */
export function withIdempotencyKey({ parameters }, input) {
  const parameter = parameters.find(({ idempotencyKey, in: place }) => idempotencyKey && place !== "header");
  if (parameter === undefined || typeof input !== "object" || input === null || Array.isArray(input)) {
    return { input, origin: undefined };
  }
  const { [parameter.name]: given } = /** @type {Record<string, unknown>} */ (input);
  if (given !== undefined && given !== null) {
    return { input, origin: "given" };
  }
  return { input: { ...input, [parameter.name]: randomUuid() }, origin: "made" };
}

/**
 * Adds a random key as a header to a call that has none. Returns the origin of the key; undefined if the operation has no such header.
 *
 * @param {import("./client.js").Operation} operation
 * @param {Map<string, string>} headers
 * @returns {"given" | "made" | undefined}
 */
export function addIdempotencyKey({ parameters }, headers) {
  const parameter = parameters.find(({ idempotencyKey, in: place }) => idempotencyKey && place === "header");
  if (parameter === undefined) {
    return undefined;
  }
  const name = parameter.wire.toLowerCase();
  if (headers.has(name)) {
    return "given";
  }
  headers.set(name, randomUuid());
  return "made";
}

/** `crypto.randomUUID`, which pages without TLS do not have. */
function randomUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  }).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
