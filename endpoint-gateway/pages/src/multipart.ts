/** Multipart bodies (RFC 7578), as the runtime writes them: a `FormData` would change line ends, and name a field that is JSON like a file. */

/** A part: a text, JSON or a file. */
export type BodyPart = { readonly name: string } & ({ readonly text: string } | { readonly json: string } | { readonly file: File });

/** Writes the parts as one body with its media type. Files are read while it is sent. */
export function multipart(parts: readonly BodyPart[]): Blob {
  // A file may hold any text, so that nobody may guess the boundary.
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  const boundary = `part-${digits.join("")}`;
  const pieces = parts.flatMap((part): BlobPart[] => {
    const begin = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(part.name)}"`;
    if ("text" in part) return [`${begin}\r\n\r\n`, part.text, "\r\n"];
    if ("json" in part) return [`${begin}\r\nContent-Type: application/json\r\n\r\n`, part.json, "\r\n"];
    const type = part.file.type || "application/octet-stream";
    return [`${begin}; filename="${escaped(part.file.name)}"\r\nContent-Type: ${type}\r\n\r\n`, part.file, "\r\n"];
  });
  return new Blob([...pieces, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

/** Escapes a name as browsers do (WHATWG HTML, "multipart/form-data encoding algorithm"). */
function escaped(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
