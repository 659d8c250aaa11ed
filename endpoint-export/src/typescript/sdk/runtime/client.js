// A client: one method for each declared operation of an API.

import { toCall } from "./call.js";
import { checkOptions, isRetries, isTimeout, MAX_RETRIES, MAX_TIMEOUT } from "./configure.js";
import { InputError } from "./errors.js";
import { printableName } from "./input.js";
import { nullProto, nullProtoDeep } from "./null-proto.js";
import { toPagePromise } from "./pages.js";

/**
 * The declaration of an API.
 *
 * @typedef {object} Provider
 * @property {string} userAgent
 * @property {[Environment, ...Environment[]]} environments The environments, the default first.
 * @property {Record<string, string>} hosts
 * @property {Scheme[]} auth The ways to authenticate, each of which is enough.
 * @property {{ baseUrl: string, gatewayUrl: string, token?: string, hosts: Record<string, string> }} variables The names of environment variables.
 * @property {import("./shapes.js").NamedShapes} types The shapes that other shapes name.
 */

/** @typedef {{ name: string, url: string, usernamePrefix?: string }} Environment */
/**
 * A way to authenticate. `header` is the name of the header, the query key or the cookie; `in` is absent for a header; `prefix` stands before
 * the token.
 *
 * @typedef {{ scheme: "basic" | "bearer" | "named" | "apiKey", prefix?: string, in?: "query" | "cookie", header: string, parts: CredentialPart[] }} SingleScheme
 */
/** @typedef {SingleScheme | { scheme: "combined", schemes: SingleScheme[], parts: CredentialPart[] }} Scheme Combined schemes are all needed. */
/** @typedef {{ name: string, variable: string }} CredentialPart */

/** @typedef {"json" | "text" | "bytes" | "nothing" | "stream" | "sse" | "ndjson"} Format */

/**
 * A response with a status of its own; without one, it stands for all others of 2xx.
 *
 * @typedef {object} Declared
 * @property {number} [status]
 * @property {Format} response
 * @property {import("./shapes.js").Shape} [responseShape]
 * @property {boolean} [hasBigint]
 * @property {boolean} [isText]
 * @property {[string, string, string?][]} [headers] The names of the headers as members, and as they are sent, or their prefix and "map".
 */

/**
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} method
 * @property {string} [host] One of the provider's hosts; absent for the main one.
 * @property {string[]} literals The parts of the path before, between and after its parameters.
 * @property {([string] | [string, string])[]} query The pairs: the text, or the text before the value and the key of the parameter.
 * @property {[string, string][]} [fixedHeaders] The names and values of constant headers.
 * @property {[string, string][]} [fixedFields] The names of constant fields, and in a JSON body the JSON of each value, else its text.
 * @property {Parameter[]} parameters The parameters; those of the path come first, in its order.
 * @property {"json" | "form" | "text" | "bytes" | "multipart"} [body]
 * @property {string} [contentType] The media type of the body, if it is not that of its format.
 * @property {Format} response
 * @property {string} [accept] The media type of the response, if it is not that of its format.
 * @property {import("./shapes.js").Shape} [responseShape]
 * @property {boolean} [hasBigint] True if there may be a `bigint` in the response.
 * @property {boolean} [isText] True if the data of events is text.
 * @property {[string, string, string?][]} [headers] The headers of the only response: their names as members, and as they are sent, or their prefix and "map".
 * @property {Declared[]} [responses] The responses by their status, if there are several.
 * @property {string} [done] The data of the event that ends a stream.
 * @property {boolean} [tagged] True if the value of an event is an object of its type and its data.
 * @property {boolean} [reconnect] True if the call is sent again once the events have ended.
 * @property {number} [idle] The longest time between two chunks of a stream, in milliseconds; absent for the timeout.
 * @property {import("./envelope.js").Envelope} [envelope]
 * @property {import("./pages.js").Pagination} [pagination]
 * @property {import("./shapes.js").Shape} [errorShape] The shape of an error body, if there may be a `bigint` in it.
 * @property {ErrorFields} error
 * @property {boolean} authenticated
 * @property {boolean} idempotent
 * @property {number} [timeout] In milliseconds.
 */

