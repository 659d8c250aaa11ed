/** The Code section: the same call in each language, written anew with each change. */

import { copyButton } from "./copy.js";
import { element, say } from "./element.js";
import type { Form } from "./form.js";
import type { Model } from "./model.js";
import { LANGUAGES, snippet } from "./snippet.js";
import { loadLanguage, saveLanguage } from "./storage.js";

/** The section of an operation, which follows the form. */
export function tabs(model: Model, form: Form): HTMLElement {
  const code = element("code");
  const remark = element("p", { class: "hint" });
  const panel = element("pre", { role: "tabpanel", id: "code-panel", tabindex: "0" }, code);
  const made = LANGUAGES.map(({ id, title }) => ({
    id,
    tab: element("button", { type: "button", role: "tab", id: `code-${id}`, "aria-controls": "code-panel" }, title),
  }));
  const saved = loadLanguage();
  let chosen = made.find(({ id }) => id === saved) ?? made[0];

  const write = (): void => {
    // Of a secret only that there is one.
    const secrets = [...form.secrets().keys()].map((name) => [name, ""] as const);
    if (chosen !== undefined) say(code, snippet(model, new Map([...form.values(), ...secrets]), {}, chosen.id));
    const wrong = new Set(form.problems().map(({ name }) => name));
    const names = model.parameters.filter(({ name, required, sensitive }) => !sensitive && wrong.has(name) && (required || form.values().has(name)));
    say(remark, names.length === 0 ? "" : `Not to be sent yet: ${names.map(({ name }) => name).join(", ")}. The code may show an example there.`);
  };
  const choose = (next: (typeof made)[number] | undefined): void => {
    chosen = next;
    for (const one of made) {
      one.tab.setAttribute("aria-selected", String(one === chosen));
      one.tab.tabIndex = one === chosen ? 0 : -1;
    }
    if (chosen !== undefined) panel.setAttribute("aria-labelledby", chosen.tab.id);
    write();
  };
  const list = element("div", { role: "tablist", "aria-label": "Languages" }, ...made.map(({ tab }) => tab));
  for (const one of made) {
    one.tab.addEventListener("click", () => {
      choose(one);
      saveLanguage(one.id);
    });
  }
  list.addEventListener("keydown", (event) => {
    const at = made.findIndex((one) => one === chosen);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + made.length, Home: 0, End: made.length - 1 };
    const to = steps[event.key];
    const next = to === undefined ? undefined : made[to % made.length];
    if (next === undefined) return;
    event.preventDefault();
    next.tab.click();
    next.tab.focus();
  });
  choose(chosen);
  form.onChange(write);
  const bar = element("div", { class: "bar" }, element("h3", {}, "Code"), copyButton("Copy the code", () => code.textContent ?? ""));
  return element("section", { "aria-label": "Code", class: "panel" }, bar, list, panel, remark);
}
