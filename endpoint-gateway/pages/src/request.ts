/** The HTTP request of a call, the same as the runtime's encoder writes. */

import { compactObject, sorted, text } from "./canonical.js";
import { fileOf } from "./files.js";
import { isObject, print, type Json } from "./json.js";
import { nestedPairs } from "./nested.js";
import type { Model, Operation, Parameter, Values } from "./model.js";
import { type BodyPart, multipart } from "./multipart.js";
import { wholeNumber } from "./number.js";
import { encode } from "./percent.js";
import { resolve as resolveType } from "./types.js";

/** A request without its credential. */
export interface Resolved {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array<ArrayBuffer> | Blob | null;
}

/** Arguments without a value that can be sent. */
export class UnsendableError extends Error {
  constructor(readonly names: readonly string[]) {
    super(`no value that can be sent: ${names.join(", ")}`);
  }
}

/** An argument that has a value. */
interface Argument {
  readonly parameter: Parameter;
  readonly value: Json;
}

type Pair = readonly [name: string, value: string];

/**
 * Returns the request of a call with these values.
 *
 * @throws {Unsendable} where a required value is missing, or where a value cannot stand in its place.
 */
export function resolve(model: Model, values: Values): Resolved {
  const { operation, parameters } = model;
  const given = parameters.flatMap((parameter): Argument[] => {
    const value = valueOf(parameter, model, values);
    return value === undefined ? [] : [{ parameter, value }];
  });
  const isSendable = (parameter: Parameter): boolean => {
    const argument = given.find((argument) => argument.parameter === parameter);
    if (argument === undefined) return !parameter.required;
    if (parameter.nested !== undefined) return nestedOf(argument) !== undefined;
    const sent = texts(argument);
    const isEmpty = sent.length === 0 && parameter.place === "path";
    const isOwn = hasOwnKeys(argument, model) && hasSeparableItems(argument);
    const stand = parameter.map === undefined ? sent : mapPairs(argument).map(([, text]) => text);
    return !isEmpty && isOwn && stand.every((text) => canStand(parameter, text));
  };
  const refused = parameters.filter((parameter) => !isSendable(parameter));
  if (refused.length > 0) throw new UnsendableError(refused.map(({ name }) => name));
  const body = bodyOf(model, given);
  const headers = pairs(given, "header");
  const isGiven = headers.some(([name]) => name.toLowerCase() === "content-type");
  const declared = body instanceof Blob ? body.type : operation.contentType;
  const type: Pair[] = body !== null && declared !== null && !isGiven ? [["Content-Type", declared]] : [];
  return {
    method: operation.method,
    target: target(operation, given),
    headers: [...type, ...(operation.fixedHeaders ?? []), ...headers],
    body,
  };
}

/** Returns the value of an argument, with `1` for `1.0` where its type is a whole number. Null is a value in a JSON body only. */
function valueOf(parameter: Parameter, { operation, types }: Model, values: Values): Json | undefined {
  const { name, place, repeated, type } = parameter;
  const value = values.get(name);
  const isJson = operation.body === "json" && (place === "field" || place === "body");
  if (value === undefined || (value === null && !isJson)) return undefined;
  if (resolveType(type, types).kind !== "integer") return value;
  return repeated && Array.isArray(value) ? value.map(wholeNumber) : wholeNumber(value);
}

/** Returns the keys and the texts of an argument that is nested; undefined for one that cannot be sent. */
function nestedOf({ parameter: { nested, place, wire }, value }: Argument): Pair[] | undefined {
  return nested === undefined ? undefined : nestedPairs(place === "body" ? "" : wire, value, nested);
}

/** Returns the texts of an argument: one for each item of a repeated one, and none for an empty list that is joined. */
function texts({ parameter, value }: Argument): string[] {
  const { repeated, join, jsonText, place } = parameter;
  if (jsonText === true) return [place === "header" ? ascii(print(value)) : print(value)];
  if (!repeated || !Array.isArray(value)) return [text(value)];
  const items = value.map(text);
  if (join === undefined) return items;
  return items.length === 0 ? [] : [items.join(join[0])];
}

