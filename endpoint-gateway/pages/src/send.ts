/** The buttons that send and cancel a request, and the confirmation of a destructive one. */

import type { Authentication } from "./authentication.js";
import { text } from "./canonical.js";
import { isStreamed, streamOf } from "./declared.js";
import { element, setText } from "./element.js";
import { gatewayCode, RequestError, request } from "./errors.js";
import type { Form } from "./form.js";
import type { Gateway } from "./gateway.js";
import type { Model, Operation } from "./model.js";
import { hasBody, resolve, type Resolved, UnsendableError } from "./request.js";
import { receive, show } from "./response.js";
import { withoutSecrets } from "./secrets.js";
import { tokenOf } from "./session.js";
import { showStream } from "./stream-view.js";

/** The timeout: a little longer than the gateway waits for the provider. */
const TIMEOUT_SECONDS = 70;

/** The parts of the page that sending needs. */
export interface SendContext {
  readonly model: Model;
  readonly form: Form;
  readonly gateway: Gateway;
  readonly authentication: Authentication;
  /** The section that shows the response. */
  readonly response: HTMLElement;
  readonly signal: AbortSignal;
}

/** The reason why a request cannot be sent, and the field to change. */
interface Blocker {
  readonly reason: string;
  reveal(): void;
}

/** Makes the buttons of an operation. */
export function sendButtons(context: SendContext): HTMLElement {
  const { model, form, gateway, signal } = context;
  const reason = element("p", { role: "status", id: "send-reason" });
  const button = element("button", { type: "button", class: "send", "aria-describedby": reason.id }, "Send");
  const stop = element("button", { type: "button", hidden: true }, isStreamed(model.operation) ? "Stop" : "Cancel request");
  const dialog = model.operation.destructive ? confirmation(context, () => void send()) : undefined;
  let running: AbortController | undefined;

  const update = (): void => {
    const found = running === undefined ? findBlocker(context)?.reason : "A request is under way.";
    button.setAttribute("aria-disabled", String(found !== undefined));
    setText(reason, found ?? "");
  };
  const start = (): void => {
    if (running !== undefined || dialog?.element.open === true) return;
    const found = findBlocker(context);
    if (found !== undefined) return found.reveal();
    if (dialog === undefined) void send();
    else dialog.ask();
  };
  const send = async (): Promise<void> => {
    const state = gateway.state();
    if (running !== undefined || findBlocker(context) !== undefined || state.kind !== "ready") return;
    const current = (running = new AbortController());
    stop.hidden = false;
    update();
    await sendAndShow(context, state.origin, AbortSignal.any([current.signal, signal]));
    // The button that has the focus is hidden next.
    if (document.activeElement === stop) button.focus();
    stop.hidden = true;
    running = undefined;
    update();
  };

  button.addEventListener("click", start);
  stop.addEventListener("click", () => running?.abort());
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    start();
  };
  document.addEventListener("keydown", keys, { signal });
  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    start();
  });
  form.onChange(update);
  gateway.onChange(update);
  update();
  const hint = element("span", { class: "hint" }, element("kbd", {}, "Ctrl"), " ", element("kbd", {}, "Enter"));
  const all = element("div", { class: "sending" }, element("div", { class: "bar" }, button, stop, hint), reason);
  if (dialog !== undefined) all.append(dialog.element);
  return all;
}

/** Returns the first reason, from the gateway to the last field. */
function findBlocker({ model, form, gateway, authentication }: SendContext): Blocker | undefined {
  const state = gateway.state();
  const reveal = (): void => gateway.reveal();
  if (state.kind === "waiting") return { reason: "Waiting for the gateway to answer.", reveal };
  if (state.kind === "failed") return { reason: `Not connected. ${state.message}`, reveal };
  if (gateway.provider(model.provider.name) === undefined) {
    return { reason: `The gateway does not serve ${model.provider.title} to this token.`, reveal };
  }
  const credential = authentication.missing();
  if (credential !== undefined) return { reason: credential, reveal: () => authentication.reveal() };
  const values = form.values();
  const cookie = model.parameters.find(({ name, place, required }) => place === "cookie" && (required || values.has(name)));
  if (cookie !== undefined) {
    return { reason: `No page can set the cookie of ${cookie.name}; run the code instead.`, reveal: () => form.reveal() };
  }
  const { method } = model.operation;
  if ((method === "GET" || method === "HEAD") && hasBody(model, values)) {
    return { reason: `No page can send ${method} with a body; run the code instead.`, reveal: () => form.reveal() };
  }
  const problem = form.problems()[0];
  if (problem === undefined) return undefined;
  const more = form.problems().length - 1;
  const rest = more === 0 ? "" : ` (and ${more} more)`;
  return { reason: `${problem.name}${problem.path}: ${problem.message}${rest}`, reveal: () => form.reveal() };
}

