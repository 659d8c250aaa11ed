/** The controls of single values, and what all controls have in common. */

import { element } from "../element.js";
import { JsonNumber, type Json, parse, print } from "../json.js";
import { firstParagraph } from "../markdown.js";
import type { Parameter } from "../model.js";
import type { EnumValue, Types } from "../types.js";

/** An input, and the element that shows its message. */
export interface ErrorSlot {
  readonly input: HTMLElement;
  readonly message: HTMLElement;
}

/** An input whose text is no value. */
export interface InputError {
  readonly path: readonly string[];
  readonly message: string;
}

/** A part of a form for one value. */
export interface Control {
  readonly element: HTMLElement;
  /** Returns the value; undefined where none is filled in. */
  value(): Json | undefined;
  set(value: Json | undefined): void;
  /** Returns the inputs whose texts are no values. */
  inputErrors(): InputError[];
  /** Returns the input of the value at this path. */
  slotAt(path: readonly string[]): ErrorSlot;
}

/** The context that all controls of an argument share. */
export interface FormContext {
  readonly types: Types;
  /** The place of the argument in the request. */
  readonly place: Parameter["place"];
  /** Called when parts of a control are added or removed. Typing needs no call. */
  readonly changed: () => void;
}

/** The label of a control, and whether a value is required. */
export interface FieldInfo {
  readonly name: string;
  readonly note: string;
  readonly required: boolean;
  /** Markdown, whose first paragraph is shown. */
  readonly docs?: string;
}

let made = 0;

/** Returns an id that no other element has. */
export function freshId(): string {
  made += 1;
  return `field-${made}`;
}

/** Makes a field: the label, a hint, the input and its message. */
export function field({ name, note, required, docs = "" }: FieldInfo, input: HTMLElement, ...more: HTMLElement[]): ErrorSlot & { element: HTMLElement } {
  const id = freshId();
  input.id = id;
  const message = element("p", { class: "problem", id: `${id}-problem` });
  const hint = element("p", { class: "hint", id: `${id}-hint` }, firstParagraph(docs));
  const isHinted = hint.textContent !== "";
  input.setAttribute("aria-describedby", isHinted ? `${hint.id} ${message.id}` : message.id);
  if (required) input.setAttribute("aria-required", "true");
  const head = element("div", { class: "head" }, element("label", { for: id }, name), element("span", { class: "note" }, note));
  return { element: element("div", { class: "field" }, head, ...(isHinted ? [hint] : []), input, ...more, message), input, message };
}

