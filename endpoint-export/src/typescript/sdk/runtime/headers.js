// The headers that a caller and the client add to those of an operation.

import { InputError } from "./errors.js";
import { InvalidValue, percentEncode, toHeaderValue } from "./text.js";

/** The name of a header (RFC 9110, section 5.6.2). */
const TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/;

/** Headers that the transport writes, or that are meant for the next hop only. */
const TRANSPORT_HEADERS = new Set([
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
 * Adds the caller's headers and the credentials to the operation's headers, of which they replace those of the same name.
 *
 * @param {import("./client.js").Operation} operation
 * @param {Map<string, string>} headers
 * @param {Record<string, string | undefined> | undefined} given
 * @param {import("./credentials.js").Credential[]} credentials
 * @param {import("./secrets.js").Secrets} secrets
 */
export function setHeaders(operation, headers, given, credentials, secrets) {
  const problems = [];
  const inHeaders = credentials.filter((credential) => credential.in === undefined);
  const credentialHeaders = inHeaders.map(({ header }) => header.toLowerCase());
  if (given !== undefined && (typeof given !== "object" || given === null || Symbol.iterator in given)) {
    // A `Headers` has no members of its own, and would be ignored.
    problems.push({ name: "headers", reason: "is not a plain object; pass header values by their names" });
  }
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined) {
      continue;
    }
    const key = name.toLowerCase();
    try {
      if (operation.fixedHeaders?.some(([name]) => name.toLowerCase() === key)) {
        throw new InvalidValue("cannot be set; the operation declares its value");
      }
      if (key === "content-type" && operation.body === "multipart") {
        throw new InvalidValue("cannot be set; it has the text that separates the parts of the body");
      }
      if (key === "cookie" && operation.parameters.some((parameter) => parameter.in === "cookie")) {
        throw new InvalidValue("cannot be set; the operation has cookies, which are members of its input");
      }
      checkHeaderName(key, operation.authenticated ? [...credentialHeaders, "authorization"] : credentialHeaders);
      headers.set(key, toHeaderValue(value));
    } catch (error) {
      if (!(error instanceof InvalidValue)) {
        throw error;
      }
      problems.push({ name: TOKEN.test(key) ? key : "headers", reason: error.message });
    }
    // A header that is sensitive as a parameter is sensitive here, too.
    if (operation.parameters.some(({ sensitive, wire }) => sensitive && wire.toLowerCase() === key)) {
      secrets.add(value);
    }
  }
  for (const name of credentialHeaders.filter((name) => headers.has(name))) {
    problems.push({ name, reason: "cannot be set; the client's credential is sent in it" });
  }
  if (problems.length > 0) {
    throw new InputError(problems, { operation: operation.id });
  }
  for (const credential of credentials) {
    secrets.add(credential.secrets);
    if (credential.in === undefined) {
      headers.set(credential.header.toLowerCase(), credential.value);
    } else if (credential.in === "cookie") {
      addCookie(operation, headers, credential);
    }
  }
}

/**
 * @param {import("./client.js").Operation} operation
 * @param {Map<string, string>} headers
 * @param {import("./credentials.js").Credential} credential
 */
function addCookie(operation, headers, credential) {
  const others = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  if (others.some((cookie) => cookie.startsWith(`${credential.header}=`))) {
    const reason = "cannot be set; the client's credential is sent in it";
    throw new InputError([{ name: credential.header, reason }], { operation: operation.id });
  }
  const all = [...others, `${credential.header}=${credential.value}`];
  headers.set("cookie", all.filter((cookie) => cookie !== "").join("; "));
}

/**
 * Adds the credentials that are sent in the query.
 *
 * @param {import("./client.js").Operation} operation
 * @param {string} target The path and the query.
 * @param {import("./credentials.js").Credential[]} credentials
 */
export function withQueryKeys(operation, target, credentials) {
  const inQuery = credentials.filter((credential) => credential.in === "query");
  return inQuery.reduce((target, credential) => withQueryKey(operation, target, credential), target);
}

/**
 * @param {import("./client.js").Operation} operation
 * @param {string} target
 * @param {import("./credentials.js").Credential} credential
 */
function withQueryKey(operation, target, credential) {
  const pair = `${percentEncode(credential.header)}=`;
  const [, query = ""] = target.split("?");
  if (query.split("&").some((other) => other.startsWith(pair))) {
    const reason = "cannot be set; the client's credential is sent in it";
    throw new InputError([{ name: credential.header, reason }], { operation: operation.id });
  }
  return `${target}${query === "" ? "?" : "&"}${pair}${percentEncode(credential.value)}`;
}

/**
 * @param {string} name
 * @param {string[]} credentials The headers of credentials.
 */
function checkHeaderName(name, credentials) {
  if (!TOKEN.test(name)) {
    throw new InvalidValue("holds an invalid header name; letters, digits and !#$%&'*+-.^_`|~ are allowed");
  }
  if (TRANSPORT_HEADERS.has(name)) {
    throw new InvalidValue("cannot be set; the transport writes it");
  }
  if (credentials.includes(name)) {
    throw new InvalidValue("cannot be set; the client's credential is sent in it");
  }
}
