/** The controls of a form: what one has in common with all others, and those of a single value. */

import { element } from "../element.js";
import { Exact, type Json, parse, print } from "../json.js";
import type { Parameter } from "../model.js";
import type { EnumValue, Types } from "../types.js";

/** Where a mistake is told, and the input that it is about. */
export interface Spot {
  readonly input: HTMLElement;
  readonly told: HTMLElement;
}

/** A mistake that no value can show, since there is none. */
export interface Trouble {
  readonly path: readonly string[];
  readonly message: string;
}

/** A part of a form that stands for one value. */
export interface Control {
  readonly element: HTMLElement;
  /** The value; undefined where nothing was filled in. */
  value(): Json | undefined;
  set(value: Json | undefined): void;
  /** What was filled in and is no value. */
  troubles(): Trouble[];
  /** Where to tell of what is wrong there. */
  spot(path: readonly string[]): Spot;
}

/** What a control stands in. */
export interface Surroundings {
  readonly types: Types;
  /** Where the argument goes. */
  readonly place: Parameter["place"];
  /** To be called when the parts of a control come and go: typing is noticed anyway. */
  readonly changed: () => void;
}

/** What a control is called, and whether there has to be a value. */
export interface Naming {
  readonly name: string;
  readonly note: string;
  readonly required: boolean;
  /** Markdown, the first paragraph of which is shown. */
  readonly docs?: string;
}

let made = 0;

/** An id that no other element has. */
export function freshId(): string {
  made += 1;
  return `field-${made}`;
}

/** The first paragraph of a Markdown text, without its marks. */
function firstParagraph(markdown: string): string {
  const [first = ""] = markdown.trim().split(/\n\s*\n/);
  return first.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]+/g, "").replace(/\s+/g, " ");
}

/** A field: the label, what else there is to say, the input and the place for mistakes. */
export function field({ name, note, required, docs = "" }: Naming, input: HTMLElement, ...more: HTMLElement[]): Spot & { element: HTMLElement } {
  const id = freshId();
  input.id = id;
  const told = element("p", { class: "problem", id: `${id}-problem` });
  const hint = element("p", { class: "hint", id: `${id}-hint` }, firstParagraph(docs));
  const isHinted = hint.textContent !== "";
  input.setAttribute("aria-describedby", isHinted ? `${hint.id} ${told.id}` : told.id);
  if (required) input.setAttribute("aria-required", "true");
  const head = element("div", { class: "head" }, element("label", { for: id }, name), element("span", { class: "note" }, note));
  return { element: element("div", { class: "field" }, head, ...(isHinted ? [hint] : []), input, ...more, told), input, told };
}