/** Makes the dialog that confirms a destructive operation. */
function confirmation({ model, form, gateway }: SendContext, yes: () => void): { element: HTMLDialogElement; ask(): void } {
  const { operation, provider } = model;
  const affected = element("dl", { class: "facts" });
  const no = element("button", { type: "button" }, "Cancel");
  const send = element("button", { type: "button", class: "danger" }, operation.title);
  const where = element("p", { id: "question-text" });
  const dialog = element(
    "dialog",
    { "aria-labelledby": "question", "aria-describedby": "question-text" },
    element("h3", { id: "question" }, `Send “${operation.title}”?`),
    where,
    affected,
    element("div", { class: "bar" }, no, send),
  );
  no.addEventListener("click", () => dialog.close());
  send.addEventListener("click", () => {
    dialog.close();
    yes();
  });
  const ask = (): void => {
    const served = gateway.provider(provider.name);
    const place = served === undefined ? "" : ` ${served.environment ?? ""} (${served.upstream})`;
    const message =
      served?.mode === "sandbox"
        ? `Only the sandbox of ${provider.title} changes.`
        : `This takes something away at ${provider.title}${place}, and may not be undone.`;
    where.replaceChildren(message);
    const values = withoutSecrets(model, form.values());
    const shown = model.parameters.filter(({ name, place, required }) => values.has(name) && (place === "path" || required));
    affected.replaceChildren(
      ...shown.map(({ name }) => {
        const value = values.get(name);
        return element("div", {}, element("dt", {}, name), element("dd", {}, element("code", {}, value === undefined ? "" : text(value))));
      }),
    );
    dialog.showModal();
    no.focus();
  };
  return { element: dialog, ask };
}

/** Sends the request and shows the response or the error. */
async function sendAndShow(context: SendContext, origin: string, cancel: AbortSignal): Promise<void> {
  const { model, form, gateway, response, signal } = context;
  const showMessage = (message: string): void => {
    response.replaceChildren(element("h3", {}, "Response"), element("p", { class: "problem" }, message));
  };
  response.hidden = false;
  response.replaceChildren(element("h3", {}, "Response"), element("p", {}, "Sending …"));
  const started = performance.now();
  try {
    const made = resolve(model, form.values());
    const streamed = ({ headers, status }: Response) => (gatewayCode(headers) === undefined ? streamOf(model.operation, status) : undefined);
    const isEndless = (answer: Response): boolean => streamed(answer) !== undefined;
    const reply = await request(origin, made.target, init(made, origin, model.operation), cancel, TIMEOUT_SECONDS, isEndless);
    const isSandbox = gateway.provider(model.provider.name)?.mode === "sandbox";
    const title = isSandbox ? `the sandbox of ${model.provider.title}` : model.provider.title;
    const declared = streamed(reply.response);
    if (declared !== undefined) {
      await showStream({ section: response, title, operation: model.operation, started, cancel, signal }, declared, reply);
    } else {
      const received = await receive(reply, started);
      if (signal.aborted) return;
      await show(response, title, model.operation, received, signal);
    }
    // The gateway may have lost a credential or the token.
    if (reply.response.headers.has("Proxy-Status")) gateway.refresh();
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof UnsendableError) return showMessage(`Not sent: there is no value that could be sent for ${error.names.join(", ")}.`);
    showMessage(error instanceof Error ? error.message : String(error));
    if (error instanceof RequestError && error.kind !== "cancelled") gateway.refresh();
  }
}

function init(made: Resolved, origin: string, { accept }: Operation): RequestInit {
  const headers = new Headers({ Accept: accept ?? "application/json, */*;q=0.5", Authorization: `Bearer ${tokenOf(origin) ?? ""}` });
  for (const [name, value] of made.headers) headers.set(name, value);
  return { method: made.method, headers, body: made.body };
}
