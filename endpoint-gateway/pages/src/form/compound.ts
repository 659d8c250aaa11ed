/** The controls of values that hold others: lists, objects, maps and unions. */

import { element, say } from "../element.js";
import { isObject, type Json, object as jsonObject } from "../json.js";
import { isText, type MapType, type ObjectType, type Resolved, resolve, type ValueType } from "../types.js";
import { MISSING, mistakes, placeMistake } from "../validate.js";
import { bytes, type Control, choice, free, freshId, type Naming, number, secret, type Spot, string, type Surroundings } from "./control.js";

/** The most objects within each other that have fields. Deeper ones are entered as JSON. */
const DEEPEST = 8;

/** Makes the control of a type. */
export function control(naming: Naming, type: ValueType, around: Surroundings, depth = 0, isLong = false): Control {
  const known = resolve(type, around.types);
  naming = { ...naming, docs: naming.docs || (known.docs ?? "") };
  if (known.sensitive) return secret(naming, isText(known, around.types));
  const isOptional = !naming.required && (known.kind === "object" || known.kind === "union");
  const make = (naming: Naming): Control => bare(naming, known, around, depth, isLong);
  const made = isOptional ? optional(naming, make, around) : make(naming);
  return known.nullable && !offersNull(known) ? nullable(naming, made) : made;
}

/** Returns whether the control of a type offers null itself. */
function offersNull(known: Resolved): boolean {
  return ["any", "null", "boolean"].includes(known.kind) || (known.kind === "enum" && known.open !== true);
}

function bare(naming: Naming, known: Resolved, around: Surroundings, depth: number, isLong: boolean): Control {
  const { nullable = false } = known;
  const text = (format: string, known: readonly string[]): Control => {
    const allowsEmpty = placeMistake(around.place, "") === undefined && mistakes(type, "", around.types).length === 0;
    return string(naming, { format, allowsEmpty, known }, around, isLong);
  };
  const type: ValueType = known;
  switch (known.kind) {
    case "never":
      return choice(naming, [], false);
    case "null":
      return choice(naming, [{ value: null }], false);
    case "boolean":
      return choice(naming, [{ value: true }, { value: false }], nullable);
    case "enum":
      return known.open ? text("", known.values.map(({ value }) => String(value))) : choice(naming, known.values, nullable);
    case "string":
      return text(known.format ?? "", []);
    case "binary":
      return bytes(naming, around, isLong);
    case "integer":
    case "number":
      return number(naming, known.kind);
    case "list":
      return list(naming, known.items, around, depth);
    case "object":
      return depth < DEEPEST ? object(naming, known, around, depth) : free(naming);
    case "map":
      return resolve(known.values, around.types).kind === "any" ? free(naming) : map(naming, known, around, depth);
    case "union":
      return depth < DEEPEST ? variants(naming, known.variants, around, depth) : free(naming);
    case "any":
      return free(naming);
  }
}

/** Makes a fieldset around several controls. */
function frame({ name, note }: Naming, ...children: Node[]): { element: HTMLElement; spot: Spot } {
  const told = element("p", { class: "problem", id: freshId() });
  const legend = element("legend", {}, name, " ", element("span", { class: "note" }, note));
  const made = element("fieldset", { "aria-describedby": told.id, tabindex: "-1" }, legend, ...children, told);
  return { element: made, spot: { input: made, told } };
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

function rows(naming: Naming, isMap: boolean, make: (name: string) => Control, around: Surroundings) {
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
    const name = `${naming.name} ${count}`;
    const input = isMap ? element("input", { type: "text", "aria-label": `Name of ${name}`, placeholder: "name", autocomplete: "off" }) : undefined;
    if (input !== undefined) input.value = key ?? "";
    const control = make(name);
    const remove = button("Remove", () => {
      all.splice(all.indexOf(row), 1);
      row.element.remove();
      order();
      more.focus();
      around.changed();
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
        around.changed();
      }, `Move item ${count} of ${naming.name} ${where}`);
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
    around.changed();
  }, `Add to ${naming.name}`);
  const empty = (): void => {
    all.length = 0;
    place.replaceChildren();
  };
  return { all, place, add, more, empty };
}

/** Makes the control of a list. */
export function list(naming: Naming, items: ValueType, around: Surroundings, depth: number): Control {
  const make = (name: string): Control => control({ name, note: "", required: true }, items, around, depth + 1);
  const { all, place, add, more, empty } = rows(naming, false, make, around);
  const { element: fieldset, spot } = frame(naming, place, more);
  return {
    element: fieldset,
    // A required list may be empty.
    value: () => (all.length === 0 && !naming.required ? undefined : all.map(({ control }) => control.value()).filter((value) => value !== undefined)),
    set: (value) => {
      empty();
      for (const item of Array.isArray(value) ? value : []) add().control.set(item);
    },
    troubles: () => all.flatMap(({ control }, at) => below(String(at), control, "Fill this in, or remove it.")),
    spot: ([at, ...rest]) => all[Number(at ?? "")]?.control.spot(rest) ?? spot,
  };
}

/** Makes a control that is added on demand, since its type may hold itself. */
function optional(naming: Naming, make: (naming: Naming) => Control, around: Surroundings): Control {
  const place = element("div", { class: "rows" });
  let made: Control | undefined;
  const put = (isThere: boolean): void => {
    made = isThere ? make({ ...naming, required: true }) : undefined;
    place.replaceChildren(...(made === undefined ? [] : [made.element]));
    say(toggle, `${isThere ? "Remove" : "Add"} ${naming.name}`);
  };
  const toggle = element("button", { type: "button", class: "small" });
  toggle.addEventListener("click", () => {
    put(made === undefined);
    around.changed();
  });
  const spot: Spot = { input: toggle, told: element("p", { class: "problem" }) };
  put(false);
  return {
    element: element("div", { class: "rows" }, place, toggle, spot.told),
    value: () => made?.value(),
    set: (value) => {
      put(value !== undefined);
      made?.set(value);
    },
    troubles: () => made?.troubles() ?? [],
    spot: (path) => made?.spot(path) ?? spot,
  };
}

