/** Starts the filter of the index, or the console of an operation. */

import { authentication } from "./authentication.js";
import { code } from "./code.js";
import { copyButton } from "./copy.js";
import { debounced, element } from "./element.js";
import { filter } from "./filter.js";
import { type Form, form } from "./form.js";
import { gateway } from "./gateway.js";
import { type Model, readModel } from "./model.js";
import { navigation } from "./navigate.js";
import { sendButtons } from "./send.js";
import { startSession } from "./session.js";
import { loadValues, saveValues } from "./storage.js";

function mount(signal: AbortSignal): void {
  filter(signal);
  addCopyButtons();
  const data = document.getElementById("operation");
  const place = document.getElementById("try");
  if (data === null || place === null) return;
  const model = readModel(data.textContent ?? "");
  const fields = form(model, loadValues(model));
  autosave(model, fields, signal);
  const chosen = gateway(signal);
  const credential = authentication(model, chosen, signal);
  const response = element("section", { "aria-label": "Response", "aria-live": "polite", class: "panel", hidden: true });
  const send = sendButtons({ model, form: fields, gateway: chosen, authentication: credential, response, signal });
  place.append(credential.element, chosen.element, fields.element, send, response);
  const section = document.getElementById("code");
  if (section === null) return;
  place.append(section);
  code(section, model, fields, signal);
}

/** Saves the values soon after each change, at the latest when the page is left. */
function autosave(model: Model, fields: Form, signal: AbortSignal): void {
  let isChanged = false;
  const save = (): void => {
    if (isChanged) saveValues(model, fields.values());
    isChanged = false;
  };
  const saveLater = debounced(150, save);
  fields.onChange(() => {
    isChanged = true;
    saveLater();
  });
  signal.addEventListener("abort", save);
  addEventListener("pagehide", save, { signal });
}

/** Adds a button to each text that is marked for copying. */
function addCopyButtons(): void {
  for (const code of document.querySelectorAll<HTMLElement>("main code[data-copyable]")) {
    const text = code.textContent ?? "";
    code.after(" ", copyButton(`Copy ${code.dataset["copyable"] || text}`, () => text));
  }
}

startSession();
navigation(mount);
