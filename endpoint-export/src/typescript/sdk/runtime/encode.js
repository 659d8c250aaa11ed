// From the input of a call to its request, without I/O.

import { encodeBody, toJson } from "./body.js";
import { InputError } from "./errors.js";
import { bindInput, limitProblems } from "./input.js";
import { encodeMap, MapPair } from "./maps.js";
import { FilePart, MultipartBody, toFilePart } from "./multipart.js";
import { encodeNested } from "./nested.js";
import { checkEnd, encodeSegment, encodeSegments, InvalidValue, percentEncode, toCookieValue, toHeaderValue, toText } from "./text.js";
import { checkType, encodeText, joinItems, JoinedText, toItems, toJsonText } from "./text-forms.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Parameter} Parameter */
/** @typedef {import("./secrets.js").Secrets} Secrets */
/** @typedef {import("./shapes.js").NamedShapes} NamedShapes */

/**
 * Calls `write` with each value for one place, and with each item of repeated parameters.
 *
 * @typedef {(place: Parameter["in"], write: (value: unknown, parameter: Parameter) => void) => void} ForEachValue
 */

/**
 * @typedef {object} EncodedRequest
 * @property {string} target The path and the query.
 * @property {Map<string, string>} headers The headers by their names in lowercase.
 * @property {string | Uint8Array | Blob | ReadableStream | undefined} body
 */

/** The length in bytes of the longest request target that every HTTP library accepts. */
const MAX_TARGET_LENGTH = 65_534;

const CONTENT_TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  text: "text/plain; charset=utf-8",
  bytes: "application/octet-stream",
};

/**
 * Encodes the request of a call.
 *
 * @param {Operation} operation
 * @param {unknown} input
 * @param {NamedShapes} types
 * @param {Secrets} secrets Collects the sensitive values, to be removed from errors.
 * @returns {EncodedRequest}
 */
export function encode(operation, input, types, secrets) {
  const { values, problems } = bindInput(operation, input);
  /** @type {ForEachValue} */
  const forEachValue = (place, write) => {
    const isText = place !== "body" && !(place === "field" && operation.body === "json");
    for (const parameter of operation.parameters) {
      if (parameter.in !== place || !values.has(parameter.name)) {
        continue;
      }
      try {
        const value = values.get(parameter.name);
        if (parameter.file) {
          toItems(parameter, value).forEach((item) => write(toFilePart(item), parameter));
          continue;
        }
        if (parameter.jsonText) {
          write(toJsonText(parameter, value, types, secrets), parameter);
          continue;
        }
        if (parameter.nested !== undefined && place !== "body") {
          const key = place === "query" ? "" : percentEncode(parameter.wire);
          encodeNested(key, parameter, value, types, secrets).forEach((pair) => write(pair, parameter));
          continue;
        }
        if (parameter.map !== undefined) {
          encodeMap(operation, parameter, value, secrets).forEach((pair) => write(pair, parameter));
          continue;
        }
        // An integer has no negative zero.
        const items = toItems(parameter, value).map((item) => (parameter.type === "integer" && item === 0 ? 0 : item));
        if (parameter.join !== undefined) {
          const joined = joinItems(parameter, parameter.join, items);
          items.forEach((item) => checkType(parameter, item));
          if (joined !== undefined) {
            write(joined, parameter);
            secrets.add(parameter.sensitive ? joined.text : undefined);
          }
          continue;
        }
        for (const item of items) {
          write(item, parameter);
          checkType(parameter, item);
          if (parameter.sensitive) {
            secrets.add(isText ? toText(item) : item);
          }
        }
      } catch (error) {
        if (!(error instanceof InvalidValue)) {
          throw error;
        }
        problems.push({ name: parameter.name, reason: error.message });
      }
    }
  };
  const request = {
    target: encodeTarget(operation, forEachValue),
    headers: encodeHeaders(operation, forEachValue),
    body: encodeRequestBody(operation, forEachValue, types, secrets),
  };
  if (request.target.length > MAX_TARGET_LENGTH) {
    const reason = `are too long; a request target has at most ${MAX_TARGET_LENGTH} bytes`;
    problems.push({ name: "path and query", reason });
  }
  if (problems.length > 0) {
    throw new InputError(limitProblems(problems), { operation: operation.id });
  }
  if (request.body !== undefined && operation.body !== undefined && !request.headers.has("content-type")) {
    const ofFormat = operation.body === "multipart" ? /** @type {Blob} */ (request.body).type : CONTENT_TYPES[operation.body];
    request.headers.set("content-type", operation.contentType ?? ofFormat);
  }
  return request;
}

