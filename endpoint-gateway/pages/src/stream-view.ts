/** A response that is shown as it arrives: its last events or lines, in bounded memory. */

import { copyButton } from "./copy.js";
import type { DeclaredStream } from "./declared.js";
import { element, setText } from "./element.js";
import type { Reply } from "./errors.js";
import type { Operation } from "./model.js";
import { receive, show } from "./response.js";
import { amount, declaredHeaders, facts, headerTable, isText, statusLine } from "./response-head.js";
import { MAX_ROWS, type Row, RowReader, readRows } from "./stream.js";

/** The longest work between two pauses, in milliseconds, so that the page stays responsive. */
const BUSY_MS = 50;

/** The parts of the page that show a stream. */
export interface StreamContext {
  readonly section: HTMLElement;
  /** The provider's name for humans. */
  readonly title: string;
  readonly operation: Operation;
  /** The time at which the request was sent. */
  readonly started: number;
  /** Aborted by the Stop button. */
  readonly cancel: AbortSignal;
  /** Aborted when the page is left. */
  readonly signal: AbortSignal;
}

/** Shows a stream until it ends, fails or is stopped. Bytes that are no text are counted, and then offered as a file. */
export async function showStream(context: StreamContext, declared: DeclaredStream, reply: Reply): Promise<void> {
  const { section, title, operation, started, cancel, signal } = context;
  const { response, interruption } = reply;
  const [one, many] = declared.format === "sse" ? ["event", "events"] : ["line", "lines"];
  const state = element("p", { role: "status" }, "Receiving …");
  const head = [element("h3", {}, "Response"), ...statusLine(response, title, false, declared)];
  if (declared.format === "stream" && !isText(response.headers)) {
    section.replaceChildren(...head, state);
    // A count that changes is not read aloud.
    state.setAttribute("aria-live", "off");
    const received = await receive(reply, started, (size) => setText(state, `Receiving … ${amount(size)} so far.`));
    if (!signal.aborted) await show(section, title, operation, received, signal);
    return;
  }

  const list = element("ol", {});
  const log = element("div", { role: "log", "aria-label": many === "events" ? "Events" : "Lines", class: "stream", tabindex: "0" }, list);
  const dropped = element("p", { class: "hint", "aria-live": "off" });
  const summary = element("div", { "aria-live": "off" });
  const copy = copyButton(`Copy the ${many}`, () => [...list.children].map((row) => row.querySelector("code")?.textContent ?? "").join("\n"));
  const bar = element("div", { class: "bar" }, state, copy);
  section.replaceChildren(...head, summary, bar, dropped, log, headerTable(response.headers));

  let count = 0;
  let size = 0;
  let paused = performance.now();
  const update = (): void => {
    const counted = `${count} ${count === 1 ? one : many}`;
    summary.replaceChildren(facts([["Time", `${Math.round(performance.now() - started)} ms`], ["Received", `${counted}, ${amount(size)}`], ...declaredHeaders(response, declared)]));
    setText(dropped, count > MAX_ROWS ? `The last ${MAX_ROWS} of ${counted} are shown; ${count - MAX_ROWS} were dropped.` : "");
  };
  const add = async (rows: readonly Row[], bytes: number): Promise<void> => {
    const isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
    size += bytes;
    count += rows.length;
    list.append(...rows.slice(-MAX_ROWS).map(rowElement));
    while (list.children.length > MAX_ROWS) list.firstElementChild?.remove();
    list.setAttribute("start", String(count - list.children.length + 1));
    update();
    if (isAtEnd) log.scrollTop = log.scrollHeight;
    if (performance.now() - paused < BUSY_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    paused = performance.now();
  };
  let end = "The stream has ended.";
  try {
    const rows = new RowReader(declared.format, declared.done);
    if (response.body !== null) await readRows(response.body, rows, add);
  } catch {
    end = cancel.aborted ? "Stopped." : interruption().message;
    state.classList.toggle("problem", !cancel.aborted);
  }
  update();
  setText(state, end);
}

function rowElement({ label, text, cut }: Row): HTMLElement {
  const more = cut === 0 ? [] : [element("span", { class: "hint" }, ` … ${cut} more characters`)];
  const head = label === "" ? [] : [element("span", { class: "note" }, label), " "];
  return element("li", {}, ...head, element("code", {}, text), ...more);
}
