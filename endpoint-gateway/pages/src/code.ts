/** The Code section: one call in each language, which is requested from the gateway when typing pauses. */

import { copyButton } from "./copy.js";
import { debounced, element, setText } from "./element.js";
import type { Form } from "./form.js";
import type { Model } from "./model.js";
import { withoutSecrets } from "./secrets.js";
import { fetchSnippets, snippetBody, type Snippets } from "./snippet.js";
import { loadLanguage, saveLanguage } from "./storage.js";

/** The pause in typing before a request for code, in milliseconds. */
const PAUSE_MS = 150;

/** Turns the code in the page into tabs that follow the form. */
export function code(section: HTMLElement, model: Model, form: Form, signal: AbortSignal): void {
  const shown = element("code");
  const remark = element("p", { class: "hint" });
  const state = element("p", { class: "problem", role: "status" });
  const panel = element("pre", { role: "tabpanel", id: "code-panel", tabindex: "0" }, shown);
  const first = [...section.querySelectorAll("details")].map((one) => ({
    id: one.dataset["language"] ?? "",
    title: one.querySelector("summary")?.textContent ?? "",
    text: one.querySelector("code")?.textContent ?? "",
  }));
  const tabs = first.map(({ id, title }) => ({
    id,
    tab: element("button", { type: "button", role: "tab", id: `code-${id}`, "aria-controls": "code-panel" }, title),
  }));
  let snippets: Snippets = new Map(first.map(({ id, text }) => [id, text]));
  const saved = loadLanguage();
  let chosen = tabs.find(({ id }) => id === saved) ?? tabs[0];

  /** The body of the request whose response is shown. */
  let shownBody = snippetBody(model, new Map());
  let running = new AbortController();
  const show = (): void => setText(shown, snippets.get(chosen?.id ?? "") ?? "");
  const update = async (): Promise<void> => {
    running.abort();
    const body = snippetBody(model, form.values());
    const current = (running = new AbortController());
    const cancel = AbortSignal.any([current.signal, signal]);
    let problem = "";
    if (body !== shownBody) {
      try {
        const fetched = await fetchSnippets(body, cancel);
        if (cancel.aborted) return;
        [snippets, shownBody] = [fetched, body];
        show();
      } catch (error) {
        problem = `The code does not show these values yet. ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    // Another request was sent meanwhile, or the page was left.
    if (cancel.aborted) return;
    panel.removeAttribute("aria-busy");
    setText(state, problem);
  };
  const updateLater = debounced(PAUSE_MS, () => void update());
  const retry = (): void => {
    if (state.textContent !== "") void update();
  };
  const change = (): void => {
    running.abort();
    panel.setAttribute("aria-busy", "true");
    updateLater();
    const values = withoutSecrets(model, form.values());
    const wrong = new Set(form.problems().map(({ name }) => name));
    const names = model.parameters.filter(({ name, required, sensitive }) => !sensitive && wrong.has(name) && (required || values.has(name)));
    const unready = names.length === 0 ? "" : `Not to be sent yet: ${names.map(({ name }) => name).join(", ")}. The code may show an example there.`;
    setText(remark, unready);
  };

  const choose = (next: (typeof tabs)[number] | undefined): void => {
    chosen = next;
    for (const one of tabs) {
      one.tab.setAttribute("aria-selected", String(one === chosen));
      one.tab.tabIndex = one === chosen ? 0 : -1;
    }
    if (chosen !== undefined) panel.setAttribute("aria-labelledby", chosen.tab.id);
    show();
    retry();
  };
  const list = element("div", { role: "tablist", "aria-label": "Languages" }, ...tabs.map(({ tab }) => tab));
  for (const one of tabs) {
    one.tab.addEventListener("click", () => {
      choose(one);
      saveLanguage(one.id);
    });
  }
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((one) => one === chosen);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 };
    const to = steps[event.key];
    const next = to === undefined ? undefined : tabs[to % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    next.tab.click();
    next.tab.focus();
  });
  const bar = element("div", { class: "bar" }, element("h3", {}, "Code"), copyButton("Copy the code", () => shown.textContent ?? ""));
  section.replaceChildren(bar, list, panel, state, remark);
  choose(chosen);
  form.onChange(change);
  addEventListener("focus", retry, { signal });
  change();
}
