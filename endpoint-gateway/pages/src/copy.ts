/** Buttons that copy a text. */

import { element, setText } from "./element.js";

/** Makes a button that copies the text that `text` returns. */
export function copyButton(name: string, text: () => string): HTMLElement {
  const button = element("button", { type: "button", "data-copy": true, "aria-label": name }, "Copy");
  const state = element("span", { role: "status", class: "copy-state" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      setText(state, "Copied");
    } catch {
      setText(state, "The browser refused; select the text and copy it.");
    }
    clearTimeout(timer);
    timer = setTimeout(() => setText(state, ""), 4000);
  });
  return element("span", { class: "copy" }, button, state);
}