/** Writes the characters of JSON that a header cannot hold as escapes. They can only be in strings. */
function ascii(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Percent-encodes a text of an argument, except the separators of a joined list that are sent as they are. */
function encodeText({ join }: Parameter, text: string): string {
  return join === undefined ? encode(text) : text.split(join[0]).map(encode).join(join[1]);
}

/** Returns whether no item of a joined list holds the separator, or is one that a server of a header skips. */
function hasSeparableItems({ parameter: { join, place }, value }: Argument): boolean {
  if (join !== undefined && isObject(value)) {
    return Object.values(value).flat().every((item) => !text(item).includes(join[0]));
  }
  if (join === undefined || !Array.isArray(value)) return true;
  const isBlank = (item: string): boolean => place === "header" && (item === "" || item.trim() !== item);
  return value.map(text).every((item) => !item.includes(join[0]) && !isBlank(item));
}

/** Returns whether a text can be sent in the parameter's place. */
function canStand({ place, several, end }: Parameter, text: string): boolean {
  if (place === "path") {
    const parts = several === true ? text.split("/") : [text];
    return !parts.some((part) => ["", ".", ".."].includes(part)) && isEndedBy(parts.at(-1) ?? "", end ?? "");
  }
  // Visible ASCII, with blanks between visible characters only.
  return place !== "header" || /^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(text);
}

/** Returns whether the literal behind a value of the path occurs there first. */
function isEndedBy(value: string, end: string): boolean {
  const literal = decodeURIComponent(end);
  return end === "" || (value + literal).indexOf(literal) === value.length;
}

/** Returns the names on the wire and the texts of the arguments in a place. */
function pairs(given: readonly Argument[], place: Parameter["place"]): Pair[] {
  const there = given.filter(({ parameter }) => parameter.place === place);
  return there.flatMap((argument) =>
    argument.parameter.nested !== undefined
      ? (nestedOf(argument) ?? [])
      : argument.parameter.map === undefined
      ? texts(argument).map((text): Pair => [argument.parameter.wire, text])
      : mapPairs(argument),
  );
}

/** Returns the pairs of a map, sorted by key. */
function mapPairs({ parameter, value }: Argument): Pair[] {
  if (!isObject(value)) return [];
  const { map = "", join } = parameter;
  return sorted(value).flatMap(([key, member]): Pair[] => {
    const sent = sentKey(parameter, key, map);
    return texts({ parameter: { ...parameter, repeated: join !== undefined }, value: member }).map((text) => [sent, text]);
  });
}

/** Returns the name that a key of a map is sent as. */
function sentKey({ place }: Parameter, key: string, map: string): string {
  if (place === "header") return `${map.toLowerCase()}${key}`;
  return map.endsWith("[]") ? `${map.slice(0, -1)}${key}]` : `${map}${key}`;
}

/** Returns whether the keys of a map can be sent: they are not empty, those of headers are names, and no other parameter has them. */
function hasOwnKeys({ parameter, value }: Argument, { operation, parameters }: Model): boolean {
  const { map, place } = parameter;
  if (map === undefined || !isObject(value)) return true;
  const hasBrackets = (of: string): boolean => of.endsWith("[]") && place !== "header";
  const isWithin = (key: string, of: string): boolean => hasBrackets(of) && key.startsWith(of.slice(0, -1)) && key.endsWith("]");
  const isSame = (wire: string, key: string): boolean => (place === "header" ? wire.toLowerCase() : wire) === key;
  const constants = place === "header" ? operation.fixedHeaders : place === "field" ? operation.fixedFields : [];
  const isDeclared = (key: string): boolean =>
    operation.query.split("&").some((pair) => place === "query" && decodeURIComponent(pair.split("=")[0] ?? "") === key) ||
    (constants ?? []).some(([name]) => isSame(name, key)) ||
    parameters.some((other) => other.place === place && (other.map === undefined ? isSame(other.wire, key) : isWithin(key, other.map)));
  const isName = (key: string): boolean => place !== "header" || /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key);
  return Object.keys(value).every((key) => key !== "" && isName(key) && (hasBrackets(map) || !isDeclared(sentKey(parameter, key, map))));
}

/** Encodes a query key, except the characters that the runtime leaves as they are. */
function encodeKey(key: string): string {
  return encode(key).replace(/%(?:21|24|28|29|2A|2C|3A|40|2F)/g, decodeURIComponent);
}

/** Returns the encoded pairs of a nested argument, behind its encoded key. */
function nestedInQuery(argument: Argument, key: string): string[] {
  const { wire } = argument.parameter;
  return (nestedOf(argument) ?? []).map(([sent, text]) => `${key}${encode(sent.slice(wire.length))}=${encode(text)}`);
}

/** Returns the encoded pairs of an argument of the query that the template does not name. */
function unnamedPairs(argument: Argument): string[] {
  const { parameter } = argument;
  if (parameter.nested !== undefined) return nestedInQuery(argument, encodeKey(parameter.wire));
  if (parameter.map === undefined) return texts(argument).map((text) => `${encodeKey(parameter.wire)}=${encodeText(parameter, text)}`);
  const prefix = parameter.map.slice(0, -2);
  return mapPairs(argument).map(([key, text]) => {
    const sent = prefix === "" ? encode(key) : `${encodeKey(prefix)}%5B${encode(key.slice(prefix.length + 1, -1))}%5D`;
    return `${sent}=${encodeText(parameter, text)}`;
  });
}