/**
 * @param {Operation} operation
 * @param {ForEachValue} forEachValue
 */
function encodeTarget({ literals, query }, forEachValue) {
  /** @type {string[]} */
  const segments = [];
  forEachValue("path", (value, { several }) => {
    const isJoined = value instanceof JoinedText;
    const segment = isJoined ? value.encodedSegment() : several ? encodeSegments(value) : encodeSegment(value);
    const end = literals[segments.length + 1] ?? "";
    segments.push(segment);
    const text = isJoined ? value.text : toText(value);
    checkEnd(several ? text.slice(text.lastIndexOf("/") + 1) : text, end);
  });
  const path = literals.flatMap((literal, index) => [literal, segments[index] ?? ""]).join("");
  /** @type {Map<string, string[]>} */
  const values = new Map();
  const encoded = (/** @type {unknown} */ value) => (value instanceof MapPair ? `${value.key}=${value.text}` : encodeText(value));
  forEachValue("query", (value, { wire }) => values.set(wire, [...(values.get(wire) ?? []), encoded(value)]));
  const pairs = query.flatMap(([text, wire]) => (wire === undefined ? [text] : (values.get(wire) ?? []).map((value) => text + value)));
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

/**
 * @param {Operation} operation
 * @param {ForEachValue} forEachValue
 */
function encodeHeaders({ response, accept, fixedHeaders = [] }, forEachValue) {
  const headers = new Map([["accept", accept ?? (response === "json" ? "application/json" : "*/*")]]);
  fixedHeaders.forEach(([name, value]) => headers.set(name.toLowerCase(), value));
  forEachValue("header", (value, { wire }) => {
    const [name, text] = value instanceof MapPair ? [value.key, value.text] : [wire.toLowerCase(), value instanceof JoinedText ? value.text : value];
    headers.set(name, toHeaderValue(text));
  });
  /** @type {string[]} */
  const cookies = [];
  forEachValue("cookie", (value, { wire }) => cookies.push(`${wire}=${toCookieValue(value)}`));
  if (cookies.length > 0) {
    headers.set("cookie", cookies.join("; "));
  }
  return headers;
}

/**
 * @param {Operation} operation
 * @param {ForEachValue} forEachValue
 * @param {NamedShapes} types
 * @param {Secrets} secrets
 */
function encodeRequestBody({ body: format, parameters, fixedFields = [] }, forEachValue, types, secrets) {
  /** @type {EncodedRequest["body"]} */
  let body;
  forEachValue("body", (value, parameter) => {
    body =
      parameter.nested === undefined
        ? encodeBody(format, value, parameter, types, secrets)
        : encodeNested("", parameter, value, types, secrets).map(({ key, text }) => `${key}=${text}`).join("&");
  });
  if (parameters.some((parameter) => parameter.in === "body")) {
    return body;
  }
  /** @type {string[]} */
  const fields = fixedFields.map(([name, value]) => (format === "json" ? `${JSON.stringify(name)}:${value}` : `${percentEncode(name)}=${percentEncode(value)}`));
  switch (format) {
    case "json":
      forEachValue("field", (value, parameter) =>
        fields.push(`${JSON.stringify(parameter.wire)}:${toJson(value, parameter, types, secrets)}`),
      );
      return `{${fields.join(",")}}`;
    case "form":
      forEachValue("field", (value, { wire }) => 
        fields.push(value instanceof MapPair ? `${value.key}=${value.text}` : `${percentEncode(wire)}=${encodeText(value)}`),
      );
      return fields.join("&");
    case "multipart":
      return encodeMultipart(fixedFields, forEachValue);
    default:
      return undefined;
  }
}

/**
 * @param {[string, string][]} fixedFields
 * @param {ForEachValue} forEachValue
 */
function encodeMultipart(fixedFields, forEachValue) {
  const body = new MultipartBody();
  fixedFields.forEach(([name, value]) => body.addText(name, value));
  forEachValue("field", (value, { wire, jsonText }) => {
    if (value instanceof FilePart) {
      body.addFile(wire, value);
    } else if (value instanceof MapPair) {
      body.addText(value.key, value.text);
    } else if (jsonText) {
      body.addJson(wire, toText(value));
    } else {
      body.addText(wire, value instanceof JoinedText ? value.text : toText(value));
    }
  });
  return body.toBlob();
}
