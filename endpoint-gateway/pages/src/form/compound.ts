/** The controls of compound values: lists, objects, maps and unions. */

import { element, setText } from "../element.js";
import { isObject, type Json, object as jsonObject } from "../json.js";
import { isText, type MapType, type ObjectType, type Resolved, resolve, type ValueType } from "../types.js";
import { MISSING, validate, placeViolation } from "../validate.js";
import { type Control, selectControl, jsonControl, freshId, type FieldInfo, numberControl, secretControl, type ErrorSlot, textControl, type FormContext } from "./control.js";
import { bytesControl, filesControl } from "./file.js";

/** The maximum depth of nested objects with fields. Deeper ones are entered as JSON. */
const MAX_DEPTH = 8;

/** Makes the control of a type. */
export function typeControl(info: FieldInfo, type: ValueType, context: FormContext, depth = 0, isLong = false): Control {
  const known = resolve(type, context.types);
  info = { ...info, docs: info.docs || (known.docs ?? "") };
  if (known.sensitive) return secretControl(info, isText(known, context.types));
  const isOptional = !info.required && (known.kind === "object" || known.kind === "union");
  const make = (info: FieldInfo): Control => controlOfKind(info, known, context, depth, isLong);
  const made = isOptional ? optionalControl(info, make, context) : make(info);
  return known.nullable && !offersNull(known) ? nullableControl(info, made) : made;
}

/** Returns whether the control of a type offers null itself. */
function offersNull(known: Resolved): boolean {
  return ["any", "null", "boolean"].includes(known.kind) || (known.kind === "enum" && known.open !== true);
}

function controlOfKind(info: FieldInfo, known: Resolved, context: FormContext, depth: number, isLong: boolean): Control {
  const { nullable = false } = known;
  const text = (format: string, known: readonly string[]): Control => {
    const allowsEmpty = placeViolation(context.place, "") === undefined && validate(type, "", context.types).length === 0;
    return textControl(info, { format, allowsEmpty, known }, context, isLong);
  };
  const type: ValueType = known;
  switch (known.kind) {
    case "never":
      return selectControl(info, [], false);
    case "null":
      return selectControl(info, [{ value: null }], false);
    case "boolean":
      return selectControl(info, [{ value: true }, { value: false }], nullable);
    case "enum":
      return known.open ? text("", known.values.map(({ value }) => String(value))) : selectControl(info, known.values, nullable);
    case "string":
      return text(known.format ?? "", []);
    case "binary":
      return bytesControl(info, context, isLong);
    case "file":
      return filesControl(info, context, false);
    case "integer":
    case "number":
      return numberControl(info, known.kind);
    case "list":
      return listControl(info, known.items, context, depth);
    case "object":
      return depth < MAX_DEPTH ? objectControl(info, known, context, depth) : jsonControl(info);
    case "map":
      return resolve(known.values, context.types).kind === "any" ? jsonControl(info) : mapControl(info, known, context, depth);
    case "union":
      return depth < MAX_DEPTH ? unionControl(info, known.variants, context, depth) : jsonControl(info);
    case "any":
      return jsonControl(info);
  }
}

/** Makes a fieldset around several controls. */
function frame({ name, note }: FieldInfo, ...children: Node[]): { element: HTMLElement; slot: ErrorSlot } {
  const message = element("p", { class: "problem", id: freshId() });
  const legend = element("legend", {}, name, " ", element("span", { class: "note" }, note));
  const made = element("fieldset", { "aria-describedby": message.id, tabindex: "-1" }, legend, ...children, message);
  return { element: made, slot: { input: made, message } };
}

function button(name: string, run: () => void, label = name): HTMLButtonElement {
  const made = element("button", { type: "button", class: "small", "aria-label": label }, name);
  made.addEventListener("click", run);
  return made;
}

/** A row with a control and, in a map, its name. */
interface Row {
  readonly element: HTMLElement;
  readonly control: Control;
  readonly key: HTMLInputElement | undefined;
  /** The buttons that move it up and down. */
  readonly moves: readonly HTMLButtonElement[];
}

