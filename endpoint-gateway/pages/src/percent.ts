/** Percent-encoding as in `endpoint_runtime::percent`: of all but unreserved characters (RFC 3986, section 2.3). */

const ENCODER = new TextEncoder();

/** Encodes a path segment, or a key or value of a query or form. A lone surrogate becomes U+FFFD. */
export function encode(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~]+/g, (other) => bytes(other).map(encoded).join(""));
}

/** Returns the bytes of the text in UTF-8. */
function bytes(text: string): number[] {
  return [...ENCODER.encode(text)];
}

function encoded(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
