/** The form of an operation: a control for each argument, and its problems. */

import { text } from "./canonical.js";
import { element } from "./element.js";
import { typeControl, listControl } from "./form/compound.js";
import { type Control, secretControl, type FormContext } from "./form/control.js";
import { filesControl } from "./form/file.js";
import type { Json } from "./json.js";
import type { Model, Parameter, Values } from "./model.js";
import { isText } from "./types.js";
import { validate, placeViolation } from "./validate.js";

/** A value, or the lack of one, that keeps a request from being sent. */
export interface Problem {
  /** The name of the argument. */
  readonly name: string;
  /** The place in its value, as a JSON Pointer. */
  readonly path: string;
  readonly message: string;
}

/** The form. Its maker mounts it. */
export interface Form {
  readonly element: HTMLElement;
  /** Returns the values that are filled in, secrets included. */
  values(): Values;
  problems(): Problem[];
  /** Shows every message and focuses the first. */
  reveal(): void;
  clear(): void;
  onChange(listener: () => void): void;
}

interface Argument {
  readonly parameter: Parameter;
  readonly control: Control;
  /** True once the focus has left the control, after which its problems are shown. */
  isVisited: boolean;
}

const PLACES = { path: "path", query: "query", header: "header", cookie: "cookie", field: "body", body: "whole body" } as const;

/** Makes the form, filled with the saved values. */
export function form(model: Model, saved: Values): Form {
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    showVisited();
    for (const listener of listeners) listener();
  };
  const context = { types: model.types, changed };
  const fields: Argument[] = model.parameters.map((parameter) => {
    return { parameter, control: argumentControl(parameter, { ...context, place: parameter.place }), isVisited: false };
  });
  const clear = element("button", { type: "button", class: "small" }, "Clear");
  const head = element("div", { class: "bar" }, element("h3", {}, "Parameters"), clear);
  const none = fields.length === 0 ? [element("p", {}, "This operation takes none.")] : [];
  const root = element("form", { "aria-label": "Parameters", class: "panel", novalidate: true, autocomplete: "off" }, head, ...none, ...fields.map(({ control }) => control.element));
  clear.hidden = fields.length === 0;

  const showVisited = (): void => {
    for (const one of fields) showProblems(one, one.isVisited ? problemsOf(model, one) : []);
  };
  const visit = (event: Event): void => {
    const one = fields.find(({ control }) => event.target instanceof Node && control.element.contains(event.target));
    if (one === undefined) return;
    one.isVisited = true;
    // A message at once would move the button whose click took the focus from the field.
    setTimeout(showVisited, 200);
  };
  const values = (): Values => {
    const filled = ({ parameter, control }: Argument): [string, Json][] => {
      const value = control.value();
      return value === undefined ? [] : [[parameter.name, value]];
    };
    return new Map(fields.flatMap(filled));
  };

  root.addEventListener("input", changed);
  root.addEventListener("change", visit);
  root.addEventListener("focusout", visit);
  for (const { parameter, control } of fields) {
    const value = saved.get(parameter.name);
    if (value !== undefined && !parameter.sensitive) control.set(value);
  }
  const result: Form = {
    element: root,
    values,
    problems: () => fields.flatMap((one) => problemsOf(model, one)),
    reveal: () => {
      for (const one of fields) one.isVisited = true;
      showVisited();
      const [one] = fields.filter((one) => problemsOf(model, one).length > 0);
      const [first] = one === undefined ? [] : problemsOf(model, one);
      if (first !== undefined) one?.control.slotAt(steps(first.path)).input.focus();
    },
    clear: () => {
      for (const one of fields) {
        one.isVisited = false;
        one.control.set(undefined);
      }
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
  };
  clear.addEventListener("click", () => result.clear());
  return result;
}

function argumentControl(parameter: Parameter, context: FormContext): Control {
  const { name, required, sensitive, repeated, type, place, docs } = parameter;
  const info = { name, required, docs, note: `${PLACES[place]}${required ? ", required" : ""}` };
  if (sensitive) return secretControl(info, isText(type, context.types));
  if (type.kind === "file") return filesControl(info, context, repeated);
  return repeated ? listControl(info, type, context, 0) : typeControl(info, type, context, 0, place === "body");
}

/** Returns the problems of an argument. */
function problemsOf(model: Model, { parameter, control }: Argument): Problem[] {
  const { name, place, type, repeated, required } = parameter;
  const problem = (path: string, message: string): Problem => ({ name, path, message });
  const errors = control.inputErrors();
  if (errors.length > 0) return errors.map(({ path, message }) => problem(pointer(path), message));
  const value = control.value();
  if (value === undefined) return required ? [problem("", "This is required.")] : [];
  const one = (value: Json, at: string): Problem[] => {
    const refused = placeViolation(place, text(value));
    const found = validate(type, value, model.types).map(({ path, message }) => problem(at + path, message));
    return refused === undefined ? found : [problem(at, refused), ...found];
  };
  return repeated && Array.isArray(value) ? value.flatMap((item, at) => one(item, `/${at}`)) : one(value, "");
}

/** Shows an argument's problems at their fields. */
function showProblems({ control }: Argument, problems: readonly Problem[]): void {
  const messages = new Map<HTMLElement, string>();
  const inputs = new Set<HTMLElement>();
  for (const { path, message } of problems) {
    const slot = control.slotAt(steps(path));
    // Two bounds may have the same message.
    const before = messages.get(slot.message) ?? "";
    if (!before.includes(message)) messages.set(slot.message, `${before} ${message}`.trim());
    inputs.add(slot.input);
  }
  for (const place of control.element.querySelectorAll<HTMLElement>(".problem")) {
    const text = messages.get(place) ?? "";
    if (place.textContent !== text) place.textContent = text;
  }
  for (const input of control.element.querySelectorAll<HTMLElement>("input, select, textarea")) {
    if (inputs.has(input)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

/** Splits a JSON Pointer (RFC 6901) into its steps. */
function steps(path: string): string[] {
  return path.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Joins steps into a JSON Pointer. */
function pointer(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
