// From an answer to a value, or to an error.

import { ApiError, ResponseError } from "./errors.js";
import { own } from "./own.js";
import { LONGEST_ANSWER } from "./send.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./send.js").Answer} Answer */
/** @typedef {import("./secrets.js").Secrets} Secrets */

/** Statuses that pass, so that the same call may succeed later. */
const PASSING = [408, 429, 502, 503, 504];

/**
 * @param {Operation} operation
 * @param {Answer} answer
 * @param {Secrets} secrets
 * @returns {unknown}
 */
export function decode(operation, answer, secrets) {
  const { status, headers, body, isComplete, broken } = answer;
  const unreadable = (/** @type {string} */ reason) =>
    new ResponseError(`the answer (${status}, ${body.length} bytes) ${reason}`, {
      operation: operation.id,
      status,
      headers,
      body: lossy(body),
      cause: broken,
    });
  if (broken !== undefined) {
    throw unreadable(`broke off: ${broken.message}`);
  }
  if (!isComplete) {
    throw unreadable(`is longer than ${LONGEST_ANSWER} bytes and was not read to its end`);
  }
  if (answer.isRedirect || status < 200 || status > 299) {
    throw refusal(operation, answer, secrets);
  }
  if (operation.response === "bytes") {
    return body;
  }
  if (operation.response === "nothing") {
    return undefined;
  }
  const text = strictText(body);
  if (text === undefined) {
    throw unreadable("is not UTF-8");
  }
  if (operation.response === "text") {
    return text;
  }
  // No body at all, as with a 204, is null, as in calls by data.
  const value = text === "" ? null : parsed(text);
  if (value === undefined) {
    throw unreadable("is not JSON");
  }
  return value;
}

/**
 * @param {Operation} operation
 * @param {Answer} answer
 * @param {Secrets} secrets
 */
function refusal({ id, idempotent, error: fields }, { status, headers, body, isRedirect }, secrets) {
  const text = lossy(body);
  const value = parsed(text);
  const member = (/** @type {string[]} */ names) => {
    const members = own(/** @type {Record<string, unknown>} */ (typeof value === "object" && value !== null ? value : {}));
    const found = names.map((name) => members[name]).find((member) => typeof member === "string");
    return typeof found === "string" ? secrets.scrub(found) : undefined;
  };
  const errorType = member(fields.code);
  const inHeader = headers.get("x-request-id") ?? headers.get("request-id");
  const requestId = member(fields.requestId) ?? (inHeader === null ? undefined : secrets.scrub(inHeader));
  const said = isRedirect
    ? "the API answered with a redirect, which is not followed: credentials go nowhere else"
    : "the API answered with an error";
  const parts = [`${said} (${status}, ${body.length} bytes)`, errorType, member(fields.message)];
  const message = parts.filter((part) => part !== undefined).join(": ");
  return new ApiError(requestId === undefined ? message : `${message} [request id ${requestId}]`, {
    operation: id,
    status,
    errorType,
    requestId,
    retryable: idempotent && PASSING.includes(status),
    headers,
    body: value === undefined ? text : value,
  });
}

/**
 * @param {string} text
 * @returns {unknown} Undefined where the text is no JSON.
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function strictText(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function lossy(bytes) {
  return new TextDecoder().decode(bytes);
}
