/** The Authentication panel: sends a credential to the gateway once, and shows only its status. */

import { element, setText } from "./element.js";
import { RequestError, problemOf, request } from "./errors.js";
import { type Gateway, labelled } from "./gateway.js";
import type { Model, Scheme } from "./model.js";
import { tokenOf } from "./session.js";
import type { Provider } from "./status.js";

const TIMEOUT_SECONDS = 20;

/** The Authentication panel. */
export interface Authentication {
  readonly element: HTMLElement;
  /** Returns the reason why a request would have no credential. */
  missing(): string | undefined;
  /** Focuses the first input. */
  reveal(): void;
}

/** Makes the panel of an operation. */
export function authentication(model: Model, gateway: Gateway, signal: AbortSignal): Authentication {
  const { provider, operation } = model;
  const line = element("p", { role: "status", id: "authentication-state", class: "state" });
  const forms = operation.authenticated ? provider.auth.map((scheme, at) => credentialForm(model, gateway, scheme, at, signal)) : [];
  const panel = element(
    "section",
    { "aria-label": "Authentication", class: "panel" },
    element("h3", {}, "Authentication"),
    ...(forms.length > 0 ? [element("p", {}, `Configure credentials for ${provider.title}. They go to the gateway once, which keeps them; this page keeps nothing of them.`)] : []),
    line,
    ...forms,
  );

  const update = (): void => {
    const known = gateway.provider(provider.name);
    const isAdmin = isReady(gateway) && isAdministrator(gateway);
    const isOpen = known !== undefined && known.mode !== "sandbox" && known.writable && isAdmin;
    for (const set of forms) set.hidden = !isOpen;
    const isSet = forms.length === 0 || known?.mode === "sandbox" || known?.credential.state === "set";
    panel.dataset["state"] = known === undefined && forms.length > 0 ? "waiting" : isSet ? "ready" : "failed";
    setText(line, forms.length === 0 ? "This operation needs no credential." : credentialState(model, known, isReady(gateway), isAdmin));
  };
  gateway.onChange(update);
  update();

  return {
    element: panel,
    missing: () => {
      const known = gateway.provider(provider.name);
      const isMissing = forms.length > 0 && known?.credential.state === "missing" && known.mode !== "sandbox";
      return isMissing ? `The gateway has no credential for ${provider.title}.` : undefined;
    },
    reveal: () => panel.querySelector<HTMLElement>("form:not([hidden]) input")?.focus(),
  };
}

function isReady(gateway: Gateway): boolean {
  return gateway.state().kind === "ready";
}

function isAdministrator(gateway: Gateway): boolean {
  const state = gateway.state();
  return state.kind === "ready" && state.status.admin;
}

/** Describes the state of the credential in a sentence or two. */
export function credentialState(model: Model, known: Provider | undefined, isReady: boolean, isAdmin: boolean): string {
  const { title, auth } = model.provider;
  if (known === undefined) {
    return isReady ? `This gateway does not serve ${title}.` : "Not known until the gateway answers.";
  }
  if (known.mode === "sandbox") return "Sandbox: no credential is needed, and nothing leaves the gateway.";
  const { state, source, id, version, set } = known.credential;
  const variables = auth.map(({ parts }) => parts.map(({ variable }) => variable).join(" and ")).join(", or ");
  if (state === "missing") {
    const cure = !known.writable
      ? `The gateway's operator sets ${variables}.`
      : isAdmin
        ? "Hand one to the gateway here."
        : "Setting one needs a caller key with the admin scope; ask the gateway's operator.";
    return `Missing. ${cure}`;
  }
  const since = set === null ? "" : `, set on ${when(set)}`;
  const texts = new Map([
    ["environment", `Set by the gateway's environment (${variables}).`],
    ["store", `Set: ${id === null ? "" : `“${id}”, `}version ${version ?? 1} in the gateway's encrypted store${since}.`],
    ["memory", `Set in the gateway's memory until it stops${since}.`],
    ["profile", "Set by a profile of the command line."],
  ]);
  const rotation = known.writable && !isAdmin ? " Rotating it needs a caller key with the admin scope." : "";
  return (texts.get(source ?? "") ?? "Set.") + rotation;
}

function when(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** Makes the inputs of one scheme and the button that sends them. */
function credentialForm(model: Model, gateway: Gateway, scheme: Scheme, at: number, signal: AbortSignal): HTMLFormElement {
  const notice = element("p", { role: "alert", class: "problem", id: `credential-${at}-problem` });
  const inputs = scheme.parts.map((part) => {
    const input = element("input", {
      type: "password",
      id: `credential-${at}-${part.name}`,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": notice.id,
    });
    return { part, input };
  });
  const button = element("button", { type: "submit" }, "Hand to the gateway");
  const fields = inputs.map(({ part, input }) => labelled(part.name, input));
  const form = element("form", { class: "credential", novalidate: true }, element("div", { class: "fields" }, ...fields), button, notice);
  const showProblem = (message: string, parts: readonly string[]): void => {
    setText(notice, message);
    for (const { part, input } of inputs) input.setAttribute("aria-invalid", String(parts.includes(part.name)));
    inputs.find(({ part }) => parts.includes(part.name))?.input.focus();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const state = gateway.state();
    const empty = inputs.filter(({ input }) => input.value === "").map(({ part }) => part.name);
    if (empty.length > 0) return showProblem(`Fill in ${empty.join(" and ")}.`, empty);
    if (state.kind !== "ready" || button.disabled) return;
    button.disabled = true;
    const parts = Object.fromEntries(inputs.map(({ part, input }) => [part.name, input.value]));
    const failed = await putCredential(state.origin, model.provider.name, parts, signal);
    button.disabled = false;
    if (failed !== undefined) {
      return showProblem(failed, inputs.map(({ part }) => part.name).filter((name) => failed.includes(`\`${name}\``)));
    }
    for (const { input } of inputs) input.value = "";
    showProblem("", []);
    gateway.refresh();
  });
  return form;
}

/** Sets the credential. Returns the reason if the gateway refused it. */
async function putCredential(origin: string, provider: string, parts: Record<string, string>, cancel: AbortSignal): Promise<string | undefined> {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${tokenOf(origin) ?? ""}` };
  const init = { method: "PUT", headers, body: JSON.stringify({ parts }) };
  try {
    const { response } = await request(origin, `/-/credentials/${encodeURIComponent(provider)}`, init, cancel, TIMEOUT_SECONDS);
    if (response.ok) return undefined;
    const problem = await problemOf(response);
    return `The gateway refused it (${response.status}): ${problem?.detail ?? response.statusText}`;
  } catch (error) {
    return error instanceof RequestError ? error.message : String(error);
  }
}
