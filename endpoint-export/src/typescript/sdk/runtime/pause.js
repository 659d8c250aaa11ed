// Pauses that a signal ends.

import { onAbort, reasonOf } from "./send.js";

/**
 * Waits for a time.
 *
 * @param {number} milliseconds
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<void>} It is rejected with the signal's reason once that is aborted.
 */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(reasonOf(signal));
      return;
    }
    const stopListening = signal && onAbort(signal, () => {
      clearTimeout(timer);
      stopListening?.();
      reject(reasonOf(signal));
    });
    const timer = setTimeout(() => {
      stopListening?.();
      resolve();
    }, milliseconds);
  });
}
