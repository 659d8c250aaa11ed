// From a response to a value, or to an error.

import { isErrorInside } from "./envelope.js";
import { ApiError, ResponseError } from "./errors.js";
import { nullProto } from "./null-proto.js";
import { readJson, UnheldNumber } from "./read-json.js";
import { declaredOf, MAX_RESPONSE_LENGTH } from "./receive.js";
import { readStream } from "./stream.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./receive.js").ReceivedResponse} ReceivedResponse */
/** @typedef {import("./secrets.js").Secrets} Secrets */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */

/**
 * The way to send the request of a stream of events again.
 *
 * @typedef {{ sendAgain: (lastId: string) => Promise<ReceivedResponse>, signal: AbortSignal | undefined }} Repetition
 */

/** Statuses of temporary failures: the same call may succeed later. */
export const TRANSIENT_STATUSES = [408, 429, 502, 503, 504];

/**
 * Decodes the value of a response.
 *
 * @param {Operation} operation
 * @param {ReceivedResponse} response
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 * @param {boolean} isRepeatable True if the same call may be made again.
 * @param {Repetition} [repetition]
 * @returns {unknown}
 */
export function decode(operation, response, types, secrets, isRepeatable, repetition) {
  const { status, headers } = response;
  const { declared, unreadable } = checked(operation, response, types, secrets, isRepeatable);
  const sendAgain = repetition && (async (/** @type {string} */ lastId) => {
    const next = await repetition.sendAgain(lastId);
    if (next.status === 204) {
      return undefined;
    }
    checked(operation, next, types, secrets, isRepeatable);
    return chunksOf(next);
  });
  const again = sendAgain && { sendAgain, signal: repetition?.signal };
  const value = decodeBody(operation, declared, response, types, secrets, { isRepeatable, unreadable, again });
  if (operation.responses === undefined && operation.headers === undefined) {
    return value;
  }
  const others = (declared.headers ?? []).filter(([, , map]) => map === undefined).map(([, wire]) => wire.toLowerCase());
  const members = (declared.headers ?? []).map(([name, wire, map]) => [
    name,
    map === undefined ? (headers.get(wire) ?? undefined) : headersBehind(headers, wire.toLowerCase(), others),
  ]);
  const output = { headers: Object.fromEntries(members), body: value };
  return operation.responses === undefined ? output : { status, ...output };
}

/**
 * Returns the headers whose names begin with a prefix, by the ends of their names, without those that are members of their own.
 *
 * @param {Headers} headers
 * @param {string} prefix
 * @param {string[]} others
 */
function headersBehind(headers, prefix, others) {
  /** @type {[string, string][]} */
  const own = [];
  headers.forEach((value, name) => {
    if (name.startsWith(prefix) && name !== prefix && !others.includes(name)) {
      own.push([name.slice(prefix.length), value]);
    }
  });
  return Object.fromEntries(own);
}

/**
 * Returns the declaration of a response that is a success, and throws the error of any other.
 *
 * @param {Operation} operation
 * @param {ReceivedResponse} response
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 * @param {boolean} isRepeatable
 */
function checked(operation, response, types, secrets, isRepeatable) {
  const { status, headers, body, isComplete, readError } = response;
  const unreadable = (/** @type {string} */ reason) =>
    new ResponseError(`the response (${status}, ${lengthOf(body)}) ${reason}`, {
      operation: operation.id,
      status,
      headers,
      body: decodeUtf8Lossy(body),
      cause: readError,
    });
  if (readError !== undefined) {
    throw unreadable(readError.message);
  }
  if (!isComplete) {
    throw unreadable(`is longer than ${MAX_RESPONSE_LENGTH} bytes and was not read to its end`);
  }
  const isSuccess = status >= 200 && status <= 299 && !response.isRedirect;
  const declared = declaredOf(operation, status);
  if (declared === undefined && isSuccess) {
    throw unreadable("has a status that the operation does not declare");
  }
  if (declared === undefined || (response.isRedirect && declared.status === undefined)) {
    throw toApiError(operation, response, types, secrets, isRepeatable);
  }
  return { declared, unreadable };
}

/**
 * Decodes the body of a response that is a success.
 *
 * @param {Operation} operation
 * @param {import("./client.js").Declared} declared
 * @param {ReceivedResponse} response
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 * @param {{ isRepeatable: boolean, unreadable: (reason: string) => Error, again: import("./stream.js").Again | undefined }} context
 * @returns {unknown}
 */
