// A client: what is declared of an API, and what it takes to call it.

import { check, configure, isTimeout, LONGEST } from "./configure.js";
import { decode } from "./decode.js";
import { encode } from "./encode.js";
import { InputError } from "./errors.js";
import { setHeaders } from "./headers.js";
import { shown } from "./input.js";
import { own, ownAll } from "./own.js";
import { Secrets } from "./secrets.js";
import { send } from "./send.js";
import { isOpenToUsers } from "./surroundings.js";

/**
 * Where an API is, and how a caller proves who it is.
 *
 * @typedef {object} Provider
 * @property {string} userAgent
 * @property {[Environment, ...Environment[]]} environments The default first.
 * @property {Record<string, string>} hosts
 * @property {Scheme[]} auth Each one is enough.
 * @property {{ baseUrl: string, gatewayUrl: string, token?: string }} variables Environment variables.
 */

/** @typedef {{ name: string, url: string, usernamePrefix?: string }} Environment */
/** @typedef {{ scheme: "basic" | "bearer" | "apiKey", header: string, parts: Part[] }} Scheme */
/** @typedef {{ name: string, variable: string }} Part */

/**
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} method
 * @property {string} [host] Which of the provider's hosts; absent for the main one.
 * @property {string[]} literals The path before, between and after its parameters.
 * @property {[string, string][]} fixedQuery
 * @property {Parameter[]} parameters Those of the path in its order.
 * @property {"json" | "form" | "text" | "bytes"} [body]
 * @property {"json" | "text" | "bytes" | "nothing"} response
 * @property {ErrorFields} error
 * @property {boolean} authenticated
 * @property {boolean} idempotent
 * @property {number} [timeout] In milliseconds.
 */

/**
 * Which members of an error body tell what; the first that is there counts.
 *
 * @typedef {{ code: string[], message: string[], requestId: string[] }} ErrorFields
 */

/**
 * @typedef {object} Parameter
 * @property {string} name
 * @property {string} wire
 * @property {"path" | "query" | "header" | "field" | "body"} in
 * @property {"string" | "integer" | "number" | "boolean"} [type] What it is, where it is written as a text.
 * @property {boolean} [required]
 * @property {boolean} [repeated]
 * @property {boolean} [nullable]
 * @property {boolean} [sensitive]
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
 */

/** @typedef {{ signal?: AbortSignal, headers?: Record<string, string>, timeout?: number }} CallOptions */

const DEFAULT_TIMEOUT = 60_000;

const CALL_OPTIONS = ["signal", "headers", "timeout"];

/**
 * Refuses options of a call that would be passed over, or that cannot work.
 *
 * @param {Operation} operation
 * @param {CallOptions} options
 */
function checkCall({ id }, options) {
  const problems = [];
  if (typeof options !== "object" || options === null) {
    problems.push({ name: "options", reason: `is not an object; give one that holds ${CALL_OPTIONS.join(", ")}` });
  } else {
    const { signal, timeout } = own(options);
    const unknown = Object.keys(options).filter((name) => !CALL_OPTIONS.includes(name));
    unknown.forEach((name) =>
      problems.push({ name: shown(name), reason: `is no option of a call; known are ${CALL_OPTIONS.join(", ")}` }),
    );
    if (signal !== undefined && !isSignal(signal)) {
      problems.push({ name: "signal", reason: "is no AbortSignal" });
    }
    if (timeout !== undefined && !isTimeout(timeout)) {
      problems.push({ name: "timeout", reason: `is not a number of milliseconds above 0, at most ${LONGEST}` });
    }
  }
  if (problems.length > 0) {
    throw new InputError(problems, { operation: id });
  }
}

/** @param {unknown} value Whatever its class: programs bring signals of their own. */
function isSignal(value) {
  const { aborted, addEventListener } = /** @type {Partial<AbortSignal>} */ (value ?? {});
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}

/**
 * A client with one method for each operation. The environment is read at the first call.
 *
 * @param {Provider} declared
 * @param {Record<string, Operation>} operations By the names of the methods.
 * @param {Options} [given]
 * @returns {Record<string, (input?: unknown, options?: CallOptions) => Promise<unknown>>}
 */
export function clientOf(declared, operations, given = {}) {
  const provider = ownAll(declared);
  const options = check(provider, given);
  /** @type {import("./configure.js").Configuration | undefined} */
  let configuration;

  /**
   * @param {Operation} operation
   * @param {unknown} input
   * @param {CallOptions} callOptions
   */
  async function call(operation, input, callOptions) {
    checkCall(operation, callOptions);
    const { signal, headers, timeout = operation.timeout ?? options.timeout ?? DEFAULT_TIMEOUT } = own(callOptions);
    const secrets = new Secrets();
    const written = encode(operation, input, secrets);
    const current = configuration ?? configure(provider, options);
    const base = current.baseOf(operation);
    const credential = current.credentialOf(operation);
    configuration = current.isComplete ? current : undefined;
    setHeaders(operation, written.headers, headers, credential, secrets);
    if (!written.headers.has("user-agent") && !isOpenToUsers()) {
      written.headers.set("user-agent", provider.userAgent);
    }
    const init = {
      method: operation.method,
      headers: Object.fromEntries(written.headers),
      body: /** @type {any} */ (written.body),
    };
    const scrub = (/** @type {string} */ text) => secrets.scrub(text);
    const limits = { operation: operation.id, signal, timeout, scrub };
    const answer = await send(options.fetch ?? globalThis.fetch, base + written.target, init, limits);
    return decode(operation, answer, secrets);
  }

  // Closures hold everything, so that a client shows nothing and its methods can be taken from it.
  const methods = Object.entries(ownAll(operations)).map(([name, operation]) => ({
    [name]: (/** @type {unknown} */ input = {}, /** @type {CallOptions} */ callOptions = {}) =>
      call(operation, input, callOptions),
  }));
  return Object.assign({}, ...methods);
}
