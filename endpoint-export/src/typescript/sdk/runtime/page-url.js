// URLs of further pages, which a response gave.

import { InputError } from "./errors.js";
import { percentEncode } from "./text.js";

/**
 * Resolves the URL of a page against that of the first page (RFC 3986, section 5). A URL of another origin is refused: it would be called with
 * the credential.
 *
 * @param {import("./client.js").Operation} operation
 * @param {string} url
 * @param {string} firstUrl
 * @param {import("./credentials.js").Credential[]} credentials Keys in the query are removed from the URL, since the client adds its own.
 * @returns {string}
 */
export function resolvePageUrl(operation, url, firstUrl, credentials) {
  const refused = (/** @type {string} */ reason) =>
    new InputError([{ name: "the URL of the next page", reason }], { operation: operation.id });
  if (!URL.canParse(url, firstUrl)) {
    throw refused("is no URL");
  }
  const resolved = new URL(url, firstUrl);
  if (resolved.origin !== new URL(firstUrl).origin) {
    throw refused(`has the origin ${resolved.origin}, which is not that of the client; the credential does not go there`);
  }
  if (resolved.username !== "" || resolved.password !== "" || resolved.hash !== "") {
    throw refused("has a user name, a password or a fragment");
  }
  const [path = ""] = url.split(/[?#]/);
  if (path.split("/").some((segment) => /^(?:\.?%2e|%2e\.)$|^(?:%2e){2}$/i.test(segment))) {
    throw refused("has an encoded dot segment");
  }
  for (const { header } of credentials.filter((credential) => credential.in === "query")) {
    const key = `${percentEncode(header)}=`;
    const pairs = resolved.search.slice(1).split("&");
    resolved.search = pairs.filter((pair) => !pair.startsWith(key)).join("&");
  }
  return resolved.href;
}