/** Makes the control of a map. */
function map(naming: Naming, { values }: MapType, around: Surroundings, depth: number): Control {
  const make = (name: string): Control => control({ name, note: "", required: true }, values, around, depth + 1);
  const { all, place, add, more, empty } = rows(naming, true, make, around);
  const { element: fieldset, spot } = frame(naming, place, more);
  return {
    element: fieldset,
    value: () => {
      const members = all.flatMap(({ control, key }): [string, Json][] => {
        const value = control.value();
        return value === undefined ? [] : [[key?.value ?? "", value]];
      });
      return all.length === 0 && !naming.required ? undefined : jsonObject(members);
    },
    set: (value) => {
      empty();
      for (const [key, member] of isObject(value) ? Object.entries(value) : []) add(key).control.set(member);
    },
    troubles: () => {
      const names = all.map(({ key }) => key?.value ?? "");
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      const own = twice === undefined ? [] : [{ path: [], message: `Two entries are called “${twice}”.` }];
      return [...own, ...all.flatMap(({ control }, at) => below(names[at] ?? "", control, "Fill this in, or remove it."))];
    },
    spot: ([name, ...rest]) => all.find(({ key }) => key?.value === name)?.control.spot(rest) ?? spot,
  };
}

/** Makes the control of an object with known members. */
function object(naming: Naming, type: ObjectType, around: Surroundings, depth: number): Control {
  const members = type.members.map(({ name, required = false, value }) => {
    return { name, control: control({ name, note: required ? "required" : "", required }, value, around, depth + 1) };
  });
  const needsMembers = type.members.some(({ required }) => required);
  const { element: fieldset, spot } = frame(naming, ...members.map(({ control }) => control.element));
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
      const isNone = all.length === 0 && (!naming.required || needsMembers);
      return isNone ? undefined : jsonObject(all);
    },
    set: (value) => {
      const given = isObject(value) ? value : jsonObject();
      for (const { name, control } of members) control.set(given[name]);
      others = Object.entries(given).filter(([name]) => !members.some((member) => member.name === name));
    },
    troubles: () => members.flatMap(({ name, control }) => below(name, control)),
    spot: ([name, ...rest]) => members.find((member) => member.name === name)?.control.spot(rest) ?? spot,
  };
}

/** Makes the control of a union: a choice, then the control of the chosen type. */
function variants(naming: Naming, types: readonly ValueType[], around: Surroundings, depth: number): Control {
  const select = element("select", { "aria-label": `Kind of ${naming.name}`, "aria-required": "true" }, element("option", { value: "" }, "Choose …"));
  const place = element("div", { class: "rows" });
  const titles = types.map((type) => title(type, around));
  for (const [at, title] of titles.entries()) {
    select.append(element("option", { value: String(at) }, titles.indexOf(title) < at ? `${title} (${at + 1})` : title));
  }
  const { element: fieldset, spot: { told } } = frame(naming, select, place);
  select.setAttribute("aria-describedby", told.id);
  const spot: Spot = { input: select, told };
  let chosen: Control | undefined;
  const choose = (): void => {
    const name = select.selectedOptions[0]?.textContent ?? naming.name;
    const type = select.value === "" ? undefined : types[Number(select.value)];
    chosen = type === undefined ? undefined : control({ ...naming, name, note: "" }, type, around, depth + 1);
    place.replaceChildren(...(chosen === undefined ? [] : [chosen.element]));
  };
  select.addEventListener("change", () => {
    choose();
    around.changed();
  });
  return {
    element: fieldset,
    value: () => chosen?.value(),
    set: (value) => {
      select.value = value === undefined ? "" : String(meant(types, value, around));
      choose();
      chosen?.set(value);
    },
    troubles: () => chosen?.troubles() ?? [{ path: [], message: "Choose which kind this is." }],
    spot: (path) => chosen?.spot(path) ?? spot,
  };
}

/** Returns the index of the variant that a value, complete or not, fits best. */
function meant(variants: readonly ValueType[], value: Json, { types }: Surroundings): number {
  const misfits = variants.map((variant) => {
    const known = resolve(variant, types);
    const names = known.kind === "object" ? known.members.map(({ name }) => name) : [];
    const strange = isObject(value) ? Object.keys(value).filter((name) => !names.includes(name)).length : 0;
    const found = mistakes(variant, value, types);
    const wrong = found.filter(({ message }) => message !== MISSING).length;
    // A violation counts more than an unknown member, and that more than a missing one.
    return found.length === 0 ? 0 : wrong * 10_000 + strange * 100 + found.length;
  });
  return misfits.indexOf(Math.min(...misfits));
}

/** Returns the label of a variant: its title, the constant that identifies it, its only member, or its kind. */
function title(type: ValueType, { types }: Surroundings): string {
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
function nullable({ name }: Naming, made: Control): Control {
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
    troubles: () => (box.checked ? [] : made.troubles()),
  };
}

/** Returns the input errors of a part, or `missing` where it has no value. */
function below(name: string, part: Control, missing?: string) {
  const troubles = part.troubles();
  const isEmpty = troubles.length === 0 && missing !== undefined && part.value() === undefined;
  const all = isEmpty ? [{ path: [], message: missing ?? "" }] : troubles;
  return all.map(({ path, message }) => ({ path: [name, ...path], message }));
}
