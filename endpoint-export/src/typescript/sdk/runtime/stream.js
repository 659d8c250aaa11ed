// Responses that are read as they arrive: bytes, server-sent events (WHATWG HTML, section 9.2.6), lines of JSON.

import { ResponseError } from "./errors.js";
import { readJson } from "./read-json.js";
import { MAX_RESPONSE_LENGTH } from "./receive.js";
import { reconnecting } from "./reconnect.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Declared} Declared */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */
/** @typedef {import("./receive.js").ReceivedResponse} ReceivedResponse */

/**
 * @typedef {object} ServerSentEvent
 * @property {string} event The type of the event; `message` if the server names none.
 * @property {string} id The last id that the server has given, or "".
 * @property {unknown} data
 */

/**
 * The way to go on with a stream of events: it returns the body of the next response, or undefined at the end.
 *
 * @typedef {object} Again
 * @property {(lastId: string) => Promise<AsyncIterable<Uint8Array> | undefined>} sendAgain
 * @property {AbortSignal | undefined} signal
 */

/**
 * Returns the items of a stream.
 *
 * @param {Operation} operation
 * @param {Declared} declared
 * @param {ReceivedResponse} response
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {NamedShapes} types
 * @param {Again} [again]
 * @returns {AsyncIterable<unknown>}
 */
export function readStream(operation, declared, response, chunks, types, again) {
  const { status, headers } = response;
  const unreadable = (/** @type {string} */ reason, /** @type {unknown} */ cause) =>
    new ResponseError(`the response (${status}) ${reason}`, { operation: operation.id, status, headers, body: "", cause });
  const toJson = (/** @type {string} */ text) => {
    try {
      return readJson(text, declared.responseShape, types, { isStrict: true, hasBigint: declared.hasBigint });
    } catch (error) {
      throw unreadable("has an item that is not as declared", error instanceof SyntaxError ? undefined : error);
    }
  };
  switch (declared.response) {
    case "sse": {
      /** @type {import("./reconnect.js").Progress} */
      const progress = { id: "", isDone: false };
      /** @type {(text: string, event: string) => unknown} */
      const toData = declared.isText
        ? (text) => text
        : operation.tagged
          ? (text, event) => toJson(`{"event":${JSON.stringify(event)},"data":${isJson(text) ? text : JSON.stringify(text)}}`)
          : toJson;
      const read = (/** @type {AsyncIterable<Uint8Array>} */ chunks) =>
        events(lines(chunks, true, unreadable), progress, operation.done, toData);
      return again === undefined ? read(chunks) : reconnecting(progress, chunks, read, again.sendAgain, again.signal);
    }
    case "ndjson":
      return values(lines(chunks, false, unreadable), toJson);
    default:
      return chunks;
  }
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Splits text into lines. The last one has no end, and is marked.
 *
 * @param {AsyncIterable<Uint8Array>} chunks
 * @param {boolean} isCarriageReturnAnEnd
 * @param {(reason: string, cause: unknown) => Error} unreadable
 * @returns {AsyncGenerator<{ line: string, isLast: boolean }>}
 */
async function* lines(chunks, isCarriageReturnAnEnd, unreadable) {
  // It passes a byte-order mark over.
  const decoder = new TextDecoder();
  const end = isCarriageReturnAnEnd ? /[\r\n]/ : /\n/;
  let rest = "";
  let isAfterCarriageReturn = false;
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true });
    if (text !== "") {
      // The LF belongs to the CR at the end of the chunk before.
      text = isAfterCarriageReturn && text.startsWith("\n") ? text.slice(1) : text;
      isAfterCarriageReturn = isCarriageReturnAnEnd && text.endsWith("\r");
    }
    rest += text;
    for (let at = rest.search(end); at >= 0; at = rest.search(end)) {
      const line = rest.slice(0, at);
      rest = rest.slice(rest.startsWith("\r\n", at) ? at + 2 : at + 1);
      yield { line, isLast: false };
    }
    if (rest.length > MAX_RESPONSE_LENGTH) {
      throw unreadable(`has a line of more than ${MAX_RESPONSE_LENGTH} characters`, undefined);
    }
  }
  yield { line: rest + decoder.decode(), isLast: true };
}

/**
 * Reads events. An unfinished one at the end is dropped.
 *
 * @param {AsyncIterable<{ line: string, isLast: boolean }>} lines
 * @param {import("./reconnect.js").Progress} progress
 * @param {string | undefined} done The data of the event that ends the stream.
 * @param {(text: string, event: string) => unknown} toData
 * @returns {AsyncGenerator<ServerSentEvent>}
 */
async function* events(lines, progress, done, toData) {
  /** @type {string[]} */
  let data = [];
  let event = "";
  for await (const { line, isLast } of lines) {
    if (isLast) {
      return;
    }
    if (line === "") {
      const [text, type] = [data.join("\n"), event];
      const isEmpty = data.length === 0;
      [data, event] = [[], ""];
      if (isEmpty) {
        continue;
      }
      if (text === done) {
        progress.isDone = true;
        return;
      }
      const name = type === "" ? "message" : type;
      yield { event: name, id: progress.id, data: toData(text, name) };
      continue;
    }
    const [, name, value = ""] = /^([^:]*)(?::[ ]?([^]*))?$/.exec(line) ?? [];
    if (name === "data") {
      data.push(value);
    } else if (name === "event") {
      event = value;
    } else if (name === "id" && !value.includes("\0")) {
      progress.id = value;
    } else if (name === "retry" && /^\d+$/.test(value)) {
      progress.retry = Number(value);
    }
  }
}

/**
 * Reads values. Blank lines are passed over, and the last line needs no end.
 *
 * @param {AsyncIterable<{ line: string }>} lines
 * @param {(text: string) => unknown} toValue
 */
async function* values(lines, toValue) {
  for await (const { line } of lines) {
    if (line.trim() !== "") {
      yield toValue(line);
    }
  }
}
