// The headers that a caller and the client add to those of an operation.

import { InputError } from "./errors.js";
import { headerValue, Refusal } from "./text.js";

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/;

/** Headers that the transport writes, or that speak to the next hop only. */
const TRANSPORTS = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "proxy-authorization",
  "keep-alive",
  "proxy-connection",
  "http2-settings",
]);

/**
 * Sets the caller's headers over those of the operation, and the credential.
 *
 * @param {import("./client.js").Operation} operation
 * @param {Map<string, string>} headers
 * @param {Record<string, string | undefined> | undefined} given
 * @param {import("./credentials.js").Credential | undefined} credential
 * @param {import("./secrets.js").Secrets} secrets
 */
export function setHeaders(operation, headers, given, credential, secrets) {
  const problems = [];
  const own = credential?.header.toLowerCase();
  if (given !== undefined && (typeof given !== "object" || given === null || Symbol.iterator in given)) {
    // A `Headers` has no members of its own, and would be passed over.
    problems.push({ name: "headers", reason: "is no object that holds texts by their names" });
  }
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined) {
      continue;
    }
    const key = name.toLowerCase();
    try {
      checkName(key, operation.authenticated ? [own, "authorization"] : [own]);
      headers.set(key, headerValue(value));
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      problems.push({ name: TOKEN.test(key) ? key : "headers", reason: error.message });
    }
    // What is sensitive as an input is so when it is set by hand.
    if (operation.parameters.some(({ sensitive, wire }) => sensitive && wire.toLowerCase() === key)) {
      secrets.add(value);
    }
  }
  if (own !== undefined && headers.has(own)) {
    problems.push({ name: own, reason: "cannot be set as a header; the client's credential stands there" });
  }
  if (problems.length > 0) {
    throw new InputError(problems, { operation: operation.id });
  }
  if (credential !== undefined && own !== undefined) {
    secrets.add(credential.secrets);
    headers.set(own, credential.value);
  }
}

/**
 * @param {string} name
 * @param {(string | undefined)[]} credentials Where a credential stands.
 */
function checkName(name, credentials) {
  if (!TOKEN.test(name)) {
    throw new Refusal("holds a name that no header has; a name is letters, digits and !#$%&'*+-.^_`|~");
  }
  if (TRANSPORTS.has(name)) {
    throw new Refusal("cannot be set as a header; the transport writes it");
  }
  if (credentials.includes(name)) {
    throw new Refusal("cannot be set as a header; the client's credential stands there");
  }
}
