/** JSON for reading, with every number, name and order as it was sent. */

import { parse } from "./json.js";

/** Indented text grows with the square of the depth; beyond this it is shown as it came. */
const LONGEST = 4_000_000;

/** The text indented; as it is, with the problem, where it is no JSON. */
export function pretty(text: string): { readonly text: string; readonly problem?: string } {
  try {
    parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { text, problem: `The body says that it is JSON, but it is not: ${why}.` };
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
    if (written.length > LONGEST) return { text };
  }
  return { text: written };
}
