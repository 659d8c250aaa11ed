/** Percent-encoding, as `endpoint_runtime::percent` does it: all but what is unreserved (RFC 3986, section 2.3). */

const ENCODER = new TextEncoder();

/** A path segment, a key or a value of a query or form. A lone surrogate is the replacement character. */
export function encode(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~]+/g, (other) => bytes(other).map(encoded).join(""));
}

/** The bytes of UTF-8. */
function bytes(text: string): number[] {
  return [...ENCODER.encode(text)];
}

function encoded(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
