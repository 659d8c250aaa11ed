// The header `Link` (RFC 8288).

/** One link: its target, and its parameters, of which a value may be quoted. */
const LINK = /<([^>]*)>((?:\s*;\s*[^=;,\s]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^;,"]*))?)*)\s*/g;
const PARAMETER = /;\s*([^=;,\s]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;,"]*)))?/g;

/**
 * Returns the target of the first link whose relation is `next`.
 *
 * @param {string} header
 * @returns {string | undefined}
 */
export function nextLink(header) {
  for (const [, target = "", parameters = ""] of header.matchAll(LINK)) {
    // Only the first `rel` counts.
    const relation = [...parameters.matchAll(PARAMETER)].find(([, name = ""]) => name.toLowerCase() === "rel");
    const relations = (relation?.[2] ?? relation?.[3] ?? "").trim().toLowerCase().split(/\s+/);
    if (relations.includes("next")) {
      return target.trim();
    }
  }
  return undefined;
}
