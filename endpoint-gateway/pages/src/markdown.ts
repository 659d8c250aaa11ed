/** Documentation as plain text. */

/** Returns the first paragraph of a Markdown text, without markup. */
export function firstParagraph(markdown: string): string {
  const [first = ""] = markdown.trim().split(/\n\s*\n/);
  return first.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]+/g, "").replace(/\s+/g, " ");
}
