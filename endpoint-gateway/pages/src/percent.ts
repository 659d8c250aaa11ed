/** Percent-encoding, as `endpoint_runtime::percent` does it: every byte but the unreserved ones (RFC 3986, section 2.3). */

const ENCODER = new TextEncoder();

/** A path segment, a key or a value of a query or form. A lone surrogate is the replacement character. */
export function encode(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~]+/g, (other) => bytes(other).map((byte) => `%${hex(byte).toUpperCase()}`).join(""));
}

/** The bytes of UTF-8. */
export function bytes(text: string): number[] {
  return [...ENCODER.encode(text)];
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
