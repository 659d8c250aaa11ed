/** JSON formatted for reading. Numbers, names and order stay as they were sent. */

import { parse } from "./json.js";

/** The maximum number of characters of indented text, which grows with the square of the depth. A longer one is not indented. */
const MAX_LENGTH = 4_000_000;

/** Indents a JSON text. A text that is not JSON is returned unchanged, with the problem. */
export function pretty(text: string): { readonly text: string; readonly problem?: string } {
  try {
    parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { text, problem: `The body claims to be JSON, but is not: ${why}.` };
  }
  let depth = 0;
  let written = "";
  let before = "";
  const line = (): string => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g)) {
    const isOpened = before === "{" || before === "[";
    if (token === "}" || token === "]") {
      depth -= 1;
      written += isOpened ? token : line() + token;
    } else {
      if (isOpened || before === ",") written += line();
      written += token === ":" ? ": " : token;
      if (token === "{" || token === "[") depth += 1;
    }
    before = token;
    if (written.length > MAX_LENGTH) return { text };
  }
  return { text: written };
}