function encodePairs(pairs: readonly Pair[]): string {
  return pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&");
}

/** Returns the query: its pairs in the declared order, each with the values of its argument. */
function queryOf(declared: string, given: readonly Argument[]): string {
  const encoded = declared.split("&").flatMap((pair) => {
    const start = pair.indexOf("=") + 1;
    if (pair.charAt(start) !== "<") return [pair];
    const argument = given.find(({ parameter }) => `<${parameter.name}>` === pair.slice(start));
    if (argument?.parameter.nested !== undefined) return nestedInQuery(argument, pair.slice(0, start - 1));
    return argument === undefined ? [] : texts(argument).map((text) => pair.slice(0, start) + encodeText(argument.parameter, text));
  });
  const isNamed = ({ name }: Parameter): boolean => declared.split("&").some((pair) => pair.endsWith(`=<${name}>`));
  const unnamed = given.filter(({ parameter }) => parameter.place === "query" && !isNamed(parameter));
  return [...encoded, ...unnamed.flatMap(unnamedPairs)].filter((pair) => pair !== "").join("&");
}

function target({ template, query: declared }: Operation, given: readonly Argument[]): string {
  const path = template.replace(/<(\w+)(?:\.\.)?>/gu, (_, name: string) => {
    const argument = given.find(({ parameter }) => parameter.name === name);
    if (argument === undefined) return "";
    const encoded = texts(argument).map((text) => encodeText(argument.parameter, text)).join("");
    return argument.parameter.several === true ? encoded.replaceAll("%2F", "/") : encoded;
  });
  const query = queryOf(declared, given);
  return path + (query === "" ? "" : `?${query}`);
}

/** Returns whether a call with these values has a body. */
export function hasBody({ operation, parameters }: Model, values: Values): boolean {
  const whole = parameters.find(({ place }) => place === "body");
  return operation.body !== "none" && (whole === undefined || values.has(whole.name));
}

/** Returns the body; null where one argument is the whole body and has no value. */
function bodyOf({ operation, parameters }: Model, given: readonly Argument[]): Resolved["body"] {
  if (parameters.some(({ place }) => place === "body")) {
    const whole = given.find(({ parameter }) => parameter.place === "body");
    if (whole?.parameter.nested !== undefined) return encodePairs(nestedOf(whole) ?? []);
    return whole === undefined ? null : wholeBody(operation.body, whole.value);
  }
  const constants = operation.fixedFields ?? [];
  if (operation.body === "form") return encodePairs([...constants, ...pairs(given, "field")]);
  if (operation.body === "multipart") {
    const fields = given.filter(({ parameter }) => parameter.place === "field");
    return multipart([...constants.map(([name, text]): BodyPart => ({ name, text })), ...fields.flatMap(parts)]);
  }
  if (operation.body !== "json") return null;
  const fields = given.filter(({ parameter }) => parameter.place === "field");
  return compactObject([...constants, ...fields.map(({ parameter, value }): Pair => [parameter.wire, print(value)])]);
}

/** Returns the parts of an argument in a multipart body. */
function parts(argument: Argument): BodyPart[] {
  const { parameter, value } = argument;
  const name = parameter.wire;
  if (parameter.type.kind === "file") {
    return (Array.isArray(value) ? value : [value]).map((file): BodyPart => ({ name, file: fileOf(file) }));
  }
  if (parameter.map !== undefined) return mapPairs(argument).map(([part, text]): BodyPart => ({ name: part, text }));
  const isJson = parameter.jsonText === true;
  return texts(argument).map((text): BodyPart => (isJson ? { name, json: text } : { name, text }));
}

function wholeBody(format: Operation["body"], value: Json): Resolved["body"] {
  if (format === "json") return print(value);
  if (format === "form" && isObject(value)) return encodePairs(sorted(value).flatMap(formPairs));
  return format === "bytes" ? Uint8Array.from(atob(text(value)), (character) => character.charCodeAt(0)) : text(value);
}

/** Returns the pairs of a member of a form: a list repeats its key, and null is left out. */
function formPairs([key, value]: readonly [string, Json]): Pair[] {
  const items = Array.isArray(value) ? value : value === null ? [] : [value];
  return items.map((item) => [key, text(item)]);
}
