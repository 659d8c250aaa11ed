/** What a call holds of an endpoint's arguments: those that are required, and those that have a value. */

import type { Json } from "./json.js";
import type { Model, Operation, Parameter } from "./model.js";
import { wholeNumber } from "./number.js";
import { compact } from "./snippet/literal.js";

/** Values by argument name. */
export type Values = ReadonlyMap<string, Json>;

/** What stands for an argument's value: the value, or the environment variable that holds it. */
export type Input = { readonly value: Json } | Secret;

/** A secret; of the only item where the parameter is repeated. */
export interface Secret {
  readonly variable: string;
  /** Whether the value is the variable's text; otherwise the text is the value's JSON. */
  readonly isText: boolean;
}

export interface Shown {
  readonly parameter: Parameter;
  readonly input: Input;
  /** Whether it stands for a value that is missing, or that no client would send. */
  readonly isPlaceholder: boolean;
}

/** The arguments of a snippet, in the order of their declaration. Of a sensitive one only its variable. */
export function inputs(model: Model, values: Values): Shown[] {
  return shown(model, values, ({ variable, text }) => ({ variable, isText: text }));
}

/** The arguments of a call that is to be sent, secrets and all. */
export function revealed(model: Model, values: Values): Shown[] {
  return shown(model, values, () => undefined);
}

function shown(model: Model, values: Values, hidden: (parameter: Parameter) => Secret | undefined): Shown[] {
  return model.parameters.flatMap((parameter): Shown[] => {
    const value = given(parameter, values, model.operation.body);
    if (value === undefined && !parameter.required) {
      return [];
    }
    const isPlaceholder = value === undefined || !canStand(parameter, value);
    const secret = parameter.sensitive ? hidden(parameter) : undefined;
    const sent = isPlaceholder ? parameter.placeholder : whole(parameter, value);
    return [{ parameter, input: secret ?? { value: sent }, isPlaceholder }];
  });
}

/** The value that was filled in, by the argument's name or by the header's. */
function given(parameter: Parameter, values: Values, body: Operation["body"]): Json | undefined {
  const isHeader = (name: string): boolean =>
    parameter.place === "header" && name.toLowerCase() === parameter.wire.toLowerCase();
  const own = values.get(parameter.name);
  const value = own === undefined ? [...values].find(([name]) => isHeader(name))?.[1] : own;
  const isJson = body === "json" && (parameter.place === "field" || parameter.place === "body");
  return value === null && !isJson ? undefined : value;
}

/** Whether something can be sent with the value where it goes. */
function canStand(parameter: Parameter, value: Json): boolean {
  switch (parameter.place) {
    case "path":
      return !["", ".", ".."].includes(text(value));
    case "header":
      // Visible ASCII, with blanks between visible characters only.
      return /^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(text(value));
    default:
      return true;
  }
}

/** The value with `1` for `1.0` where a whole number is asked for. */
function whole(parameter: Parameter, value: Json): Json {
  if (!parameter.whole) {
    return value;
  }
  return parameter.repeated && Array.isArray(value) ? value.map(wholeNumber) : wholeNumber(value);
}

/** The text that a value has in a path, a query, a header or a form. */
export function text(value: Json): string {
  return typeof value === "string" ? value : compact(value);
}

/** The values that are sent one by one. */
export function items(parameter: Parameter, value: Json): Json[] {
  return parameter.repeated && Array.isArray(value) ? value : [value];
}

/** The pairs of a form that is one object: a list repeats its key, null is left out. */
export function pairsOf(members: Iterable<readonly [string, Json]>): [string, string][] {
  const values = (value: Json): Json[] => (Array.isArray(value) ? value : value === null ? [] : [value]);
  return [...members].flatMap(([key, value]) => values(value).map((item): [string, string] => [key, text(item)]));
}

