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
 * @property {Error} [broken] Why the body could not be read to its end.
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
  const forget = signal && watch(signal, () => controller.abort(signal.reason));
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
    const exchange = fetch(url, { ...init, redirect: "manual", signal: controller.signal }).then((response) =>
      receive(response, (cause) => said(cause, scrub)),
    );
    const answer = await /** @type {Promise<Answer>} */ (Promise.race([exchange, aborted]));
    if (answer.broken !== undefined) {
      controller.signal.throwIfAborted();
    }
    return answer;
  } catch (cause) {
    if (controller.signal.aborted) {
      throw controller.signal.reason;
    }
    const shown = said(cause, scrub);
    throw new ConnectionError(`no answer came: ${shown.message}`, { operation, cause: shown });
  } finally {
    clearTimeout(timer);
    forget?.();
  }
}

/**
 * What each signal ends.
 *
 * @type {WeakMap<AbortSignal, { calls: Set<() => void>, tell: () => void }>}
 */
const watched = new WeakMap();

/**
 * Has a signal end a call. All calls share one listener: Node takes more than ten for a leak.
 *
 * @param {AbortSignal} signal
 * @param {() => void} abort
 * @returns {() => void} To be called when the call has ended.
 */
function watch(signal, abort) {
  const calls = watched.get(signal)?.calls ?? new Set();
  const tell = watched.get(signal)?.tell ?? (() => calls.forEach((abort) => abort()));
  if (!watched.has(signal)) {
    watched.set(signal, { calls, tell });
    signal.addEventListener("abort", tell, { once: true });
  }
  calls.add(abort);
  return () => {
    calls.delete(abort);
    if (calls.size === 0) {
      watched.delete(signal);
      signal.removeEventListener("abort", tell);
    }
  };
}

/**
 * @param {Response} response
 * @param {(cause: unknown) => Error} said
 * @returns {Promise<Answer>}
 */
async function receive(response, said) {
  const { status, headers } = response;
  const isRedirect =
    response.type === "opaqueredirect" ||
    response.redirected ||
    (status >= 300 && status < 400 && headers.has("location"));
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  const reader = response.body?.getReader();
  let broken;
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      chunks.push(read.value.subarray(0, LONGEST_ANSWER - length));
      length += read.value.length;
      if (length > LONGEST_ANSWER) {
        // Nobody waits for the rest to be thrown away.
        reader?.cancel().catch(() => {});
        break;
      }
    }
  } catch (cause) {
    broken = said(cause);
  }
  return { status, headers, isRedirect, body: joined(chunks), isComplete: length <= LONGEST_ANSWER, broken };
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
 * What the innermost cause says: `fetch` itself says no more than that it failed. Its message and its code only, since
 * errors of some clients hold the whole request.
 *
 * @param {unknown} cause
 * @param {(text: string) => string} scrub
 */
function said(cause, scrub) {
  let inner = cause;
  for (let depth = 0; depth < 8 && inner instanceof Error && inner.cause !== undefined; depth += 1) {
    inner = inner.cause;
  }
  const { message, code } = /** @type {{ message?: unknown, code?: unknown }} */ (inner ?? {});
  const words = [inner, message, code].find((text) => typeof text === "string" && text !== "");
  const error = new Error(scrub(String(words ?? "the connection failed")));
  return typeof code === "string" ? Object.assign(error, { code: scrub(code) }) : error;
}
