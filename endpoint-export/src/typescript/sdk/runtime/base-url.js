// The base URL of an API or a gateway: an origin and, below it, a path.

import { ConfigurationError } from "./errors.js";

/** An absolute URL with nothing in it that a URL library would change or drop. */
const ABSOLUTE = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\\s]+)((?:\/[\w\-.~!$&'()*+,;=:@%]*)*)$/i;

/**
 * Checks a base URL and returns it without a slash at its end.
 *
 * @param {string} text
 * @param {string} name The option or the variable that holds the URL.
 */
export function parseBaseUrl(text, name) {
  const refused = (/** @type {string} */ reason) => new ConfigurationError(`${name} is refused: ${reason}`);
  if (/[?#]/.test(text)) {
    throw refused("a base URL has no query and no fragment");
  }
  const [, scheme, authority, path] = ABSOLUTE.exec(text) ?? [];
  if (scheme === undefined || authority === undefined || path === undefined || !URL.canParse(text)) {
    throw refused("a base URL looks like `https://host`, `https://host:8443` or `https://host/prefix`");
  }
  if (authority.includes("@")) {
    throw refused("a base URL holds no user name and no password");
  }
  const { protocol, hostname, origin } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") {
    throw refused("a base URL starts with https:// (or with http:// for a loopback address)");
  }
  if (protocol === "http:" && !isLoopback(hostname)) {
    throw refused(
      "plain http would send the credentials readable over the network; use https:// (http:// is allowed for localhost, 127.0.0.0/8 and [::1])",
    );
  }
  const prefix = path.replace(/\/+$/, "");
  if (prefix.split("/").slice(1).some(isDropped)) {
    throw refused("the path of a base URL has no empty, `.` or `..` segment");
  }
  return origin + prefix;
}

/** @param {string} hostname */
function isLoopback(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}

/** @param {string} segment A segment that URL libraries may drop. */
function isDropped(segment) {
  return ["", ".", ".."].includes(segment.replace(/%2e/gi, "."));
}
