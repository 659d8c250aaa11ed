// From a flat input to a request, without I/O.

import { jsonField, wholeBody } from "./body.js";
import { InputError } from "./errors.js";
import { gather, told } from "./input.js";
import { headerValue, percentEncode, Refusal, segment, textOf } from "./text.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Parameter} Parameter */
/** @typedef {import("./secrets.js").Secrets} Secrets */

/**
 * Hands over every value for one place, each item where it is repeated.
 *
 * @typedef {(place: Parameter["in"], write: (value: unknown, parameter: Parameter) => void) => void} Each
 */

/**
 * @typedef {object} Written
 * @property {string} target The path and the query.
 * @property {Map<string, string>} headers By their names in lowercase.
 * @property {string | Uint8Array | undefined} body
 */

/** The longest request target that every HTTP library takes, in bytes. */
const LONGEST_TARGET = 65_534;

const CONTENT_TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  text: "text/plain; charset=utf-8",
  bytes: "application/octet-stream",
};

/**
 * Writes the request of a call; nothing is sent.
 *
 * @param {Operation} operation
 * @param {unknown} input
 * @param {Secrets} secrets Where sensitive values are kept, to be removed from errors.
 * @returns {Written}
 */
export function encode(operation, input, secrets) {
  const { values, problems } = gather(operation, input);
  /** @type {Each} */
  const each = (place, write) => {
    const isText = place !== "body" && !(place === "field" && operation.body === "json");
    for (const parameter of operation.parameters) {
      if (parameter.in !== place || !values.has(parameter.name)) {
        continue;
      }
      try {
        for (const item of items(parameter, values.get(parameter.name))) {
          write(item, parameter);
          checkType(parameter, item);
          if (parameter.sensitive) {
            secrets.add(isText ? textOf(item) : item);
          }
        }
      } catch (error) {
        if (!(error instanceof Refusal)) {
          throw error;
        }
        problems.push({ name: parameter.name, reason: error.message });
      }
    }
  };
  const written = {
    target: targetOf(operation, each),
    headers: headersOf(operation, each),
    body: bodyOf(operation, each),
  };
  if (written.target.length > LONGEST_TARGET) {
    const reason = `make up no valid request target; it has at most ${LONGEST_TARGET} bytes`;
    problems.push({ name: "path and query", reason });
  }
  if (problems.length > 0) {
    throw new InputError(told(problems), { operation: operation.id });
  }
  if (written.body !== undefined && operation.body !== undefined) {
    written.headers.set("content-type", CONTENT_TYPES[operation.body]);
  }
  return written;
}

/**
 * @param {Parameter} parameter
 * @param {unknown} value
 */
function checkType({ type }, value) {
  if (type === undefined) {
    return;
  }
  const isInteger = typeof value === "bigint" || Number.isInteger(value);
  const isNumber = isInteger || typeof value === "number";
  if (!(type === "integer" ? isInteger : type === "number" ? isNumber : typeof value === type)) {
    throw new Refusal(`is not ${type === "integer" ? "an integer" : `a ${type}`}`);
  }
}

/**
 * @param {Parameter} parameter
 * @param {unknown} value
 * @returns {unknown[]}
 */
function items({ repeated }, value) {
  if (!repeated) {
    return [value];
  }
  if (!Array.isArray(value)) {
    throw new Refusal("is not a list");
  }
  return value;
}

/**
 * @param {Operation} operation
 * @param {Each} each
 */
function targetOf({ literals, fixedQuery }, each) {
  /** @type {string[]} */
  const segments = [];
  each("path", (value) => segments.push(segment(value)));
  const path = literals.flatMap((literal, index) => [literal, segments[index] ?? ""]).join("");
  /** @type {string[]} */
  const query = [];
  each("query", (value, { wire }) => query.push(pair(wire, textOf(value))));
  fixedQuery.forEach(([key, value]) => query.push(pair(key, value)));
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

/**
 * @param {Operation} operation
 * @param {Each} each
 */
function headersOf({ response }, each) {
  const headers = new Map([["accept", response === "json" ? "application/json" : "*/*"]]);
  each("header", (value, { wire }) => headers.set(wire.toLowerCase(), headerValue(value)));
  return headers;
}

/**
 * @param {Operation} operation
 * @param {Each} each
 */
function bodyOf({ body: format, parameters }, each) {
  /** @type {Written["body"]} */
  let body;
  each("body", (value, { nullable }) => {
    body = wholeBody(format, value, nullable);
  });
  if (parameters.some((parameter) => parameter.in === "body")) {
    return body;
  }
  /** @type {string[]} */
  const fields = [];
  switch (format) {
    case "json":
      each("field", (value, { wire, nullable }) =>
        fields.push(`${JSON.stringify(wire)}:${jsonField(value, nullable)}`),
      );
      return `{${fields.join(",")}}`;
    case "form":
      each("field", (value, { wire }) => fields.push(pair(wire, textOf(value))));
      return fields.join("&");
    default:
      return undefined;
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function pair(key, value) {
  return `${percentEncode(key)}=${percentEncode(value)}`;
}
