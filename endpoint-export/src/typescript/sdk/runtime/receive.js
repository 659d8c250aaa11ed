// A response of any `fetch`: that of the platform, of React Native, of an older library.

/** The length in bytes of the longest response body that is read. */
export const MAX_RESPONSE_LENGTH = 16 * 1024 * 1024;

/** The formats of responses that are read as they arrive. */
const STREAMED = ["stream", "sse", "ndjson"];

/** Statuses whose responses have no body. */
const BODILESS_STATUSES = [204, 205, 304];

/**
 * @typedef {object} ReceivedResponse
 * @property {number} status
 * @property {boolean} isRedirect
 * @property {Headers} headers
 * @property {Uint8Array | string} body The body, as far as it was read; a text where the response's `text()` has decoded it.
 * @property {boolean} isComplete False if the body is longer than `MAX_RESPONSE_LENGTH`.
 * @property {AsyncIterable<Uint8Array>} [chunks] The body of a stream, of which nothing has been read.
 * @property {Error} [readError] The error that kept the body from being read to its end.
 */

/** @typedef {Pick<ReceivedResponse, "body" | "isComplete" | "readError">} ReceivedBody */

/**
 * Says whether a response needs no body, and whether its bytes must not be decoded as text.
 *
 * @typedef {{ needsNone: boolean, needsBytes: boolean }} Needs
 */

/**
 * Reads a response to its end.
 *
 * @param {any} response
 * @param {import("./client.js").Operation} operation
 * @param {(error: unknown) => Error} toSafe Removes secrets from an error.
 * @returns {Promise<ReceivedResponse>}
 */
export async function receive(response, operation, toSafe) {
  const statuses = (operation.responses ?? []).map((declared) => declared.status);
  const formatOf = (/** @type {number} */ status) => declaredOf(operation, status)?.response ?? operation.response;
  const status = response?.status;
  if (typeof status !== "number") {
    throw new Error("the `fetch` option is unsuitable: it returns no response with a `status`");
  }
  const headers = toHeaders(response.headers);
  const isRedirect =
    response.type === "opaqueredirect" ||
    response.redirected === true ||
    (status >= 300 && status < 400 && headers.has("location"));
  const isSuccess = status >= 200 && status <= 299 && !isRedirect;
  const isDeclared = statuses.includes(status);
  if (STREAMED.includes(formatOf(status)) && (isSuccess || isDeclared)) {
    const chunks = toChunks(response.body);
    if (chunks !== undefined) {
      return { status, headers, isRedirect, body: "", isComplete: true, chunks: toByteChunks(chunks) };
    }
  }
  const needsNone = isRedirect || BODILESS_STATUSES.includes(status) || (isSuccess && formatOf(status) === "nothing");
  const needsBytes = (isSuccess || isDeclared) && ["bytes", ...STREAMED].includes(formatOf(status));
  const body = await readBody(response, headers, { needsNone, needsBytes }, toSafe);
  return { status, headers, isRedirect, ...body };
}

/**
 * Returns headers that can be read by name, of other headers or of a plain object.
 *
 * @param {any} headers
 * @returns {Headers}
 */
function toHeaders(headers) {
  if (headers instanceof Map) {
    return fromEntries([...headers]);
  }
  if (typeof headers?.get !== "function") {
    return fromEntries(Object.entries(headers ?? {}));
  }
  const isWhole = typeof headers.has === "function" && typeof headers.entries === "function";
  return isWhole ? headers : fromGet((name) => headers.get(name), []);
}

