/** Buttons that copy a text. */

import { element, say } from "./element.js";

/** Makes a button that copies the text that `text` returns. */
export function copyButton(name: string, text: () => string): HTMLElement {
  const button = element("button", { type: "button", "data-copy": true, "aria-label": name }, "Copy");
  const told = element("span", { role: "status", class: "told" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      say(told, "Copied");
    } catch {
      say(told, "The browser refused; select the text and copy it.");
    }
    clearTimeout(timer);
    timer = setTimeout(() => say(told, ""), 4000);
  });
  return element("span", { class: "copy" }, button, told);
}
