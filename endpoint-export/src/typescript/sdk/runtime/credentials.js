// Credentials as the header that carries them.

import { ConfigurationError } from "./errors.js";
import { own } from "./own.js";
import { isOpenToUsers } from "./surroundings.js";
import { headerValue } from "./text.js";

/** @typedef {import("./client.js").Provider} Provider */
/** @typedef {import("./client.js").Scheme} Scheme */
/** @typedef {{ header: string, value: string, secrets: string[] }} Credential */

const SLIP = "a line break at its end is a common slip when it is read from a file";

/**
 * The credential that a client was given.
 *
 * @param {Provider} provider
 * @param {Record<string, unknown>} object
 * @returns {{ credential: Credential, username: string | undefined }}
 */
export function givenCredential(provider, object) {
  if (typeof object !== "object" || object === null) {
    throw new ConfigurationError("`credentials` is no object");
  }
  const given = own(object);
  const fits = (/** @type {Scheme} */ scheme) => scheme.parts.every(({ name }) => given[name] !== undefined);
  const scheme = provider.auth.find(fits);
  if (scheme === undefined) {
    const forms = provider.auth.map(({ parts }) => `{ ${parts.map(({ name }) => name).join(", ")} }`);
    throw new ConfigurationError(`\`credentials\` is incomplete; give ${forms.join(" or ")}`);
  }
  const known = scheme.parts.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConfigurationError(`\`credentials.${unknown}\` is not known; give { ${known.join(", ")} }`);
  }
  const values = scheme.parts.map(({ name }) => unpadded(given[name], `\`credentials.${name}\``));
  return made(scheme, values);
}

/**
 * The credential in the environment; undefined where there is none.
 *
 * @param {Provider} provider
 * @param {(name: string) => string | undefined} variable
 */
export function environmentCredential(provider, variable) {
  const isSet = (/** @type {Scheme} */ scheme) => scheme.parts.every((part) => variable(part.variable) !== undefined);
  const scheme = provider.auth.find(isSet);
  if (scheme === undefined) {
    return undefined;
  }
  const values = scheme.parts.map((part) => unpadded(variable(part.variable), part.variable));
  return made(scheme, values);
}

/**
 * The credential that a gateway asks for.
 *
 * @param {unknown} token
 * @param {string} name What the token was given as.
 * @returns {Credential}
 */
export function gatewayCredential(token, name) {
  return { header: "authorization", ...bearer(unpadded(token, name), name) };
}

/**
 * @param {Scheme} scheme
 * @param {string[]} values
 */
function made(scheme, values) {
  if (isOpenToUsers()) {
    throw new ConfigurationError(
      "credentials do not belong into a browser or an app, where every user can read them; let calls go through a gateway that adds them: `createClient({ gatewayUrl })`",
    );
  }
  const [first = "", second = ""] = values;
  switch (scheme.scheme) {
    case "basic":
      return { credential: { header: "authorization", ...basic(first, second) }, username: first };
    case "bearer":
      return { credential: { header: "authorization", ...bearer(first, "the token") }, username: undefined };
    case "apiKey":
      return { credential: { header: scheme.header, ...key(first) }, username: undefined };
  }
}

/**
 * RFC 7617.
 *
 * @param {string} username
 * @param {string} password
 */
function basic(username, password) {
  if (username.includes(":")) {
    throw new ConfigurationError(
      "the user name of a Basic credential has no `:`; give the part after it as the secret",
    );
  }
  if (/\p{Cc}|\p{Surrogate}/u.test(username + password)) {
    throw new ConfigurationError(`a Basic credential has no control characters; ${SLIP}`);
  }
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const encoded = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { value: `Basic ${encoded}`, secrets: [password, encoded] };
}

/**
 * RFC 6750.
 *
 * @param {string} token
 * @param {string} name
 */
function bearer(token, name) {
  if (!/^[!-~]+$/.test(token)) {
    throw new ConfigurationError(`${name} is visible ASCII without blanks; ${SLIP}`);
  }
  return { value: `Bearer ${token}`, secrets: [token] };
}

/** @param {string} text */
function key(text) {
  try {
    return { value: headerValue(text), secrets: [text] };
  } catch {
    throw new ConfigurationError("an API key is visible ASCII, with blanks only between visible characters");
  }
}

/**
 * Refuses what no credential is, before the API says a bare 401 to it.
 *
 * @param {unknown} value
 * @param {string} name
 */
export function unpadded(value, name) {
  if (typeof value !== "string") {
    throw new ConfigurationError(`${name} is no text`);
  }
  if (value.trim() === "") {
    throw new ConfigurationError(`${name} is blank; set it or leave it out`);
  }
  if (value.trim() !== value) {
    throw new ConfigurationError(`${name} has blanks or a line break around it; remove them`);
  }
  return value;
}
