/** The filter of the index: shows the operations whose texts contain every word. */

import { setText } from "./element.js";

/** Starts the filter if the page has one. */
export function filter(signal: AbortSignal): void {
  const input = document.querySelector<HTMLInputElement>("input#filter");
  const matches = document.getElementById("matches");
  if (input === null || matches === null) return;
  const groups = [...document.querySelectorAll<HTMLElement>("[data-group]")].map((group) => ({
    group,
    items: [...group.querySelectorAll<HTMLElement>("[data-operation]")].map((item) => ({
      item,
      text: (item.dataset["operation"] ?? "").toLowerCase(),
    })),
  }));
  const total = groups.reduce((sum, { items }) => sum + items.length, 0);

  const apply = (): void => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { group, items } of groups) {
      let here = 0;
      for (const { item, text } of items) {
        const fits = words.every((word) => text.includes(word));
        if (fits) here += 1;
        hide(item, !fits);
      }
      shown += here;
      hide(group, here === 0);
    }
    const counted = shown === 1 ? "1 operation" : `${shown} operations`;
    setText(matches, words.length === 0 ? "" : shown === 0 ? `None of ${total} operations has all these words` : `${counted} of ${total}`);
  };

  input.hidden = false;
  input.addEventListener("input", apply);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value !== "") {
      event.preventDefault();
      input.value = "";
      apply();
    } else if (event.key === "Enter" && input.value !== "") {
      document.querySelector<HTMLElement>("[data-group]:not([hidden]) [data-operation]:not([hidden]) a")?.click();
    }
  });
  const focus = (event: KeyboardEvent): void => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  };
  document.addEventListener("keydown", focus, { signal });
  apply();
}

/** Writes only a change: each write costs a layout. */
function hide(node: HTMLElement, hidden: boolean): void {
  if (node.hidden !== hidden) node.hidden = hidden;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
