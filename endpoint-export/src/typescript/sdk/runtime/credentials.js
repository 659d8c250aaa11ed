// Credentials, encoded as the header that carries them.

import { ConfigurationError } from "./errors.js";
import { nullProto } from "./null-proto.js";
import { isBrowserOrApp } from "./platform.js";
import { toHeaderValue } from "./text.js";

/** @typedef {import("./client.js").Provider} Provider */
/** @typedef {import("./client.js").Scheme} Scheme */
/** @typedef {import("./client.js").SingleScheme} SingleScheme */
/**
 * A credential and its place: `header` is the name of the header, or else of the pair of the query or of the cookie.
 *
 * @typedef {{ in?: "query" | "cookie", header: string, value: string, secrets: string[] }} Credential
 */

const LINE_BREAK_HINT = "text that is read from a file often ends with a line break";

/**
 * Returns the credentials in a client's options, all of which are sent.
 *
 * @param {Provider} provider
 * @param {Record<string, unknown>} object
 * @returns {{ credentials: Credential[], username: string | undefined }}
 */
export function credentialsFromOptions(provider, object) {
  if (typeof object !== "object" || object === null) {
    throw new ConfigurationError("`credentials` is not an object");
  }
  const given = nullProto(object);
  const scheme = provider.auth.find(({ parts }) => parts.every(({ name }) => given[name] !== undefined));
  if (scheme === undefined) {
    const forms = provider.auth.map(({ parts }) => `{ ${parts.map(({ name }) => name).join(", ")} }`);
    throw new ConfigurationError(`\`credentials\` is incomplete; give ${forms.join(" or ")}`);
  }
  const known = scheme.parts.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConfigurationError(`\`credentials.${unknown}\` is not known; give { ${known.join(", ")} }`);
  }
  const values = scheme.parts.map(({ name }) => checkText(given[name], `\`credentials.${name}\``));
  return toCredentials(scheme, values);
}

/**
 * Returns the credentials in the environment; undefined where there is none.
 *
 * @param {Provider} provider
 * @param {(name: string) => string | undefined} variable
 */
export function credentialsFromEnvironment(provider, variable) {
  const scheme = provider.auth.find(({ parts }) => parts.every((part) => variable(part.variable) !== undefined));
  if (scheme === undefined) {
    return undefined;
  }
  const values = scheme.parts.map((part) => checkText(variable(part.variable), part.variable));
  return toCredentials(scheme, values);
}

/**
 * Returns the credential of a gateway.
 *
 * @param {unknown} token
 * @param {string} name The option or the variable that holds the token.
 * @returns {Credential}
 */
export function gatewayCredential(token, name) {
  return { header: "authorization", ...encodeBearer(checkText(token, name), name) };
}

/**
 * @param {Scheme} scheme
 * @param {string[]} values The parts of the scheme, in order.
 * @returns {{ credentials: Credential[], username: string | undefined }}
 */
function toCredentials(scheme, values) {
  if (isBrowserOrApp()) {
    throw new ConfigurationError(
      "credentials do not belong in a browser or an app, where every user can read them; send the calls through a gateway that adds them: `createClient({ gatewayUrl })`",
    );
  }
  const rest = [...values];
  const schemes = scheme.scheme === "combined" ? scheme.schemes : [scheme];
  const own = schemes.map((scheme) => ({ scheme, values: rest.splice(0, scheme.parts.length) }));
  return {
    credentials: own.map(({ scheme, values }) => toCredential(scheme, values)),
    username: own.find(({ scheme }) => scheme.scheme === "basic")?.values[0],
  };
}

/**
 * @param {SingleScheme} scheme
 * @param {string[]} values
 * @returns {Credential}
 */
function toCredential(scheme, [first = "", second = ""]) {
  switch (scheme.scheme) {
    case "basic":
      return { header: "authorization", ...encodeBasic(first, second) };
    case "bearer":
      return { header: "authorization", ...encodeBearer(first, "the token") };
    case "apiKey":
      return { ...place(scheme), ...encodeApiKey(first, scheme.in) };
    case "named":
      return { ...place(scheme), ...encodeNamed(scheme.prefix ?? "", first) };
  }
}

/**
 * Encodes HTTP Basic (RFC 7617).
 *
 * @param {string} username
 * @param {string} password
 */
function encodeBasic(username, password) {
  if (username.includes(":")) {
    throw new ConfigurationError(
      "the user name of a Basic credential cannot hold `:`; pass the part after it as the password",
    );
  }
  if (/\p{Cc}|\p{Surrogate}/u.test(username + password)) {
    throw new ConfigurationError(`a Basic credential cannot hold control characters; ${LINE_BREAK_HINT}`);
  }
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { value: `Basic ${encoded}`, secrets: [password, encoded] };
}

/**
 * Encodes a bearer token (RFC 6750).
 *
 * @param {string} token
 * @param {string} name
 */
function encodeBearer(token, name) {
  if (!/^[!-~]+$/.test(token)) {
    throw new ConfigurationError(`${name} must be visible ASCII without blanks; ${LINE_BREAK_HINT}`);
  }
  return { value: `Bearer ${token}`, secrets: [token] };
}

/**
 * @param {SingleScheme} scheme
 * @returns {{ in?: "query" | "cookie", header: string }}
 */
function place({ header, in: location }) {
  return location === undefined ? { header } : { in: location, header };
}

/**
 * @param {string} prefix
 * @param {string} token
 */
function encodeNamed(prefix, token) {
  const { value, secrets } = encodeApiKey(token, undefined);
  return { value: `${prefix} ${value}`, secrets };
}

/**
 * @param {string} text
 * @param {"query" | "cookie" | undefined} location
 */
function encodeApiKey(text, location) {
  if (location === "cookie" && !/^[!#-+\--:<-[\]-~]+$/.test(text)) {
    throw new ConfigurationError(
      "an API key in a cookie must be visible ASCII without blanks, quotes, commas, semicolons and backslashes",
    );
  }
  try {
    return { value: location === "query" ? text : toHeaderValue(text), secrets: [text] };
  } catch {
    throw new ConfigurationError("an API key must be visible ASCII, with blanks only between visible characters");
  }
}

/**
 * Refuses texts that cannot be meant, so that the caller reads more than a bare 401 of the API.
 *
 * @param {unknown} value
 * @param {string} name
 */
export function checkText(value, name) {
  if (typeof value !== "string") {
    throw new ConfigurationError(`${name} is not a string`);
  }
  if (value.trim() === "") {
    throw new ConfigurationError(`${name} is blank; set it or leave it out`);
  }
  if (value.trim() !== value) {
    throw new ConfigurationError(`${name} has blanks or a line break around it; remove them`);
  }
  return value;
}