/**
 * The members of an error body that hold its code, message and request id; the first that is present counts.
 *
 * @typedef {{ code: string[], message: string[], requestId: string[] }} ErrorFields
 */

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} wire
 * @property {"path" | "query" | "header" | "cookie" | "field" | "body"} in
 * @property {"string" | "integer" | "number" | "boolean"} [type] The type of a value that is sent as text.
 * @property {boolean} [required]
 * @property {import("./shapes.js").Shape} [shape] The shape of a value that is sent as JSON.
 * @property {boolean} [repeated]
 * @property {boolean} [several] True if the value is one or more segments of the path, with slashes between them.
 * @property {[string, string]} [join] The separator of a list that is one text: as it is, and as it is written in its place.
 * @property {string} [map] The form of the keys of a map: "filter[]" for keys in these brackets, "x-amz-meta-" for keys behind this prefix, or "" for keys as they are.
 * @property {[string, string]} [nested] The form of the keys of a nested value: "[]" or "." for members, and the text behind the key of
 *   a list for its first item, such as "[0]".
 * @property {boolean} [jsonText] True if the value is sent as its JSON text.
 * @property {boolean} [file] True if the value is a file of a multipart body.
 * @property {boolean} [nullable]
 * @property {boolean} [sensitive]
 * @property {boolean} [idempotencyKey] True if a key is made for each call that has none.
 */

/**
 * @typedef {object} Options
 * @property {string} [baseUrl]
 * @property {Record<string, unknown>} [credentials]
 * @property {string} [gatewayUrl]
 * @property {string} [token]
 * @property {Record<string, string | undefined>} [hosts]
 * @property {typeof globalThis.fetch} [fetch]
 * @property {number} [timeout]
 * @property {number} [retries]
 */

/** @typedef {{ signal?: AbortSignal, headers?: Record<string, string>, timeout?: number, retries?: number }} CallOptions */

const CALL_OPTIONS = ["signal", "headers", "timeout", "retries"];

/**
 * Refuses options of a call that are unknown or cannot work.
 *
 * @param {Operation} operation
 * @param {CallOptions} options
 */
function checkCallOptions({ id }, options) {
  const problems = [];
  if (typeof options !== "object" || options === null) {
    problems.push({ name: "options", reason: `is not an object; pass one with the members ${CALL_OPTIONS.join(", ")}` });
  } else {
    const { signal, timeout, retries } = nullProto(options);
    const unknown = Object.keys(options).filter((name) => !CALL_OPTIONS.includes(name));
    const reason = `is not an option of a call; known are ${CALL_OPTIONS.join(", ")}`;
    problems.push(...unknown.map((name) => ({ name: printableName(name), reason })));
    if (signal !== undefined && !isSignal(signal)) {
      problems.push({ name: "signal", reason: "is not an AbortSignal" });
    }
    if (timeout !== undefined && !isTimeout(timeout)) {
      problems.push({ name: "timeout", reason: `is not a number of milliseconds above 0, at most ${MAX_TIMEOUT}` });
    }
    if (retries !== undefined && !isRetries(retries)) {
      problems.push({ name: "retries", reason: `is not a whole number from 0 to ${MAX_RETRIES}` });
    }
  }
  if (problems.length > 0) {
    throw new InputError(problems, { operation: id });
  }
}

/** @param {unknown} value A signal of any class: programs bring their own. */
function isSignal(value) {
  const { aborted, addEventListener } = /** @type {Partial<AbortSignal>} */ (value ?? {});
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}

/**
 * Builds a client with one method for each operation. The environment is read at the first call.
 *
 * @param {Provider} declared
 * @param {Record<string, Operation>} operations The operations by the names of their methods.
 * @param {Options} [given]
 * @returns {Record<string, (input?: unknown, options?: CallOptions) => Promise<unknown>>}
 */
export function buildClient(declared, operations, given = {}) {
  const provider = nullProtoDeep(declared);
  const call = toCall(provider, checkOptions(provider, given));

  /**
   * @param {Operation} operation
   * @param {unknown} input
   * @param {CallOptions} callOptions
   */
  const method = (operation, input, callOptions) => {
    /** @type {import("./pages.js").FetchPage} */
    const fetchPage = async (position, firstUrl) => {
      checkCallOptions(operation, callOptions);
      return call(operation, position, firstUrl, callOptions);
    };
    const { pagination } = operation;
    return pagination === undefined
      ? fetchPage({ input }, undefined).then(({ value }) => value)
      : toPagePromise({ ...operation, pagination }, input, fetchPage);
  };

  // Closures hold all state: no console shows it, and methods work without their client.
  const methods = Object.entries(nullProtoDeep(operations)).map(([name, operation]) => ({
    [name]: (/** @type {unknown} */ input = {}, /** @type {CallOptions} */ callOptions = {}) =>
      method(operation, input, callOptions),
  }));
  return Object.assign({}, ...methods);
}
