// One exchange with `fetch`, bounded in time and in size. Redirects are not followed.

import { ConnectionError, TimeoutError } from "./errors.js";
import { receive } from "./receive.js";

/** @typedef {import("./receive.js").ReceivedResponse} ReceivedResponse */

/**
 * @typedef {object} Limits
 * @property {import("./client.js").Operation} operation
 * @property {AbortSignal | undefined} signal
 * @property {number} timeout In milliseconds.
 * @property {number} left The rest of that time, if other attempts have taken some of it.
 * @property {(text: string) => string} redact Removes secrets from a text.
 */

/**
 * Sends a request and reads the response to its end, or to its head if it is a stream.
 *
 * @param {typeof fetch} fetch
 * @param {string} url
 * @param {RequestInit} init
 * @param {Limits} limits
 * @returns {Promise<ReceivedResponse>}
 */
export async function send(fetch, url, init, { operation: declared, signal, timeout, left, redact }) {
  const operation = declared.id;
  if (signal?.aborted) {
    throw reasonOf(signal);
  }
  const controller = new AbortController();
  /** @type {(reason: unknown) => void} */
  let end = () => {};
  // A caller's own `fetch` may ignore the signal, and not all signals have a reason.
  const ended = new Promise((_, reject) => {
    end = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const stopListening = signal && onAbort(signal, () => end(reasonOf(signal)));
  const timer = setTimeout(() => {
    end(
      new TimeoutError(`no complete response within ${timeout} ms; raise \`timeout\` if it may take longer`, {
        operation,
      }),
    );
  }, left);
  const exchange = async () => {
    const response = await fetch(url, { ...init, redirect: "manual", signal: controller.signal });
    return receive(response, declared, (error) => safeCause(error, redact));
  };
  /** @param {AsyncIterable<Uint8Array>} chunks */
  async function* bounded(chunks) {
    const iterator = chunks[Symbol.asyncIterator]();
    const idle = declared.idle ?? timeout;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const isLate = () => end(new TimeoutError(`nothing arrived within ${idle} ms`, { operation }));
    try {
      for (;;) {
        timer = setTimeout(isLate, idle);
        const read = await Promise.race([iterator.next(), ended]);
        clearTimeout(timer);
        if (read.done) {
          return;
        }
        yield read.value;
      }
    } catch (error) {
      if (controller.signal.aborted) {
        await ended;
      }
      const cause = safeCause(error, redact);
      throw new ConnectionError(`the response broke off: ${cause.message}`, { operation, cause });
    } finally {
      clearTimeout(timer);
      stopListening?.();
      // Discarding the rest may take long, so nobody waits for it.
      (async () => iterator.return?.())().catch(() => {});
    }
  }
  let isStreamed = false;
  try {
    const response = await Promise.race([exchange(), ended]);
    if (response.chunks !== undefined) {
      isStreamed = true;
      return { ...response, chunks: bounded(response.chunks) };
    }
    return response.readError !== undefined && controller.signal.aborted ? await ended : response;
  } catch (error) {
    if (controller.signal.aborted) {
      return await ended;
    }
    const cause = safeCause(error, redact);
    throw new ConnectionError(`no response came: ${cause.message}`, { operation, cause });
  } finally {
    clearTimeout(timer);
    if (!isStreamed) {
      stopListening?.();
    }
  }
}

/**
 * Returns the reason for which a signal was aborted. Older signals have none.
 *
 * @param {AbortSignal} signal
 */
export function reasonOf(signal) {
  return signal.reason ?? Object.assign(new Error("the call was aborted"), { name: "AbortError" });
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
export function onAbort(signal, abort) {
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
