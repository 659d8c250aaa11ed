// The attempts of one call: a call that may be made again is repeated after failures of the moment, as often as the caller allows.

import { TRANSIENT_STATUSES } from "./decode.js";
import { ApiError, ConnectionError } from "./errors.js";
import { pause } from "./pause.js";

/** The first pause, and the longest one that the client chooses, in milliseconds. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/**
 * @typedef {object} Attempts
 * @property {number} retries How often the call may be repeated.
 * @property {number} timeout The time that all attempts may take, in milliseconds.
 * @property {AbortSignal | undefined} signal
 */

/**
 * Makes attempts until one succeeds, and throws the error of the last one.
 *
 * @template T
 * @param {Attempts} attempts
 * @param {(timeout: number) => Promise<T>} attempt It is called with the time that is left.
 * @returns {Promise<T>}
 */
export async function repeat({ retries, timeout, signal }, attempt) {
  const deadline = performance.now() + timeout;
  let left = timeout;
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt(left);
    } catch (error) {
      const wait = retryAfter(error) ?? Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
      if (failures >= retries || !isOfTheMoment(error) || performance.now() + wait >= deadline) {
        throw error;
      }
      await pause(wait, signal);
      left = Math.max(deadline - performance.now(), 1);
    }
  }
}

/** @param {unknown} error */
function isOfTheMoment(error) {
  return error instanceof ConnectionError || (error instanceof ApiError && TRANSIENT_STATUSES.includes(error.status));
}

/**
 * Returns the time for which the API asks before the next attempt (RFC 9110, section 10.2.3), in milliseconds.
 *
 * @param {unknown} error
 */
function retryAfter(error) {
  const header = error instanceof ApiError ? error.headers.get("retry-after") : null;
  if (header === null || header.trim() === "") {
    return undefined;
  }
  if (/^\d+$/.test(header.trim())) {
    return Number(header) * 1000;
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(date - Date.now(), 0);
}
