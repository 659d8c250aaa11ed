// One exchange with `fetch`: bounded in time and in size, without redirects.

import { ConnectionError, TimeoutError } from "./errors.js";

/** The longest answer that is read, in bytes. */
export const LONGEST_ANSWER = 16 * 1024 * 1024;

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {boolean} isRedirect
 * @property {Headers} headers
 * @property {Uint8Array} body As far as it was read.
 * @property {boolean} isComplete Whether the body was not longer than what is read.
 */

/**
 * @typedef {object} Limits
 * @property {string} operation The id, for errors.
 * @property {AbortSignal | undefined} signal
 * @property {number} timeout In milliseconds.
 * @property {(text: string) => string} scrub Removes secrets.
 */

/**
 * Sends a request and reads the answer to its end.
 *
 * @param {typeof fetch} fetch
 * @param {string} url
 * @param {RequestInit} init
 * @param {Limits} limits
 * @returns {Promise<Answer>}
 */
export async function send(fetch, url, init, { operation, signal, timeout, scrub }) {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const timer = setTimeout(() => {
    controller.abort(
      new TimeoutError(`no complete answer within ${timeout} ms; raise \`timeout\` if it may take longer`, {
        operation,
      }),
    );
  }, timeout);
  // A `fetch` of the caller's may not listen to the signal.
  const aborted = new Promise((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  try {
    const exchange = fetch(url, { ...init, redirect: "manual", signal: controller.signal }).then(receive);
    return await /** @type {Promise<Answer>} */ (Promise.race([exchange, aborted]));
  } catch (cause) {
    if (controller.signal.aborted) {
      throw controller.signal.reason;
    }
    throw new ConnectionError(`no answer came: ${scrub(words(cause))}`, { operation, cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function receive(response) {
  const { status, headers } = response;
  const isRedirect =
    response.type === "opaqueredirect" ||
    response.redirected ||
    (status >= 300 && status < 400 && headers.has("location"));
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    chunks.push(read.value.subarray(0, LONGEST_ANSWER - length));
    length += read.value.length;
    if (length > LONGEST_ANSWER) {
      // Nobody waits for the rest to be thrown away.
      reader?.cancel().catch(() => {});
      break;
    }
  }
  return { status, headers, isRedirect, body: joined(chunks), isComplete: length <= LONGEST_ANSWER };
}

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const body = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  chunks.reduce((offset, chunk) => {
    body.set(chunk, offset);
    return offset + chunk.length;
  }, 0);
  return body;
}

/**
 * What the innermost cause says: `fetch` itself says no more than that it failed.
 *
 * @param {unknown} cause
 */
function words(cause) {
  let inner = cause;
  for (let depth = 0; depth < 8 && inner instanceof Error && inner.cause !== undefined; depth += 1) {
    inner = inner.cause;
  }
  const { message, code } = /** @type {{ message?: unknown, code?: unknown }} */ (inner ?? {});
  return String(message || code || "the connection failed");
}