/** @param {[string, unknown][]} entries */
function fromEntries(entries) {
  const members = new Map(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return fromGet((name) => members.get(name.toLowerCase()), [...members.keys()]);
}

/**
 * Returns the part of `Headers` that is needed.
 *
 * @param {(name: string) => unknown} read Returns the value of a header, or several.
 * @param {string[]} names Those in lower case that are known.
 * @returns {Headers}
 */
function fromGet(read, names) {
  const get = (/** @type {string} */ name) => {
    const value = read(name) ?? null;
    return Array.isArray(value) ? value.join(", ") : value === null ? null : String(value);
  };
  return /** @type {any} */ ({ get, has: (/** @type {string} */ name) => get(name) !== null, entries: () => names.map((name) => [name, get(name)]) });
}

/**
 * @param {any} response
 * @param {Headers} headers
 * @param {Needs} needs
 * @param {(error: unknown) => Error} toSafe
 * @returns {Promise<ReceivedBody>}
 */
async function readBody(response, headers, { needsNone, needsBytes }, toSafe) {
  const chunks = toChunks(response.body);
  if (chunks !== undefined) {
    return readChunks(chunks, toSafe);
  }
  const isTooLong = Number(headers.get("content-length") ?? 0) > MAX_RESPONSE_LENGTH;
  const read = isTooLong ? undefined : wholeReader(response, needsBytes);
  if (read === undefined) {
    const readError = new Error(
      `cannot be read: the \`fetch\` option is unsuitable, since its responses have neither a stream as their \`body\` nor ${needsBytes ? "" : "`text()` or "}\`arrayBuffer()\``,
    );
    const isRead = isTooLong || needsNone;
    return { body: "", isComplete: !isTooLong, ...(isRead ? {} : { readError }) };
  }
  try {
    const body = await read();
    return { body: body.slice(0, MAX_RESPONSE_LENGTH), isComplete: body.length <= MAX_RESPONSE_LENGTH };
  } catch (error) {
    return { body: "", isComplete: true, readError: brokenOff(toSafe(error)) };
  }
}

/**
 * Returns the function that reads a whole body at once. React Native has no `arrayBuffer()` that works everywhere, so texts
 * are read as such.
 *
 * @param {any} response
 * @param {boolean} needsBytes
 * @returns {(() => Promise<Uint8Array | string>) | undefined}
 */
function wholeReader(response, needsBytes) {
  if (!needsBytes && typeof response.text === "function") {
    return async () => String(await response.text());
  }
  if (typeof response.arrayBuffer === "function") {
    return async () => new Uint8Array(await response.arrayBuffer());
  }
  return undefined;
}

/**
 * Returns the chunks of a body that is a stream, of the web or of Node; undefined for any other.
 *
 * @param {any} body
 * @returns {AsyncIterable<unknown> | undefined}
 */
function toChunks(body) {
  if (typeof body?.getReader === "function") {
    return webChunks(body);
  }
  return typeof body?.[Symbol.asyncIterator] === "function" ? body : undefined;
}

/** @param {ReadableStream<unknown>} stream */
async function* webChunks(stream) {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield read.value;
    }
  } finally {
    // Discarding the rest may take long, so nobody waits for it.
    (async () => reader.cancel())().catch(() => {});
  }
}

/**
 * @param {AsyncIterable<unknown>} stream
 * @param {(error: unknown) => Error} toSafe
 * @returns {Promise<ReceivedBody>}
 */
async function readChunks(stream, toSafe) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  let readError;
  try {
    for await (const part of stream) {
      const chunk = toBytes(part);
      chunks.push(chunk.subarray(0, MAX_RESPONSE_LENGTH - length));
      length += chunk.length;
      if (length > MAX_RESPONSE_LENGTH) {
        break;
      }
    }
  } catch (error) {
    readError = brokenOff(toSafe(error));
  }
  const isComplete = length <= MAX_RESPONSE_LENGTH;
  return { body: concat(chunks), isComplete, ...(readError === undefined ? {} : { readError }) };
}

/** @param {AsyncIterable<unknown>} chunks */
async function* toByteChunks(chunks) {
  for await (const chunk of chunks) {
    yield toBytes(chunk);
  }
}

/**
 * Returns the declaration of a response with this status; undefined where the operation has none.
 *
 * @param {import("./client.js").Operation} operation
 * @param {number} status
 * @returns {import("./client.js").Declared | undefined}
 */
export function declaredOf(operation, status) {
  if (operation.responses === undefined) {
    return status >= 200 && status <= 299 ? operation : undefined;
  }
  const other = status >= 200 && status <= 299 ? operation.responses.find((declared) => declared.status === undefined) : undefined;
  return operation.responses.find((declared) => declared.status === status) ?? other;
}

/** @param {unknown} chunk */
function toBytes(chunk) {
  if (chunk instanceof Uint8Array) {
    return chunk;
  }
  if (typeof chunk === "string") {
    return new TextEncoder().encode(chunk);
  }
  throw new Error("the `fetch` option is unsuitable: its stream holds neither bytes nor text");
}

/** @param {Error} error */
function brokenOff(error) {
  return Object.assign(error, { message: `broke off: ${error.message}` });
}

/** @param {Uint8Array[]} chunks */
function concat(chunks) {
  const body = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  chunks.reduce((offset, chunk) => {
    body.set(chunk, offset);
    return offset + chunk.length;
  }, 0);
  return body;
}
