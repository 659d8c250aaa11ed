/** Responses that are shown as they arrive: server-sent events (WHATWG HTML, section 9.2.6), lines of JSON, lines of text. */

/** The formats of such responses. */
export type StreamFormat = "stream" | "sse" | "ndjson";

/** One event or line. */
export interface Row {
  /** The type and the id of an event; empty for a line. */
  readonly label: string;
  readonly text: string;
  /** The number of characters that were left out at the end. */
  readonly cut: number;
}

/** The maximum number of characters that are kept of one row. */
export const MAX_ROW_LENGTH = 20_000;

/** The number of rows that are kept. */
export const MAX_ROWS = 500;

/** A text of bounded length. */
class Bounded {
  text = "";
  cut = 0;

  add(more: string): void {
    const added = more.slice(0, MAX_ROW_LENGTH - this.text.length);
    this.text += added;
    this.cut += more.length - added.length;
  }
}

/** Splits chunks of bytes into rows, in bounded memory. */
export class RowReader {
  readonly #format: StreamFormat;
  readonly #done: string | undefined;
  // It passes a byte-order mark over.
  readonly #decoder = new TextDecoder();
  #line = new Bounded();
  #isAfterReturn = false;
  #data: Bounded | undefined;
  #type = "";
  #id = "";
  /** True once the event came that ends the stream. */
  isDone = false;

  /** `done` is the data of the event that ends the stream. */
  constructor(format: StreamFormat, done?: string) {
    this.#format = format;
    this.#done = done;
  }

  /** Returns the rows that end in this chunk. */
  push(chunk: Uint8Array): Row[] {
    return this.#split(this.#decoder.decode(chunk, { stream: true }));
  }

  /** Returns the last line, which needs no end. An unfinished event is dropped. */
  end(): Row[] {
    const rows = this.#split(this.#decoder.decode());
    return this.#format === "sse" || this.#line.text === "" ? rows : [...rows, ...this.#endLine()];
  }

  #split(text: string): Row[] {
    if (text === "") return [];
    // The LF belongs to the CR at the end of the chunk before.
    const rest = this.#isAfterReturn && text.startsWith("\n") ? text.slice(1) : text;
    this.#isAfterReturn = this.#format === "sse" && text.endsWith("\r");
    const pieces = rest.split(this.#format === "sse" ? /\r\n|[\r\n]/ : /\r?\n/);
    return pieces.flatMap((piece, at) => {
      if (this.isDone) return [];
      this.#line.add(piece);
      return at < pieces.length - 1 ? this.#endLine() : [];
    });
  }

  #endLine(): Row[] {
    const { text, cut } = this.#line;
    this.#line = new Bounded();
    if (this.#format === "sse") return this.#field(text, cut);
    const isBlank = this.#format === "ndjson" && text.trim() === "";
    return isBlank ? [] : [{ label: "", text: text.replace(/\r$/, ""), cut }];
  }

  #field(line: string, cut: number): Row[] {
    if (line === "") return this.#dispatch();
    const [, name = "", value = ""] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (name === "data") {
      if (this.#data === undefined) this.#data = new Bounded();
      else this.#data.add("\n");
      this.#data.add(value);
      this.#data.cut += cut;
    } else if (name === "event") {
      this.#type = value;
    } else if (name === "id" && !value.includes("\0")) {
      this.#id = value;
    }
    return [];
  }

  #dispatch(): Row[] {
    const [data, type] = [this.#data, this.#type];
    [this.#data, this.#type] = [undefined, ""];
    if (data === undefined) return [];
    if (data.cut === 0 && data.text === this.#done) {
      this.isDone = true;
      return [];
    }
    return [{ label: [type || "message", this.#id].filter((part) => part !== "").join(" "), text: data.text, cut: data.cut }];
  }
}

/** Calls `each` with the rows of each chunk until the body ends, or the event comes that ends the stream. */
export async function readRows(body: ReadableStream<Uint8Array>, rows: RowReader, each: (rows: Row[], bytes: number) => void | Promise<void>): Promise<void> {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    await each(rows.push(read.value), read.value.byteLength);
    if (rows.isDone) return void reader.cancel().catch(() => undefined);
  }
  await each(rows.end(), 0);
}
