// One exchange with `fetch`, bounded in time and in size. Redirects are not followed.

import { ConnectionError, TimeoutError } from "./errors.js";

/** The length in bytes of the longest response body that is read. */
export const MAX_RESPONSE_LENGTH = 16 * 1024 * 1024;

/**
 * @typedef {object} ReceivedResponse
 * @property {number} status
 * @property {boolean} isRedirect
 * @property {Headers} headers
 * @property {Uint8Array} body The body, as far as it was read.
 * @property {boolean} isComplete False if the body is longer than `MAX_RESPONSE_LENGTH`.
 * @property {Error} [readError] The error that kept the body from being read to its end.
 */

/**
 * @typedef {object} Limits
 * @property {string} operation The operation's id, for errors.
 * @property {AbortSignal | undefined} signal
 * @property {number} timeout In milliseconds.
 * @property {(text: string) => string} redact Removes secrets from a text.
 */

/**
 * Sends a request and reads the response to its end.
 *
 * @param {typeof fetch} fetch
 * @param {string} url
 * @param {RequestInit} init
 * @param {Limits} limits
 * @returns {Promise<ReceivedResponse>}
 */
export async function send(fetch, url, init, { operation, signal, timeout, redact }) {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stopListening = signal && onAbort(signal, () => controller.abort(signal.reason));
  const timer = setTimeout(() => {
    controller.abort(
      new TimeoutError(`no complete response within ${timeout} ms; raise \`timeout\` if it may take longer`, {
        operation,
      }),
    );
  }, timeout);
  // A caller's own `fetch` may ignore the signal.
  const aborted = new Promise((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  try {
    const exchange = fetch(url, { ...init, redirect: "manual", signal: controller.signal }).then((response) =>
      readResponse(response, redact),
    );
    const response = await /** @type {Promise<ReceivedResponse>} */ (Promise.race([exchange, aborted]));
    if (response.readError !== undefined) {
      controller.signal.throwIfAborted();
    }
    return response;
  } catch (error) {
    if (controller.signal.aborted) {
      throw controller.signal.reason;
    }
    const cause = safeCause(error, redact);
    throw new ConnectionError(`no response came: ${cause.message}`, { operation, cause });
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}

/**
 * The calls that each signal ends, and the one listener that ends them.
 *
 * @type {WeakMap<AbortSignal, { calls: Set<() => void>, listener: () => void }>}
 */
const abortListeners = new WeakMap();

/**
 * Ends a call when a signal is aborted. All calls share one listener: Node takes more than ten for a leak.
 *
 * @param {AbortSignal} signal
 * @param {() => void} abort
 * @returns {() => void} A function to be called when the call has ended.
 */
function onAbort(signal, abort) {
  const calls = abortListeners.get(signal)?.calls ?? new Set();
  const listener = abortListeners.get(signal)?.listener ?? (() => calls.forEach((abort) => abort()));
  if (!abortListeners.has(signal)) {
    abortListeners.set(signal, { calls, listener });
    signal.addEventListener("abort", listener, { once: true });
  }
  calls.add(abort);
  return () => {
    calls.delete(abort);
    if (calls.size === 0) {
      abortListeners.delete(signal);
      signal.removeEventListener("abort", listener);
    }
  };
}

/**
 * @param {Response} response
 * @param {(text: string) => string} redact
 * @returns {Promise<ReceivedResponse>}
 */
async function readResponse(response, redact) {
  const { status, headers } = response;
  const isRedirect =
    response.type === "opaqueredirect" ||
    response.redirected ||
    (status >= 300 && status < 400 && headers.has("location"));
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader();
  let readError;
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      chunks.push(read.value.subarray(0, MAX_RESPONSE_LENGTH - length));
      length += read.value.length;
      if (length > MAX_RESPONSE_LENGTH) {
        // Discarding the rest may take long, so nobody waits for it.
        reader?.cancel().catch(() => {});
        break;
      }
    }
  } catch (error) {
    readError = safeCause(error, redact);
  }
  return { status, headers, isRedirect, body: concat(chunks), isComplete: length <= MAX_RESPONSE_LENGTH, readError };
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

/**
 * Returns the innermost cause of an error, since `fetch` itself only says that it failed. Only its message and its code
 * are kept: errors of some clients hold the whole request.
 *
 * @param {unknown} error
 * @param {(text: string) => string} redact
 */
function safeCause(error, redact) {
  let inner = error;
  for (let depth = 0; depth < 8 && inner instanceof Error && inner.cause !== undefined; depth += 1) {
    inner = inner.cause;
  }
  const { message, code } = /** @type {{ message?: unknown, code?: unknown }} */ (inner ?? {});
  const text = [inner, message, code].find((text) => typeof text === "string" && text !== "");
  const cause = new Error(redact(String(text ?? "the connection failed")));
  return typeof code === "string" ? Object.assign(cause, { code: redact(code) }) : cause;
}