/** One input whose text is a value: `read` throws where it is none. */
export function single(
  naming: Naming,
  input: HTMLInputElement | HTMLTextAreaElement,
  read: (text: string) => Json,
  write: (value: Json) => string,
  ...more: HTMLElement[]
): Control {
  const spot = field(naming, input, ...more);
  const parsed = (): { value?: Json; message?: string } => {
    try {
      return input.value === "" ? {} : { value: read(input.value) };
    } catch (error) {
      return { message: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    element: spot.element,
    value: () => parsed().value,
    set: (value) => {
      input.value = value === undefined ? "" : write(value);
    },
    troubles: () => {
      const { message } = parsed();
      return message === undefined ? [] : [{ path: [], message }];
    },
    spot: () => spot,
  };
}

const plain = (value: Json): string => (typeof value === "string" ? value : print(value));

/** Lines that a text grows to by itself. */
const MOST_LINES = 12;

/** What is known of a text. */
export interface TextRules {
  readonly format: string;
  readonly allowsEmpty: boolean;
  /** Texts to choose from; any other is allowed, too. */
  readonly known: readonly string[];
}

/** A text; one in a body may have several lines. An empty one is sent where that was asked for and is allowed. */
export function string(naming: Naming, { format, allowsEmpty, known }: TextRules, { place }: Surroundings, isLong: boolean): Control {
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
  const made = single(naming, input, (text) => text, plain, now, ...(known.length > 0 ? [list] : []));
  const empty = element("input", { type: "checkbox", "aria-label": `Send empty text for ${naming.name}` });
  const label = element("label", { class: "empty" }, empty, "empty text");
  const box = element("div", { class: "box" });
  input.replaceWith(box);
  box.append(input, label);
  const update = (): void => {
    empty.checked &&= input.value === "";
    label.hidden = !allowsEmpty || input.value !== "";
    if (hasLines) input.setAttribute("rows", String(Math.min(input.value.split("\n").length, MOST_LINES)));
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

/** A text that is shown nowhere. */
export function secret(naming: Naming, isText: boolean): Control {
  const input = element("input", { type: "password", autocomplete: "off", spellcheck: "false", "data-secret": true });
  return single(naming, input, (text) => (isText ? text : loose(text)), plain);
}

function loose(text: string): Json {
  try {
    return parse(text);
  } catch {
    return text;
  }
}

/** A number, kept as it is written. */
export function number(naming: Naming, kind: "integer" | "number"): Control {
  const input = element("input", { type: "text", inputmode: kind === "integer" ? "numeric" : "decimal", autocomplete: "off" });
  const read = (text: string): Json => {
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text.trim())) {
      throw new SyntaxError(kind === "integer" ? "Enter a whole number, such as 42." : "Enter a number, such as 42 or 0.5.");
    }
    return new Exact(text.trim());
  };
  return single(naming, input, read, plain);
}

/** The bytes of a body that gateways take unless told otherwise. */
const MOST_BYTES = 2 << 20;

function size(bytes: number): string {
  const unit = [1 << 20, 1 << 10].find((unit) => bytes >= unit) ?? 1;
  const digits = unit === 1 ? String(bytes) : (Math.ceil((bytes * 10) / unit) / 10).toString();
  return `${digits} ${unit === 1 ? "bytes" : unit === 1 << 10 ? "KiB" : "MiB"}`;
}

/** Bytes in base64, typed or from a file. */
export function bytes(naming: Naming, { changed }: Surroundings, isWhole: boolean): Control {
  const input = element("textarea", { rows: "2", spellcheck: "false", autocomplete: "off", placeholder: "base64" });
  // Within JSON or a form, base64 is what is sent.
  const most = isWhole ? MOST_BYTES : (MOST_BYTES / 4) * 3;
  const about = element("p", { class: "hint", id: freshId() });
  const file = element("input", { type: "file", "aria-label": `File for ${naming.name}`, "aria-describedby": about.id });
  let refused = "";
  const tell = (text = `At most ${size(most)}.`, message = ""): void => {
    about.textContent = text;
    refused = message;
  };
  const forget = (): void => {
    file.value = "";
    tell();
  };
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    const name = `${chosen?.name}, ${size(chosen?.size ?? 0)}`;
    input.value = "";
    tell();
    if (chosen !== undefined && chosen.size > most) {
      tell(name, `${name}, is too large: a request takes a file of at most ${size(most)}.`);
    } else if (chosen !== undefined) {
      tell(name, `${name}, is being read.`);
      const read = await chosen.arrayBuffer().catch(() => undefined);
      // Another one was chosen meanwhile, or none.
      if (file.files?.[0] !== chosen) return;
      tell(name, read === undefined ? `${name}, cannot be read.` : "");
      const bytes = new Uint8Array(read ?? new ArrayBuffer(0));
      let text = "";
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      input.value = btoa(text);
    }
    changed();
  });
  input.addEventListener("input", forget);
  tell();
  const made = single(naming, input, (text) => text.replace(/\s+/g, ""), plain, file, about);
  return {
    ...made,
    set: (value) => {
      forget();
      made.set(value);
    },
    troubles: () => (refused === "" ? [] : [{ path: [], message: refused }]),
  };
}

/** Any JSON. */
export function free(naming: Naming): Control {
  const input = element("textarea", { rows: "3", spellcheck: "false", autocomplete: "off", class: "json", placeholder: "JSON" });
  const read = (text: string): Json => {
    try {
      return parse(text);
    } catch (error) {
      throw new SyntaxError(`This is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return single(naming, input, read, (value) => print(value, "  "));
}

/** One of some values. */
export function choice(naming: Naming, options: readonly EnumValue[], nullable: boolean): Control {
  const offered: Json[] = [...options.map(({ value }) => value), ...(nullable ? [null] : [])];
  const select = element("select", {}, element("option", { value: "" }, naming.required ? "Choose …" : "Not sent"));
  for (const [at, value] of offered.entries()) {
    select.append(element("option", { value: String(at) }, plain(value)));
  }
  // The only one is no choice: it tells one kind of object from others.
  const start = naming.required && offered.length === 1 ? "0" : "";
  select.value = start;
  const about = element("p", { class: "hint", id: freshId() });
  const spot = field(naming, select, about);
  select.setAttribute("aria-describedby", `${select.getAttribute("aria-describedby")} ${about.id}`);
  const explain = (): void => {
    const option = select.value === "" ? undefined : options[Number(select.value)];
    about.textContent = firstParagraph(option?.docs ?? "");
  };
  select.addEventListener("input", explain);
  explain();
  return {
    element: spot.element,
    value: () => (select.value === "" ? undefined : offered[Number(select.value)]),
    set: (value) => {
      const at = value === undefined ? -1 : offered.findIndex((one) => print(one) === print(value));
      select.value = at < 0 ? start : String(at);
      explain();
    },
    troubles: () => [],
    spot: () => spot,
  };
}
