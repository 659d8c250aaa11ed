// The sensitive texts of a call, removed from everything that a human might read.

import { isWellFormed, percentEncode } from "./text.js";

const REDACTED = "[redacted]";

/** The most characters of a provider's text that an error shows. */
const MAX_EXCERPT_LENGTH = 1_000;

/** The sensitive texts of one call. */
export class Secrets {
  /** @type {Set<string>} */
  #texts = new Set();

  /**
   * Adds every text and number in a JSON value, both as it is and as it stands in a URL.
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
      } else if (typeof one === "number" || typeof one === "bigint") {
        values.add(String(one));
      } else if (typeof one === "string" && one.length > 3) {
        // A shorter value reveals nothing, and removing it would garble the rest.
        this.#texts.add(one);
        if (isWellFormed(one)) {
          this.#texts.add(percentEncode(one));
        }
      }
    }
  }

  /**
   * Returns the text on one line, of bounded length, with every secret replaced.
   *
   * @param {string} text
   */
  redact(text) {
    // Longest first, so that a secret that holds another leaves no rest.
    const secrets = [...this.#texts].sort((a, b) => b.length - a.length);
    const redacted = secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
    const characters = [...redacted.slice(0, 2 * MAX_EXCERPT_LENGTH + 1)];
    const excerpt = characters
      .slice(0, MAX_EXCERPT_LENGTH)
      .join("")
      .replace(/[\p{Cc}\u2028\u2029]/gu, " ");
    return characters.length > MAX_EXCERPT_LENGTH ? `${excerpt}…` : excerpt;
  }
}