function decodeBody(operation, declared, response, types, secrets, { isRepeatable, unreadable, again }) {
  const { body } = response;
  if (["stream", "sse", "ndjson"].includes(declared.response)) {
    return readStream(operation, declared, response, chunksOf(response), types, again);
  }
  if (declared.response === "nothing" && operation.envelope === undefined) {
    return undefined;
  }
  if (declared.response === "bytes") {
    return toBytes(body);
  }
  const text = decodeUtf8(body);
  if (text === undefined) {
    throw unreadable("is not UTF-8");
  }
  if (declared.response === "text") {
    return text;
  }
  // An empty body, as with status 204, is null.
  try {
    const { responseShape, hasBigint } = declared;
    if (operation.envelope !== undefined && isErrorInside(operation.envelope, text)) {
      throw toApiError(operation, response, types, secrets, isRepeatable);
    }
    if (declared.response === "nothing") {
      return undefined;
    }
    const value = text === "" ? null : readJson(text, responseShape, types, { isStrict: true, hasBigint });
    const member = operation.envelope?.value;
    return member === undefined ? value : (/** @type {any} */ (value)?.[member] ?? null);
  } catch (error) {
    if (error instanceof ApiError) {
      throw error;
    }
    if (error instanceof UnheldNumber) {
      throw unreadable(secrets.redact(error.message));
    }
    throw unreadable(error instanceof RangeError ? "is nested too deeply" : "is not JSON");
  }
}

/**
 * @param {Operation} operation
 * @param {ReceivedResponse} response
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 * @param {boolean} isRepeatable
 */
function toApiError(operation, response, types, secrets, isRepeatable) {
  const { id, error: fields, errorShape } = operation;
  const { status, headers, body, isRedirect } = response;
  const text = decodeUtf8Lossy(body);
  const value = readErrorBody(text, errorShape, types);
  const object = typeof value === "object" && value !== null ? value : {};
  const members = nullProto(/** @type {Record<string, unknown>} */ (object));
  const textOf = (/** @type {string[]} */ names) => {
    const found = names.map((name) => members[name]).find((member) => typeof member === "string" && member !== "");
    return typeof found === "string" ? secrets.redact(found) : undefined;
  };
  const errorType = textOf(fields.code);
  const header = headers.get("x-request-id") ?? headers.get("request-id");
  const requestId = textOf(fields.requestId) ?? (typeof header === "string" ? secrets.redact(header) : undefined);
  const summary = isRedirect
    ? "the API responded with a redirect, which is not followed, so that no credential goes elsewhere"
    : "the API responded with an error";
  const explanation = textOf(fields.message) ?? (isProblem(headers) ? problemMessage(textOf) : undefined);
  const parts = [`${summary} (${status}, ${lengthOf(body)})`, errorType, explanation];
  const message = parts.filter((part) => part !== undefined).join(": ");
  return new ApiError(requestId === undefined ? message : `${message} [request id ${requestId}]`, {
    operation: id,
    status,
    errorType,
    requestId,
    retryable: isRepeatable && TRANSIENT_STATUSES.includes(status),
    headers,
    body: value === undefined ? text : value,
  });
}

/**
 * Returns whether the body is problem details (RFC 9457), with which servers and gateways refuse a request, whatever the errors of the API are.
 *
 * @param {Headers} headers
 */
function isProblem(headers) {
  const [essence = ""] = (headers.get("content-type") ?? "").split(";");
  return essence.trim().toLowerCase() === "application/problem+json";
}

/**
 * Returns the message of problem details, behind the name of the field that a server names.
 *
 * @param {(names: string[]) => string | undefined} textOf
 */
function problemMessage(textOf) {
  const message = textOf(["detail", "title"]);
  const field = textOf(["field"]);
  return message === undefined || field === undefined ? message : `\`${field}\`: ${message}`;
}

/**
 * @param {string} text
 * @param {import("./shapes.js").Shape | undefined} shape
 * @param {NamedShapes} types
 * @returns {unknown} Undefined where the text is not JSON.
 */
function readErrorBody(text, shape, types) {
  try {
    return readJson(text, shape, types, { isStrict: false, hasBigint: true });
  } catch {
    return undefined;
  }
}

/**
 * Returns the body in chunks, also where it was read as a whole.
 *
 * @param {ReceivedResponse} response
 * @returns {AsyncIterable<Uint8Array>}
 */
function chunksOf({ chunks, body }) {
  async function* only() {
    yield toBytes(body);
  }
  return chunks ?? only();
}

/** @param {Uint8Array | string} body */
function toBytes(body) {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

/** @param {Uint8Array | string} body */
function lengthOf(body) {
  return typeof body === "string" ? `${body.length} characters` : `${body.length} bytes`;
}

/**
 * @param {Uint8Array | string} body
 * @returns {string | undefined} Undefined where the bytes are not UTF-8.
 */
function decodeUtf8(body) {
  try {
    return typeof body === "string" ? withoutMark(body) : new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array | string} body */
function decodeUtf8Lossy(body) {
  return typeof body === "string" ? withoutMark(body) : new TextDecoder().decode(body);
}

/** @param {string} text A text that may begin with a byte-order mark, which `TextDecoder` removes. */
function withoutMark(text) {
  return text.replace(/^\ufeff/, "");
}