/** Makes the control of one input. `read` throws where the text is no value. */
export function inputControl(
  info: FieldInfo,
  input: HTMLInputElement | HTMLTextAreaElement,
  read: (text: string) => Json,
  write: (value: Json) => string,
  ...more: HTMLElement[]
): Control {
  const slot = field(info, input, ...more);
  const parsed = (): { value?: Json; message?: string } => {
    try {
      return input.value === "" ? {} : { value: read(input.value) };
    } catch (error) {
      return { message: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    element: slot.element,
    value: () => parsed().value,
    set: (value) => {
      input.value = value === undefined ? "" : write(value);
    },
    inputErrors: () => {
      const { message } = parsed();
      return message === undefined ? [] : [{ path: [], message }];
    },
    slotAt: () => slot,
  };
}

export const plain = (value: Json): string => (typeof value === "string" ? value : print(value));

/** The maximum number of lines to which a text field grows by itself. */
const MAX_LINES = 12;

/** The properties of a type that a text control needs. */
export interface TextRules {
  readonly format: string;
  readonly allowsEmpty: boolean;
  /** Suggestions; any other text is allowed, too. */
  readonly known: readonly string[];
}

/** Makes the control of a text, which may have several lines in a body. A checkbox sends an empty text where it is allowed. */
export function textControl(info: FieldInfo, { format, allowsEmpty, known }: TextRules, { place }: FormContext, isLong: boolean): Control {
  const common = { autocomplete: "off", spellcheck: "false" };
  const examples: Record<string, string> = { "date-time": "2026-01-31T12:00:00Z", date: "2026-01-31", time: "12:00:00Z", duration: "PT1H" };
  const example = Object.hasOwn(examples, format) ? (examples[format] ?? "") : "";
  const hasLines = !isLong && format === "" && known.length === 0 && (place === "field" || place === "body");
  const input =
    isLong || hasLines
      ? element("textarea", { ...common, rows: hasLines ? "1" : "4", class: hasLines && "text" })
      : element("input", { ...common, type: format === "date" ? "date" : "text", placeholder: example });
  const now = element("button", { type: "button", class: "small", hidden: format !== "date-time" }, "Now");
  now.addEventListener("click", () => {
    input.value = `${new Date().toISOString().slice(0, 19)}Z`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const list = element("datalist", { id: freshId() }, ...known.map((value) => element("option", { value })));
  if (known.length > 0) input.setAttribute("list", list.id);
  const made = inputControl(info, input, (text) => text, plain, now, ...(known.length > 0 ? [list] : []));
  const empty = element("input", { type: "checkbox", "aria-label": `Send empty text for ${info.name}` });
  const label = element("label", { class: "empty" }, empty, "empty text");
  const box = element("div", { class: "box" });
  input.replaceWith(box);
  box.append(input, label);
  const update = (): void => {
    empty.checked &&= input.value === "";
    label.hidden = !allowsEmpty || input.value !== "";
    if (hasLines) input.setAttribute("rows", String(Math.min(input.value.split("\n").length, MAX_LINES)));
  };
  input.addEventListener("input", update);
  update();
  return {
    ...made,
    value: () => made.value() ?? (empty.checked ? "" : undefined),
    set: (value) => {
      made.set(value);
      empty.checked = allowsEmpty && value === "";
      update();
    },
  };
}

/** Makes the control of a secret. */
export function secretControl(info: FieldInfo, isText: boolean): Control {
  const input = element("input", { type: "password", autocomplete: "off", spellcheck: "false", "data-secret": true });
  return inputControl(info, input, (text) => (isText ? text : parseOrText(text)), plain);
}

function parseOrText(text: string): Json {
  try {
    return parse(text);
  } catch {
    return text;
  }
}

/** Makes the control of a number, which keeps its text. */
export function numberControl(info: FieldInfo, kind: "integer" | "number"): Control {
  const input = element("input", { type: "text", inputmode: kind === "integer" ? "numeric" : "decimal", autocomplete: "off" });
  const read = (text: string): Json => {
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text.trim())) {
      throw new SyntaxError(kind === "integer" ? "Enter a whole number, such as 42." : "Enter a number, such as 42 or 0.5.");
    }
    return new JsonNumber(text.trim());
  };
  return inputControl(info, input, read, plain);
}

/** Makes the control of any JSON. */
export function jsonControl(info: FieldInfo): Control {
  const input = element("textarea", { rows: "3", spellcheck: "false", autocomplete: "off", class: "json", placeholder: "JSON" });
  const read = (text: string): Json => {
    try {
      return parse(text);
    } catch (error) {
      throw new SyntaxError(`This is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return inputControl(info, input, read, (value) => print(value, "  "));
}

/** Makes the control of one of several values. */
export function selectControl(info: FieldInfo, options: readonly EnumValue[], nullable: boolean): Control {
  const offered: Json[] = [...options.map(({ value }) => value), ...(nullable ? [null] : [])];
  const select = element("select", {}, element("option", { value: "" }, info.required ? "Choose …" : "Not sent"));
  for (const [at, value] of offered.entries()) {
    select.append(element("option", { value: String(at) }, plain(value)));
  }
  // A required constant is chosen already.
  const start = info.required && offered.length === 1 ? "0" : "";
  select.value = start;
  const about = element("p", { class: "hint", id: freshId() });
  const slot = field(info, select, about);
  select.setAttribute("aria-describedby", `${select.getAttribute("aria-describedby")} ${about.id}`);
  const explain = (): void => {
    const option = select.value === "" ? undefined : options[Number(select.value)];
    about.textContent = firstParagraph(option?.docs ?? "");
  };
  select.addEventListener("input", explain);
  explain();
  return {
    element: slot.element,
    value: () => (select.value === "" ? undefined : offered[Number(select.value)]),
    set: (value) => {
      const at = value === undefined ? -1 : offered.findIndex((one) => print(one) === print(value));
      select.value = at < 0 ? start : String(at);
      explain();
    },
    inputErrors: () => [],
    slotAt: () => slot,
  };
}
