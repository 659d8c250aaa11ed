/** The Response section: the response, its origin, and its body, up to the size that a page shows. */

import { copyButton } from "./copy.js";
import { element } from "./element.js";
import { gatewayCode, type Reply, sentence } from "./errors.js";
import { pretty } from "./pretty.js";

/** The most bytes of a body that is shown. A larger one is offered as a file only. */
const MAX_SHOWN_BYTES = 1_000_000;

/** The maximum number of bytes that are read of a body. */
const MAX_READ_BYTES = 100_000_000;

/** A response, as far as it was received. */
export interface Received {
  readonly response: Response;
  readonly body: Blob;
  /** The reason why the body is incomplete. */
  readonly broken: string | undefined;
  readonly milliseconds: number;
}

/** Reads the response until it ends or fails. */
export async function receive({ response, interruption }: Reply, started: number): Promise<Received> {
  const chunks: BlobPart[] = [];
  let broken: string | undefined;
  let size = 0;
  const reader = response.body?.getReader();
  try {
    for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
      chunks.push(read.value as Uint8Array<ArrayBuffer>);
      size += read.value.byteLength;
      if (size > MAX_READ_BYTES) {
        await reader?.cancel();
        broken = `Only the first ${amount(size)} were read.`;
        break;
      }
    }
  } catch {
    broken = `${interruption().message} What follows is the ${amount(size)} that came.`;
  }
  // A type that no browser opens on this origin.
  const body = new Blob(chunks, { type: "application/octet-stream" });
  return { response, body, broken, milliseconds: performance.now() - started };
}

/** Shows a response in the section. `title` is the provider's, `name` that of the file to save. */
export async function show(section: HTMLElement, title: string, name: string, received: Received, signal: AbortSignal): Promise<void> {
  const { response, body, broken, milliseconds } = received;
  const text = isText(response.headers) && body.size <= MAX_SHOWN_BYTES ? await decode(body) : undefined;
  const status = `${response.status} ${response.statusText}`.trim();
  const rows: [string, string][] = [["Time", `${Math.round(milliseconds)} ms`]];
  const id = requestId(response.headers, text);
  if (id !== undefined) rows.push(["Request ID", id]);
  rows.push(["Size", amount(body.size)]);
  const line = element("p", { class: "status" }, element("strong", {}, status), ` ${by(response, title)}`);
  line.dataset["class"] = response.ok ? "ok" : "error";
  const list = element("dl", { class: "facts" });
  for (const [term, value] of rows) {
    const copy = term === "Request ID" ? [" ", copyButton("Copy the request ID", () => value)] : [];
    list.append(element("div", {}, element("dt", {}, term), element("dd", {}, value, ...copy)));
  }
  const problem = explain(response, text);
  section.replaceChildren(
    element("h3", {}, "Response"),
    line,
    ...[problem, broken].filter((one) => one !== undefined).map((one) => element("p", { class: "problem" }, one)),
    list,
    ...content(response, body, text, name, signal),
    headers(response.headers),
  );
}

/** Returns the origin of the response: the gateway itself, or the provider through it. */
function by({ headers }: Response, title: string): string {
  return gatewayCode(headers) === undefined ? `from ${title}` : "from the gateway itself";
}

/** Explains a response of the gateway itself. */
function explain(response: Response, text: string | undefined): string | undefined {
  const code = gatewayCode(response.headers);
  if (code === undefined) return undefined;
  const detail = sentence(member(text, "detail") ?? code);
  const wait = response.headers.get("Retry-After");
  const again = wait === null ? "" : ` Try again in ${wait} s.`;
  const what: Record<number, string> = {
    401: "The gateway does not know you. ",
    403: "The gateway does not let you do this. ",
    404: "The gateway does not serve this operation. ",
    405: "The gateway does not serve this operation. ",
    429: "Too many requests. ",
    502: "The gateway has no answer from the provider. ",
    504: "The gateway waited for the provider in vain. ",
  };
  return (what[response.status] ?? (code === "no_credential" ? "Nothing was sent. " : "The gateway refused the request. ")) + detail + again;
}

/** Returns a text member of a JSON object. */
function member(text: string | undefined, name: string): string | undefined {
  try {
    const value = (JSON.parse(text ?? "") as Record<string, unknown> | null)?.[name];
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function requestId(headers: Headers, text: string | undefined): string | undefined {
  return member(text, "request_id") ?? headers.get("X-Request-Id") ?? undefined;
}

/** Shows the body: formatted, as text, or as a file. */
function content(response: Response, body: Blob, text: string | undefined, name: string, signal: AbortSignal): HTMLElement[] {
  if (body.size === 0) return [element("p", {}, "The answer has no body.")];
  const kind = essence(response.headers);
  const link = element("a", { download: `${name}.${extension(kind)}` }, `Save the body (${amount(body.size)})`);
  const url = URL.createObjectURL(body);
  link.href = url;
  signal.addEventListener("abort", () => URL.revokeObjectURL(url));
  const save = element("p", {}, link);
  if (text === undefined) {
    const why = isText(response.headers) ? (body.size > MAX_SHOWN_BYTES ? "too large to be shown" : "not UTF-8") : `${kind || "of an unknown type"}`;
    return [element("p", {}, `The body is ${why}.`), save];
  }
  const formatted = isJson(kind) ? pretty(text) : { text };
  const pre = element("pre", { tabindex: "0", "aria-label": "Response body", "aria-live": "off" }, element("code", {}, formatted.text));
  const bar = element("div", { class: "bar" }, link, copyButton("Copy the body", () => formatted.text));
  const problem = formatted.problem === undefined ? [] : [element("p", { class: "problem" }, formatted.problem)];
  return [...problem, bar, pre];
}

function headers(all: Headers): HTMLElement {
  const rows = [...all].map(([name, value]) => element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)));
  const table = element("table", {}, element("tbody", {}, ...rows));
  return element("details", { "aria-live": "off" }, element("summary", {}, `Headers (${rows.length})`), table);
}

function essence(headers: Headers): string {
  return (headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

function isJson(kind: string): boolean {
  return kind === "application/json" || kind.endsWith("+json");
}

function isText(headers: Headers): boolean {
  const kind = essence(headers);
  return isJson(kind) || kind.startsWith("text/") || /[/+]xml$/.test(kind) || kind === "application/x-www-form-urlencoded";
}

async function decode(body: Blob): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await body.arrayBuffer());
  } catch {
    return undefined;
  }
}

function extension(kind: string): string {
  if (isJson(kind)) return "json";
  return /^(?:text|image|application)\/(pdf|zip|csv|png|jpeg|gif|xml)$/.exec(kind)?.[1] ?? (kind.startsWith("text/") ? "txt" : "bin");
}

function amount(bytes: number): string {
  const units: [number, string][] = [[1e6, "MB"], [1e3, "kB"]];
  const [size, unit] = units.find(([size]) => bytes >= size) ?? [1, "bytes"];
  return `${size === 1 ? bytes : (bytes / size).toFixed(1)} ${bytes === 1 ? "byte" : unit}`;
}
