// From a response to a value, or to an error.

import { ApiError, ResponseError } from "./errors.js";
import { nullProto } from "./null-proto.js";
import { MAX_RESPONSE_LENGTH } from "./send.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./send.js").ReceivedResponse} ReceivedResponse */
/** @typedef {import("./secrets.js").Secrets} Secrets */

/** Statuses of temporary failures: the same call may succeed later. */
const TRANSIENT_STATUSES = [408, 429, 502, 503, 504];

/**
 * Decodes the value of a response.
 *
 * @param {Operation} operation
 * @param {ReceivedResponse} response
 * @param {Secrets} secrets
 * @returns {unknown}
 */
export function decode(operation, response, secrets) {
  const { status, headers, body, isComplete, readError } = response;
  const unreadable = (/** @type {string} */ reason) =>
    new ResponseError(`the response (${status}, ${body.length} bytes) ${reason}`, {
      operation: operation.id,
      status,
      headers,
      body: decodeUtf8Lossy(body),
      cause: readError,
    });
  if (readError !== undefined) {
    throw unreadable(`broke off: ${readError.message}`);
  }
  if (!isComplete) {
    throw unreadable(`is longer than ${MAX_RESPONSE_LENGTH} bytes and was not read to its end`);
  }
  if (response.isRedirect || status < 200 || status > 299) {
    throw toApiError(operation, response, secrets);
  }
  if (operation.response === "bytes") {
    return body;
  }
  if (operation.response === "nothing") {
    return undefined;
  }
  const text = decodeUtf8(body);
  if (text === undefined) {
    throw unreadable("is not UTF-8");
  }
  if (operation.response === "text") {
    return text;
  }
  // An empty body, as with status 204, is null.
  const value = text === "" ? null : parseJson(text);
  if (value === undefined) {
    throw unreadable("is not JSON");
  }
  return value;
}

/**
 * @param {Operation} operation
 * @param {ReceivedResponse} response
 * @param {Secrets} secrets
 */
function toApiError({ id, idempotent, error: fields }, { status, headers, body, isRedirect }, secrets) {
  const text = decodeUtf8Lossy(body);
  const value = parseJson(text);
  const object = typeof value === "object" && value !== null ? value : {};
  const members = nullProto(/** @type {Record<string, unknown>} */ (object));
  const textOf = (/** @type {string[]} */ names) => {
    const found = names.map((name) => members[name]).find((member) => typeof member === "string");
    return typeof found === "string" ? secrets.redact(found) : undefined;
  };
  const errorType = textOf(fields.code);
  const header = headers.get("x-request-id") ?? headers.get("request-id");
  const requestId = textOf(fields.requestId) ?? (header === null ? undefined : secrets.redact(header));
  const summary = isRedirect
    ? "the API responded with a redirect, which is not followed, so that no credential goes elsewhere"
    : "the API responded with an error";
  const parts = [`${summary} (${status}, ${body.length} bytes)`, errorType, textOf(fields.message)];
  const message = parts.filter((part) => part !== undefined).join(": ");
  return new ApiError(requestId === undefined ? message : `${message} [request id ${requestId}]`, {
    operation: id,
    status,
    errorType,
    requestId,
    retryable: idempotent && TRANSIENT_STATUSES.includes(status),
    headers,
    body: value === undefined ? text : value,
  });
}

/**
 * @param {string} text
 * @returns {unknown} Undefined where the text is not JSON.
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function decodeUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function decodeUtf8Lossy(bytes) {
  return new TextDecoder().decode(bytes);
}
