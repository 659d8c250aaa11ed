// Keeping secrets out of what a human might read.

import { isWellFormed, percentEncode } from "./text.js";

const REDACTED = "[redacted]";

/** The longest piece of a provider's text that an error shows, in characters. */
const LONGEST_SHOWN = 1_000;

/** The sensitive texts of one call. */
export class Secrets {
  /** @type {Set<string>} */
  #texts = new Set();

  /**
   * Adds every text in a JSON value, also as it stands in a URL.
   *
   * @param {unknown} value
   */
  add(value) {
    const values = new Set([value]);
    for (const one of values) {
      if (one instanceof Uint8Array) {
        values.add(new TextDecoder().decode(one));
      } else if (typeof one === "object" && one !== null) {
        Object.values(one).forEach((inner) => values.add(inner));
      } else if (typeof one === "string" && one.length > 3) {
        // A value shorter than this tells nothing, and removing it would garble the rest.
        this.#texts.add(one);
        if (isWellFormed(one)) {
          this.#texts.add(percentEncode(one));
        }
      }
    }
  }

  /**
   * The text on one line, bounded, with every secret replaced.
   *
   * @param {string} text
   */
  scrub(text) {
    // Longest first, so that a secret that holds another leaves no rest.
    const secrets = [...this.#texts].sort((a, b) => b.length - a.length);
    const scrubbed = secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
    const characters = [...scrubbed.slice(0, 2 * LONGEST_SHOWN + 1)];
    const shown = characters
      .slice(0, LONGEST_SHOWN)
      .join("")
      .replace(/[\p{Cc}\u2028\u2029]/gu, " ");
    return characters.length > LONGEST_SHOWN ? `${shown}…` : shown;
  }
}
