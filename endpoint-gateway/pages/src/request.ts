/** The request that a call makes: in pieces whose secrets are references, for snippets, or as it is sent. */

import { type Input, inputs, items, pairsOf, revealed, type Secret, type Shown, text, type Values } from "./inputs.js";
import { isObject } from "./json.js";
import type { Model, Operation, Parameter, Scheme } from "./model.js";
import { encode } from "./percent.js";
import { compact, compactObject, JSON_SYNTAX, literal, quoted, sorted } from "./snippet/literal.js";

/** A part of a text: the text itself, or that of an environment variable. */
export type Piece = string | Variable;

export interface Variable {
  readonly variable: string;
  /** As it is; percent-encoded, as a path segment or as a value of a query or form; as a JSON string; JSON already. */
  readonly written: "plain" | "segment" | "pair" | "json" | "rawJson";
}

type Pair = readonly [name: string, value: Piece];

/** A body: the members of a JSON object, any JSON, pairs that are not encoded, a text, or bytes in base64. */
export type Body =
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Input])[] }
  | { readonly kind: "json"; readonly input: Input }
  | { readonly kind: "form"; readonly pairs: readonly Pair[] }
  | { readonly kind: "text" | "bytes"; readonly piece: Piece };

export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly target: readonly Piece[];
  readonly credential: Scheme | undefined;
  /** The content type first, then the arguments, by their names on the wire. */
  readonly headers: readonly Pair[];
  readonly body: Body | undefined;
}

/** The request of a snippet. */
export function request(model: Model, values: Values): Request {
  return of(model, inputs(model, values));
}

function of(model: Model, shown: readonly Shown[]): Request {
  const { operation, provider } = model;
  const made = body(model, shown);
  const type: Pair[] = made && operation.contentType ? [["Content-Type", operation.contentType]] : [];
  return {
    method: operation.method,
    target: target(operation, shown),
    credential: operation.authenticated ? provider.auth[0] : undefined,
    headers: [...type, ...at(shown, "header").map(([wire, input]): Pair => [wire, piece(input, "plain")])],
    body: made,
  };
}

/** What goes to a place: names on the wire, and each value that is sent. */
function at(shown: readonly Shown[], place: Parameter["place"]): [string, Input][] {
  return shown
    .filter(({ parameter }) => parameter.place === place)
    .flatMap(({ parameter, input }) => {
      const all = "value" in input ? items(parameter, input.value).map((value): Input => ({ value })) : [input];
      return all.map((one): [string, Input] => [parameter.wire, one]);
    });
}

function piece(input: Input, written: "plain" | "segment" | "pair"): Piece {
  if (!("value" in input)) {
    return { variable: input.variable, written };
  }
  return written === "plain" ? text(input.value) : encode(text(input.value));
}

/** The pieces with no two literals side by side. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const next of pieces) {
    const last = all.at(-1);
    if (typeof last === "string" && typeof next === "string") {
      all[all.length - 1] = last + next;
    } else {
      all.push(next);
    }
  }
  return all;
}

function target(operation: Operation, shown: readonly Shown[]): Piece[] {
  const segments = operation.template.split("/").slice(1);
  const path = segments.flatMap((segment): Piece[] => {
    const value = shown.find(({ parameter }) => `<${parameter.name}>` === segment);
    return ["/", value ? piece(value.input, "segment") : segment];
  });
  const pairs = [
    ...at(shown, "query").map(([key, input]): Pair => [key, piece(input, "pair")]),
    ...operation.fixedQuery.map(([key, value]): Pair => [key, encode(value)]),
  ];
  const query = pairs.flatMap(([key, value], index) => [`${index === 0 ? "?" : "&"}${encode(key)}=`, value]);
  return joined([...path, ...query]);
}

/** The body; none where one argument is the whole of it and is not shown. */
function body({ operation, parameters }: Model, shown: readonly Shown[]): Body | undefined {
  if (parameters.some(({ place }) => place === "body")) {
    const whole = shown.find(({ parameter }) => parameter.place === "body");
    return whole && wholeBody(operation.body, whole.input);
  }
  switch (operation.body) {
    case "json": {
      const fields = shown.filter(({ parameter }) => parameter.place === "field");
      return { kind: "object", members: fields.map(({ parameter, input }) => [parameter.wire, input]) };
    }
    case "form":
      return { kind: "form", pairs: at(shown, "field").map(([wire, input]) => [wire, piece(input, "plain")]) };
    default:
      return undefined;
  }
}

