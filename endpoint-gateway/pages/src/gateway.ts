/** The Gateway panel: the gateway's URL, its token and its state. */

import { debounced, element, setText } from "./element.js";
import { checkOrigin } from "./origin.js";
import { setToken, reportToken, onToken, tokenIn, tokenOf } from "./session.js";
import { probe, type Provider, type State } from "./status.js";
import { loadGateway, saveGateway } from "./storage.js";

/** The milliseconds before the next request to a gateway that does not respond. */
const RETRY_MS = 10_000;

/** The chosen gateway. */
export interface Gateway {
  readonly element: HTMLElement;
  state(): State;
  provider(name: string): Provider | undefined;
  /** Requests the gateway's state again. */
  refresh(): void;
  /** Focuses the field to change first. */
  reveal(): void;
  onChange(listener: () => void): void;
}

/** Makes the panel of a page, which requests the state until the signal. */
export function gateway(signal: AbortSignal): Gateway {
  const url = element("input", { type: "url", id: "gateway-url", autocomplete: "off", spellcheck: "false", "aria-describedby": "gateway-state" });
  const token = element("input", { type: "password", id: "gateway-token", autocomplete: "off", "aria-describedby": "gateway-state" });
  const line = element("p", { role: "status", id: "gateway-state", class: "state" });
  const about =
    "The gateway proxies requests and adds the credentials on the server side; they never reach this page. Its URL is saved in this browser, its token is not.";
  const panel = element(
    "section",
    { "aria-label": "Gateway", class: "panel" },
    element("h3", {}, "Gateway"),
    element("p", {}, about),
    element("div", { class: "fields" }, labelled("Gateway URL", url), labelled("Gateway token", token)),
    line,
  );

  const listed = readListed();
  const listeners: (() => void)[] = [];
  let state: State = { kind: "waiting", message: "" };
  let running = new AbortController();
  let retry: ReturnType<typeof setTimeout> | undefined;

  const show = (next: State): void => {
    state = next;
    panel.dataset["state"] = next.kind;
    setText(line, next.message);
    for (const listener of listeners) listener();
  };
  const check = async (): Promise<void> => {
    clearTimeout(retry);
    running.abort();
    if (signal.aborted) return;
    const checked = checkOrigin(url.value, location.origin, listed);
    url.setAttribute("aria-invalid", String("problem" in checked));
    if ("problem" in checked) return show({ kind: "failed", message: checked.problem });
    const { origin } = checked;
    const held = tokenOf(origin);
    token.placeholder = held === undefined ? "" : "held in memory";
    const current = (running = new AbortController());
    // The last response of the same gateway stays until the next.
    if (state.kind !== "ready" || state.origin !== origin) show({ kind: "waiting", message: `Asking ${origin} …` });
    const next = await probe(origin, held, current.signal);
    if (current.signal.aborted) return;
    if (held !== undefined && next.kind === "ready") reportToken(origin, held, true);
    if (held !== undefined && next.kind === "failed" && next.token === true) reportToken(origin, held, false);
    token.setAttribute("aria-invalid", String(next.kind === "failed" && next.token === true));
    show(next);
    if (next.kind === "failed" && next.token === undefined) retry = setTimeout(() => void check(), RETRY_MS);
  };
  const checkLater = debounced(300, () => void check());

  url.value = loadGateway() ?? location.origin;
  url.addEventListener("input", () => {
    takePastedToken(url);
    const checked = checkOrigin(url.value, location.origin, listed);
    if ("origin" in checked) saveGateway(checked.origin);
    running.abort();
    show("problem" in checked ? { kind: "failed", message: checked.problem } : { kind: "waiting", message: "Asking …" });
    checkLater();
  });
  const takeToken = (): void => {
    const checked = checkOrigin(url.value, location.origin, listed);
    const entered = tokenIn(`#token=${token.value.trim()}`);
    if ("origin" in checked && entered !== undefined) setToken(checked.origin, entered);
  };
  token.addEventListener("input", debounced(300, takeToken));
  // A token that is kept needs no field.
  token.addEventListener("change", () => {
    takeToken();
    token.value = "";
  });
  onToken(() => void check(), signal);
  addEventListener("focus", () => void check(), { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(retry);
    running.abort();
  });
  void check();

  return {
    element: panel,
    state: () => state,
    provider: (name) => (state.kind === "ready" ? state.status.providers.find((one) => one.name === name) : undefined),
    refresh: () => void check(),
    reveal: () => (state.kind === "failed" && state.token === true ? token : url).focus(),
    onChange: (listener) => void listeners.push(listener),
  };
}

/** Makes a field under its label. */
export function labelled(name: string, input: HTMLInputElement): HTMLElement {
  return element("div", { class: "field" }, element("label", { for: input.id }, name), input);
}

/** Takes the token out of a pasted URL that a gateway printed. */
function takePastedToken(url: HTMLInputElement): void {
  const at = url.value.indexOf("/#token=");
  const token = at < 0 ? undefined : tokenIn(url.value.trim().slice(at + 1));
  if (token === undefined) return;
  url.value = url.value.slice(0, at).trim();
  if (url.value === location.origin) setToken(location.origin, token);
}

/** Reads the origins that the operator listed. */
function readListed(): string[] {
  try {
    const listed: unknown = JSON.parse(document.getElementById("gateways")?.textContent ?? "[]");
    return Array.isArray(listed) ? listed.filter((origin) => typeof origin === "string") : [];
  } catch {
    return [];
  }
}