function rows(info: FieldInfo, isMap: boolean, make: (name: string) => Control, context: FormContext) {
  const all: Row[] = [];
  const place = element("div", { class: "rows" });
  let count = 0;
  const order = (): void => {
    for (const [at, { moves }] of all.entries()) {
      for (const [which, move] of moves.entries()) {
        move.hidden = all.length < 2;
        // `disabled` would lose the focus.
        move.setAttribute("aria-disabled", String(at === (which === 0 ? 0 : all.length - 1)));
      }
    }
  };
  const add = (key?: string): Row => {
    // Numbers of removed rows are not used again.
    count = all.length === 0 ? 1 : count + 1;
    const name = `${info.name} ${count}`;
    const input = isMap ? element("input", { type: "text", "aria-label": `Name of ${name}`, placeholder: "name", autocomplete: "off" }) : undefined;
    if (input !== undefined) input.value = key ?? "";
    const control = make(name);
    const remove = button("Remove", () => {
      all.splice(all.indexOf(row), 1);
      row.element.remove();
      order();
      more.focus();
      context.changed();
    }, `Remove ${name}`);
    const move = (sign: string, step: number, where: string): HTMLButtonElement =>
      button(sign, () => {
        const at = all.indexOf(row);
        const other = all[at + step];
        if (other === undefined) return;
        all.splice(at, 1);
        all.splice(at + step, 0, row);
        // The other row is moved, so that the pressed button keeps the focus.
        if (step < 0) row.element.after(other.element);
        else row.element.before(other.element);
        order();
        context.changed();
      }, `Move item ${count} of ${info.name} ${where}`);
    const moves = isMap ? [] : [move("↑", -1, "up"), move("↓", 1, "down")];
    const tools = element("div", { class: "tools" }, ...moves, remove);
    const row: Row = { element: element("div", { class: "row" }, ...(input === undefined ? [] : [input]), control.element, tools), control, key: input, moves };
    all.push(row);
    place.append(row.element);
    order();
    return row;
  };
  const more = button("Add", () => {
    const row = add();
    (row.key ?? row.element.querySelector<HTMLElement>("input, select, textarea, button"))?.focus();
    context.changed();
  }, `Add to ${info.name}`);
  const empty = (): void => {
    all.length = 0;
    place.replaceChildren();
  };
  return { all, place, add, more, empty };
}

/** Makes the control of a list. */
export function listControl(info: FieldInfo, items: ValueType, context: FormContext, depth: number): Control {
  const make = (name: string): Control => typeControl({ name, note: "", required: true }, items, context, depth + 1);
  const { all, place, add, more, empty } = rows(info, false, make, context);
  const { element: fieldset, slot } = frame(info, place, more);
  return {
    element: fieldset,
    // A required list may be empty.
    value: () => (all.length === 0 && !info.required ? undefined : all.map(({ control }) => control.value()).filter((value) => value !== undefined)),
    set: (value) => {
      empty();
      for (const item of Array.isArray(value) ? value : []) add().control.set(item);
    },
    inputErrors: () => all.flatMap(({ control }, at) => below(String(at), control, "Fill this in, or remove it.")),
    slotAt: ([at, ...rest]) => all[Number(at ?? "")]?.control.slotAt(rest) ?? slot,
  };
}

/** Makes a control that is added on demand, since its type may be recursive. */
function optionalControl(info: FieldInfo, make: (info: FieldInfo) => Control, context: FormContext): Control {
  const place = element("div", { class: "rows" });
  let made: Control | undefined;
  const put = (isThere: boolean): void => {
    made = isThere ? make({ ...info, required: true }) : undefined;
    place.replaceChildren(...(made === undefined ? [] : [made.element]));
    setText(toggle, `${isThere ? "Remove" : "Add"} ${info.name}`);
  };
  const toggle = element("button", { type: "button", class: "small" });
  toggle.addEventListener("click", () => {
    put(made === undefined);
    context.changed();
  });
  const slot: ErrorSlot = { input: toggle, message: element("p", { class: "problem" }) };
  put(false);
  return {
    element: element("div", { class: "rows" }, place, toggle, slot.message),
    value: () => made?.value(),
    set: (value) => {
      put(value !== undefined);
      made?.set(value);
    },
    inputErrors: () => made?.inputErrors() ?? [],
    slotAt: (path) => made?.slotAt(path) ?? slot,
  };
}

/** Makes the control of a map. */
function mapControl(info: FieldInfo, { values }: MapType, context: FormContext, depth: number): Control {
  const make = (name: string): Control => typeControl({ name, note: "", required: true }, values, context, depth + 1);
  const { all, place, add, more, empty } = rows(info, true, make, context);
  const { element: fieldset, slot } = frame(info, place, more);
  return {
    element: fieldset,
    value: () => {
      const members = all.flatMap(({ control, key }): [string, Json][] => {
        const value = control.value();
        return value === undefined ? [] : [[key?.value ?? "", value]];
      });
      return all.length === 0 && !info.required ? undefined : jsonObject(members);
    },
    set: (value) => {
      empty();
      for (const [key, member] of isObject(value) ? Object.entries(value) : []) add(key).control.set(member);
    },
    inputErrors: () => {
      const names = all.map(({ key }) => key?.value ?? "");
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      const own = twice === undefined ? [] : [{ path: [], message: `Two entries are called “${twice}”.` }];
      return [...own, ...all.flatMap(({ control }, at) => below(names[at] ?? "", control, "Fill this in, or remove it."))];
    },
    slotAt: ([name, ...rest]) => all.find(({ key }) => key?.value === name)?.control.slotAt(rest) ?? slot,
  };
}

