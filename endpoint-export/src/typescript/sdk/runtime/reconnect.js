// Server-sent events that go on after their response has ended (WHATWG HTML, section 9.2.3).

import { ConnectionError, TimeoutError } from "./errors.js";
import { pause } from "./pause.js";

/** The time before the next request unless the server has set another, and its bounds, in milliseconds. */
const DEFAULT_RETRY = 3_000;
const MIN_RETRY = 10;
const MAX_RETRY = 60_000;

/**
 * The progress of a stream of events.
 *
 * @typedef {object} Progress
 * @property {string} id The last id that the server has given, or "".
 * @property {number} [retry] The time that the server has set, in milliseconds.
 * @property {boolean} isDone True once the event has come that ends the stream.
 */

/**
 * Returns the events of a response and of those that follow it. The time between them is doubled for each response without an event.
 *
 * @template T
 * @param {Progress} progress
 * @param {AsyncIterable<Uint8Array>} first The body of the first response.
 * @param {(chunks: AsyncIterable<Uint8Array>) => AsyncIterable<T>} read
 * @param {(lastId: string) => Promise<AsyncIterable<Uint8Array> | undefined>} sendAgain Returns the body of the next response; undefined at the end.
 * @param {AbortSignal | undefined} signal
 * @returns {AsyncGenerator<T>}
 */
export async function* reconnecting(progress, first, read, sendAgain, signal) {
  /** @type {AsyncIterable<Uint8Array> | undefined} */
  let chunks = first;
  let vain = 0;
  while (chunks !== undefined) {
    try {
      for await (const event of read(chunks)) {
        vain = 0;
        yield event;
      }
    } catch (error) {
      if (!(error instanceof ConnectionError || error instanceof TimeoutError)) {
        throw error;
      }
    }
    if (progress.isDone) {
      return;
    }
    const retry = Math.max(progress.retry ?? DEFAULT_RETRY, MIN_RETRY);
    await pause(Math.min(retry * 2 ** Math.min(vain, 16), Math.max(MAX_RETRY, retry)), signal);
    vain += 1;
    chunks = await sendAgain(progress.id);
  }
}
