/** The Response section: the response, its origin, and its body, up to the size that a page shows. */

import { copyButton } from "./copy.js";
import { element } from "./element.js";
import { declaredOf, errorInside } from "./declared.js";
import { gatewayCode, type Reply, sentence } from "./errors.js";
import type { Operation } from "./model.js";
import { pretty } from "./pretty.js";
import { amount, declaredHeaders, essence, type Fact, facts, headerTable, isJson, isText, statusLine } from "./response-head.js";

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

/** Reads the response until it ends or fails. `progress` is called with the number of bytes so far. */
export async function receive({ response, interruption }: Reply, started: number, progress: (size: number) => void = () => undefined): Promise<Received> {
  const chunks: BlobPart[] = [];
  let broken: string | undefined;
  let size = 0;
  const reader = response.body?.getReader();
  try {
    for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
      chunks.push(read.value as Uint8Array<ArrayBuffer>);
      size += read.value.byteLength;
      progress(size);
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

/** Shows a response in the section. `title` is the provider's. */
export async function show(section: HTMLElement, title: string, operation: Operation, received: Received, signal: AbortSignal): Promise<void> {
  const { response, body, broken, milliseconds } = received;
  const text = isText(response.headers) && body.size <= MAX_SHOWN_BYTES ? await decode(body) : undefined;
  const isOwn = gatewayCode(response.headers) !== undefined;
  const declared = isOwn ? undefined : declaredOf(operation, response.status);
  const rows: Fact[] = [["Time", `${Math.round(milliseconds)} ms`]];
  const id = requestId(response.headers, text);
  if (id !== undefined) rows.push(["Request ID", id]);
  rows.push(["Size", amount(body.size)], ...declaredHeaders(response, declared));
  const inside = isOwn || !response.ok || operation.envelope === undefined ? undefined : errorInside(operation.envelope, text ?? "");
  const hasError = inside === undefined ? undefined : `This is an error, in spite of its status: ${inside}.`;
  const isUndeclared = response.ok && declared === undefined && !isOwn && (operation.responses ?? []).length > 0;
  const unknown = isUndeclared ? `The API does not declare the status ${response.status} for this operation.` : undefined;
  const isGood = declared !== undefined || response.ok;
  section.replaceChildren(
    element("h3", {}, "Response"),
    ...statusLine(response, title, !isGood || inside !== undefined, declared),
    ...[explain(response, text), hasError, unknown, broken].filter((one) => one !== undefined).map((one) => element("p", { class: "problem" }, one)),
    facts(rows),
    ...content(response, body, text, operation.name, signal),
    headerTable(response.headers),
  );
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
