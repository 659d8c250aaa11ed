// One call: its request, its attempts, and its response.

import { repeat } from "./attempts.js";
import { configure } from "./configure.js";
import { decode } from "./decode.js";
import { encode } from "./encode.js";
import { setHeaders, withQueryKeys } from "./headers.js";
import { addIdempotencyKey, withIdempotencyKey } from "./idempotency-key.js";
import { nullProto } from "./null-proto.js";
import { resolvePageUrl } from "./page-url.js";
import { isBrowserOrApp } from "./platform.js";
import { Secrets } from "./secrets.js";
import { send } from "./send.js";

/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").CallOptions} CallOptions */

const DEFAULT_TIMEOUT = 60_000;

/**
 * Returns the function that makes the calls of a client. It reads the environment at the first call.
 *
 * @param {import("./client.js").Provider} provider
 * @param {import("./client.js").Options} options
 */
export function toCall(provider, options) {
  /** @type {import("./configure.js").Configuration | undefined} */
  let configuration;

  /**
   * @param {Operation} operation
   * @param {import("./pages.js").Position} position The input, and the URL if the call is for a page that has one.
   * @param {string | undefined} firstUrl The URL of the first page.
   * @param {CallOptions} callOptions
   * @returns {Promise<import("./pages.js").ReceivedPage>}
   */
  return async (operation, { input, url: pageUrl }, firstUrl, callOptions) => {
    const { signal, headers, timeout = operation.timeout ?? options.timeout ?? DEFAULT_TIMEOUT, retries = options.retries ?? 0 } =
      nullProto(callOptions);
    const secrets = new Secrets();
    const keyed = withIdempotencyKey(operation, input);
    const request = encode(operation, keyed.input, provider.types, secrets);
    const current = configuration ?? configure(provider, options);
    const base = current.baseUrlOf(operation);
    const credentials = current.credentialsOf(operation);
    configuration = current.isComplete ? current : undefined;
    setHeaders(operation, request.headers, headers, credentials, secrets);
    const key = keyed.origin ?? addIdempotencyKey(operation, request.headers);
    if (!request.headers.has("user-agent") && !isBrowserOrApp()) {
      request.headers.set("user-agent", provider.userAgent);
    }
    const whole = base + request.target;
    const target = pageUrl === undefined ? whole : resolvePageUrl(operation, pageUrl, firstUrl ?? whole, credentials);
    const url = withQueryKeys(operation, target, credentials);
    // A stream is read once.
    const isStream = typeof ReadableStream === "function" && request.body instanceof ReadableStream;
    const redact = (/** @type {string} */ text) => secrets.redact(text);
    const exchange = (/** @type {Record<string, string>} */ more, /** @type {number} */ left) => {
      const init = {
        method: operation.method,
        headers: { ...Object.fromEntries(request.headers), ...more },
        body: /** @type {any} */ (request.body),
        // `fetch` sends a stream while the response has not begun.
        ...(isStream ? { duplex: "half" } : {}),
      };
      return send(options.fetch ?? globalThis.fetch, url, init, { operation, signal, timeout, left, redact });
    };
    // A key that the client has made is that of this call only.
    const isRepeatable = operation.idempotent || key === "given";
    const repetition = operation.reconnect
      ? { sendAgain: (/** @type {string} */ id) => exchange(id === "" ? {} : { "last-event-id": id }, timeout), signal }
      : undefined;
    const attempts = { retries: (isRepeatable || key === "made") && !isStream ? retries : 0, timeout, signal };
    return repeat(attempts, async (left) => {
      const response = await exchange({}, left);
      const value = decode(operation, response, provider.types, secrets, isRepeatable, repetition);
      return { value, headers: response.headers, url };
    });
  };
}
