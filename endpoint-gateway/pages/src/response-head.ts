/** The parts of a response that are shown of every one: the status, the facts, the declared headers, and all headers. */

import { copyButton } from "./copy.js";
import { element } from "./element.js";
import { gatewayCode } from "./errors.js";
import { firstParagraph } from "./markdown.js";
import type { DeclaredResponse } from "./model.js";

/** A fact: its name, its value, and a remark. */
export type Fact = readonly [term: string, value: string, remark?: string];

/** Makes the line with the status and the origin of a response, and the documentation of the declared one. */
export function statusLine(response: Response, title: string, isError: boolean, declared?: DeclaredResponse): HTMLElement[] {
  const status = `${response.status} ${response.statusText}`.trim();
  const line = element("p", { class: "status" }, element("strong", {}, status), ` ${by(response, title)}`);
  line.dataset["class"] = isError ? "error" : "ok";
  const docs = firstParagraph(declared?.docs ?? "");
  return docs === "" ? [line] : [line, element("p", { class: "hint" }, docs)];
}

/** Returns the origin of the response: the gateway itself, or the provider through it. */
function by({ headers }: Response, title: string): string {
  return gatewayCode(headers) === undefined ? `from ${title}` : "from the gateway itself";
}

/** Makes the list of facts. */
export function facts(rows: readonly Fact[]): HTMLElement {
  const list = element("dl", { class: "facts" });
  for (const [term, value, remark = ""] of rows) {
    const copy = term === "Request ID" ? [" ", copyButton("Copy the request ID", () => value)] : [];
    const more = remark === "" ? [] : [" ", element("span", { class: "hint" }, remark)];
    list.append(element("div", {}, element("dt", {}, term), element("dd", {}, value, ...copy, ...more)));
  }
  return list;
}

/** Returns the declared headers of a response, each with its documentation. */
export function declaredHeaders({ headers }: Response, declared?: DeclaredResponse): Fact[] {
  return (declared?.headers ?? []).map(({ wire, docs = "" }): Fact => [wire, headers.get(wire) ?? "not sent", firstParagraph(docs)]);
}

/** Makes the table of all headers, which is closed at first. */
export function headerTable(all: Headers): HTMLElement {
  const rows = [...all].map(([name, value]) => element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)));
  const table = element("table", {}, element("tbody", {}, ...rows));
  return element("details", { "aria-live": "off" }, element("summary", {}, `Headers (${rows.length})`), table);
}

/** Returns the media type of the body, in lowercase and without parameters. */
export function essence(headers: Headers): string {
  return (headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Returns whether a media type is JSON. */
export function isJson(kind: string): boolean {
  return kind === "application/json" || kind.endsWith("+json");
}

/** Returns whether the body is text. */
export function isText(headers: Headers): boolean {
  const kind = essence(headers);
  return isJson(kind) || kind.startsWith("text/") || /[/+](?:xml|x-ndjson|jsonl)$/.test(kind) || kind === "application/x-www-form-urlencoded";
}

/** Writes a number of bytes. */
export function amount(bytes: number): string {
  const units: [number, string][] = [[1e6, "MB"], [1e3, "kB"]];
  const [size, unit] = units.find(([size]) => bytes >= size) ?? [1, "bytes"];
  return `${size === 1 ? bytes : (bytes / size).toFixed(1)} ${bytes === 1 ? "byte" : unit}`;
}