/** Makes the control of an object with known members. */
function objectControl(info: FieldInfo, type: ObjectType, context: FormContext, depth: number): Control {
  const members = type.members.map(({ name, required = false, value }) => {
    return { name, control: typeControl({ name, note: required ? "required" : "", required }, value, context, depth + 1) };
  });
  const needsMembers = type.members.some(({ required }) => required);
  const { element: fieldset, slot } = frame(info, ...members.map(({ control }) => control.element));
  const filled = (): [string, Json][] =>
    members.flatMap(({ name, control }): [string, Json][] => {
      const value = control.value();
      return value === undefined ? [] : [[name, value]];
    });
  // Members without a field are kept as they were.
  let others: [string, Json][] = [];
  return {
    element: fieldset,
    value: () => {
      const all = [...filled(), ...others];
      const isNone = all.length === 0 && (!info.required || needsMembers);
      return isNone ? undefined : jsonObject(all);
    },
    set: (value) => {
      const given = isObject(value) ? value : jsonObject();
      for (const { name, control } of members) control.set(given[name]);
      others = Object.entries(given).filter(([name]) => !members.some((member) => member.name === name));
    },
    inputErrors: () => members.flatMap(({ name, control }) => below(name, control)),
    slotAt: ([name, ...rest]) => members.find((member) => member.name === name)?.control.slotAt(rest) ?? slot,
  };
}

/** Makes the control of a union: a choice, then the control of the chosen type. */
function unionControl(info: FieldInfo, types: readonly ValueType[], context: FormContext, depth: number): Control {
  const select = element("select", { "aria-label": `Kind of ${info.name}`, "aria-required": "true" }, element("option", { value: "" }, "Choose …"));
  const place = element("div", { class: "rows" });
  const titles = types.map((type) => title(type, context));
  for (const [at, title] of titles.entries()) {
    select.append(element("option", { value: String(at) }, titles.indexOf(title) < at ? `${title} (${at + 1})` : title));
  }
  const { element: fieldset, slot: { message } } = frame(info, select, place);
  select.setAttribute("aria-describedby", message.id);
  const slot: ErrorSlot = { input: select, message };
  let chosen: Control | undefined;
  const choose = (): void => {
    const name = select.selectedOptions[0]?.textContent ?? info.name;
    const type = select.value === "" ? undefined : types[Number(select.value)];
    chosen = type === undefined ? undefined : typeControl({ ...info, name, note: "" }, type, context, depth + 1);
    place.replaceChildren(...(chosen === undefined ? [] : [chosen.element]));
  };
  select.addEventListener("change", () => {
    choose();
    context.changed();
  });
  return {
    element: fieldset,
    value: () => chosen?.value(),
    set: (value) => {
      select.value = value === undefined ? "" : String(bestVariant(types, value, context));
      choose();
      chosen?.set(value);
    },
    inputErrors: () => chosen?.inputErrors() ?? [{ path: [], message: "Choose which kind this is." }],
    slotAt: (path) => chosen?.slotAt(path) ?? slot,
  };
}

/** Returns the index of the variant that a value, complete or not, fits best. */
function bestVariant(variants: readonly ValueType[], value: Json, { types }: FormContext): number {
  const scores = variants.map((variant) => {
    const known = resolve(variant, types);
    const names = known.kind === "object" ? known.members.map(({ name }) => name) : [];
    const unknown = isObject(value) ? Object.keys(value).filter((name) => !names.includes(name)).length : 0;
    const found = validate(variant, value, types);
    const wrong = found.filter(({ message }) => message !== MISSING).length;
    // A violation counts more than an unknown member, and that more than a missing one.
    return found.length === 0 ? 0 : wrong * 10_000 + unknown * 100 + found.length;
  });
  return scores.indexOf(Math.min(...scores));
}

/** Returns the label of a variant: its title, the constant that identifies it, its only member, or its kind. */
function title(type: ValueType, { types }: FormContext): string {
  const known = resolve(type, types);
  const members = known.kind === "object" ? known.members : [];
  const tag = members.map(({ value }) => constant(resolve(value, types))).find((text) => text !== "") ?? "";
  const only = members.length === 1 ? (members[0]?.name ?? "") : "";
  return known.title || tag || only || (known.kind === "enum" ? typeof known.values[0]?.value : known.kind);
}

/** Returns the only text that a type allows. */
function constant(known: Resolved): string {
  const [only, ...others] = known.kind === "enum" && !known.open ? known.values : [];
  return typeof only?.value === "string" && others.length === 0 ? only.value : "";
}

/** Makes a control with a checkbox for null. */
function nullableControl({ name }: FieldInfo, made: Control): Control {
  const box = element("input", { type: "checkbox", id: freshId() });
  const line = element("div", { class: "null" }, box, element("label", { for: box.id }, `Send null for ${name}`));
  const show = (): void => {
    made.element.inert = box.checked;
  };
  box.addEventListener("change", show);
  return {
    ...made,
    element: element("div", { class: "nullable" }, made.element, line),
    value: () => (box.checked ? null : made.value()),
    set: (value) => {
      box.checked = value === null;
      made.set(value === null ? undefined : value);
      show();
    },
    inputErrors: () => (box.checked ? [] : made.inputErrors()),
  };
}

/** Returns the input errors of a part, or `missing` where it has no value. */
function below(name: string, part: Control, missing?: string) {
  const errors = part.inputErrors();
  const isEmpty = errors.length === 0 && missing !== undefined && part.value() === undefined;
  const all = isEmpty ? [{ path: [], message: missing ?? "" }] : errors;
  return all.map(({ path, message }) => ({ path: [name, ...path], message }));
}
