// Multipart bodies (RFC 7578). A `FormData` would change line ends, and name a field that is JSON like a file.

import { InvalidValue, isWellFormed, toText } from "./text.js";

const DEFAULT_TYPE = "application/octet-stream";

/** A media type (RFC 9110, section 8.3.1). */
const MEDIA_TYPE = /^[\w!#$%&'*+\-.^`|~]+\/[\w!#$%&'*+\-.^`|~]+(?:[\t ]*;[\t -~]*)?$/;

/** A file with its name and media type. */
export class FilePart {
  /**
   * @param {string} name
   * @param {string} type
   * @param {Blob | Uint8Array | string} content
   */
  constructor(name, type, content) {
    this.name = name;
    this.type = type;
    this.content = content;
  }
}

/**
 * Reads a file of an input: a `File`, a `Blob`, or an object with its name and content. The content of the first two is read while it is sent.
 *
 * @param {unknown} value
 * @returns {FilePart}
 */
export function toFilePart(value) {
  if (typeof Blob === "function" && value instanceof Blob) {
    const { name = "blob" } = /** @type {Partial<File>} */ (value);
    return checked(new FilePart(name, value.type === "" ? DEFAULT_TYPE : value.type, value));
  }
  if (typeof value !== "object" || value === null || !("file_name" in value)) {
    throw new InvalidValue("is no file; pass a `File`, a `Blob`, or `{ file_name, content }`");
  }
  const { file_name: name, content_type: type, content, text, ...others } = /** @type {Record<string, unknown>} */ (value);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || (content === undefined) === (text === undefined)) {
    throw new InvalidValue("is no file; it has the members `file_name`, `content_type`, and `content` or `text`");
  }
  if (typeof name !== "string" || (type !== undefined && typeof type !== "string")) {
    throw new InvalidValue("is no file; its `file_name` and its `content_type` are strings");
  }
  const bytes = content instanceof Uint8Array || text !== undefined ? (content ?? text) : fromBase64(content);
  return checked(new FilePart(toText(name), toText(type ?? DEFAULT_TYPE), /** @type {Uint8Array | string} */ (bytes)));
}

/** @param {FilePart} file */
function checked(file) {
  if (!MEDIA_TYPE.test(file.type)) {
    throw new InvalidValue("has a `content_type` that is no media type, such as `image/png`");
  }
  if (typeof file.content === "string" ? !isWellFormed(file.content) : !(file.content instanceof Uint8Array || file.content instanceof Blob)) {
    throw new InvalidValue("has a `text` that cannot be sent");
  }
  return file;
}

/**
 * Decodes bytes in base64 (RFC 4648, section 4), as inputs hold them that were read from JSON.
 *
 * @param {unknown} value
 */
export function fromBase64(value) {
  if (typeof value !== "string" || !/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(value)) {
    throw new InvalidValue("is neither a Uint8Array, a Blob or a stream, nor bytes in base64");
  }
  return Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
}

/** The parts of a body, in their order. */
export class MultipartBody {
  // A file may hold any text, so that nobody may guess the boundary.
  #boundary = `part-${Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  /** @type {(string | Blob | Uint8Array)[]} */
  #pieces = [];

  /**
   * @param {string} name
   * @param {string} text
   */
  addText(name, text) {
    this.#add(`name="${escaped(name)}"`, undefined, text);
  }

  /**
   * @param {string} name
   * @param {string} json
   */
  addJson(name, json) {
    this.#add(`name="${escaped(name)}"`, "application/json", json);
  }

  /**
   * @param {string} name
   * @param {FilePart} file
   */
  addFile(name, file) {
    this.#add(`name="${escaped(name)}"; filename="${escaped(file.name)}"`, file.type, file.content);
  }

  /**
   * @param {string} parameters
   * @param {string | undefined} type
   * @param {string | Blob | Uint8Array} content
   */
  #add(parameters, type, content) {
    const typed = type === undefined ? "" : `Content-Type: ${type}\r\n`;
    this.#pieces.push(`--${this.#boundary}\r\nContent-Disposition: form-data; ${parameters}\r\n${typed}\r\n`, content, "\r\n");
  }

  /** Returns the body with its media type. */
  toBlob() {
    const pieces = /** @type {BlobPart[]} */ ([...this.#pieces, `--${this.#boundary}--\r\n`]);
    return new Blob(pieces, { type: `multipart/form-data; boundary=${this.#boundary}` });
  }
}

/**
 * Escapes a name as browsers do (WHATWG HTML, "multipart/form-data encoding algorithm").
 *
 * @param {string} name
 */
function escaped(name) {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