function wholeBody(format: Operation["body"], input: Input): Body {
  const members = "value" in input && isObject(input.value) ? sorted(input.value) : undefined;
  if (format === "json") {
    const all = members?.map(([name, value]) => [name, { value }] as const);
    return all ? { kind: "object", members: all } : { kind: "json", input };
  }
  if (format === "form" && members) {
    return { kind: "form", pairs: pairsOf(members) };
  }
  return { kind: format === "bytes" ? "bytes" : "text", piece: piece(input, "plain") };
}

/** The body's own text, JSON indented; that of bytes is in base64 still. */
export function bodyText(of: Body): Piece[] {
  switch (of.kind) {
    case "object":
      return objectText(of.members);
    case "json":
      return [jsonText(of.input, 0)];
    case "form":
      return formText(of.pairs);
    default:
      return [of.piece];
  }
}

function objectText(members: readonly (readonly [string, Input])[]): Piece[] {
  if (members.length === 0) {
    return ["{}"];
  }
  const member = ([name, input]: readonly [string, Input], index: number): Piece[] => [
    `${index === 0 ? "{" : ","}\n  ${quoted(name)}: `,
    jsonText(input, 1),
  ];
  return joined([...members.flatMap(member), "\n}"]);
}

function jsonText(input: Input, depth: number): Piece {
  return "value" in input ? literal(JSON_SYNTAX, input.value, depth) : jsonVariable(input);
}

function jsonVariable({ variable, isText }: Secret): Variable {
  return { variable, written: isText ? "json" : "rawJson" };
}

function formText(pairs: readonly Pair[]): Piece[] {
  const pair = ([key, value]: Pair, index: number): Piece[] => [
    `${index === 0 ? "" : "&"}${encode(key)}=`,
    typeof value === "string" ? encode(value) : { ...value, written: "pair" },
  ];
  return joined(pairs.flatMap(pair));
}

/** A request as it is sent, but for the credential. */
export interface Resolved {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Some arguments have no value that could be sent. */
export class Unsendable extends Error {
  constructor(readonly names: readonly string[]) {
    super(`no value that could be sent: ${names.join(", ")}`);
  }
}

/**
 * The request of a call, as the runtime's encoder writes it. `secrets` are the values of sensitive arguments.
 *
 * @throws {Unsendable} where a value is missing, or is refused by the place where it goes.
 */
export function resolve(model: Model, values: Values, secrets: Values): Resolved {
  const shown = revealed(model, new Map([...values, ...secrets]));
  const placeholders = shown.filter(({ isPlaceholder }) => isPlaceholder);
  if (placeholders.length > 0) {
    throw new Unsendable(placeholders.map(({ parameter }) => parameter.name));
  }
  const made = of(model, shown);
  const headers = made.headers.map(([name, value]): [string, string] => [name, plain(value)]);
  const target = made.target.map(plain).join("");
  return { method: made.method, target, headers, body: made.body ? sent(made.body) : null };
}

/** The text of a piece of a call whose secrets are revealed. */
function plain(one: Piece): string {
  return typeof one === "string" ? one : "";
}

function sent(made: Body): string | Uint8Array<ArrayBuffer> {
  const json = (input: Input): string => ("value" in input ? compact(input.value) : "");
  switch (made.kind) {
    case "object":
      return compactObject(made.members.map(([name, input]) => [name, json(input)]));
    case "json":
      return json(made.input);
    case "bytes":
      return Uint8Array.from(atob(plain(made.piece)), (character) => character.charCodeAt(0));
    default:
      return bodyText(made).map(plain).join("");
  }
}
