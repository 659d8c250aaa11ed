// From options and environment variables to a client that can call.

import { baseUrl } from "./base-url.js";
import { environmentCredential, gatewayCredential, givenCredential, unpadded } from "./credentials.js";
import { ConfigurationError } from "./errors.js";
import { own } from "./own.js";
import { isOpenToUsers, variable } from "./surroundings.js";

/** @typedef {import("./client.js").Provider} Provider */
/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Options} Options */
/** @typedef {import("./credentials.js").Credential} Credential */

/**
 * @typedef {object} Configuration
 * @property {(operation: Operation) => string} baseOf Where an operation is.
 * @property {(operation: Operation) => Credential | undefined} credentialOf What goes along with it.
 * @property {boolean} isComplete Whether nothing is missing that may be set later.
 */

const OPTIONS = ["baseUrl", "credentials", "gatewayUrl", "token", "hosts", "fetch", "timeout"];

/** The longest time that timers know, in milliseconds. */
export const LONGEST = 2 ** 31 - 1;

/**
 * Refuses options that cannot work, as soon as they are given.
 *
 * @param {Provider} provider
 * @param {Options} given
 * @returns {Options} What is given itself, and nothing from a prototype.
 */
export function check(provider, given) {
  if (typeof given !== "object" || given === null) {
    throw new ConfigurationError(`the options of createClient are an object; known are ${OPTIONS.join(", ")}`);
  }
  const options = own(given);
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new ConfigurationError(`\`${unknown}\` is no option of createClient; known are ${OPTIONS.join(", ")}`);
  }
  const empty = Object.entries(options).find(([, value]) => value === null);
  if (empty !== undefined) {
    throw new ConfigurationError(`\`${empty[0]}\` is null, which says nothing; leave it out, or give it a value`);
  }
  const { gatewayUrl, token, hosts, fetch, timeout } = options;
  if (gatewayUrl !== undefined && isDirect(options)) {
    throw new ConfigurationError(
      "with `gatewayUrl` all calls go to the gateway, which has the credentials; leave `baseUrl`, `credentials` and `hosts` out",
    );
  }
  if (token !== undefined && isDirect(options)) {
    throw new ConfigurationError("`token` is for a gateway; give `gatewayUrl` with it");
  }
  if (hosts !== undefined && typeof hosts !== "object") {
    throw new ConfigurationError("`hosts` is no object");
  }
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new ConfigurationError("`fetch` is no function");
  }
  if (timeout !== undefined && !isTimeout(timeout)) {
    throw new ConfigurationError(`\`timeout\` is a number of milliseconds above 0, at most ${LONGEST}`);
  }
  if (isDirect(options) || gatewayUrl !== undefined || token !== undefined) {
    // Everything that is wrong with these is told now; what is missing, when it is needed.
    configure(provider, options);
  }
  return options;
}

/** @param {unknown} timeout */
export function isTimeout(timeout) {
  return typeof timeout === "number" && timeout > 0 && timeout <= LONGEST;
}

/** @param {Options} options */
function isDirect({ baseUrl, credentials, hosts }) {
  return baseUrl !== undefined || credentials !== undefined || hosts !== undefined;
}

/**
 * Fills what the options leave open from the environment.
 *
 * @param {Provider} provider
 * @param {Options} options
 * @returns {Configuration}
 */
export function configure(provider, options) {
  const { variables } = provider;
  if (isDirect(options)) {
    return direct(provider, options);
  }
  const gateway = options.gatewayUrl ?? (variable(variables.gatewayUrl) || undefined);
  if (gateway === undefined && options.token !== undefined) {
    throw new ConfigurationError(
      `\`token\` is for a gateway; give \`gatewayUrl\` with it, or set ${variables.gatewayUrl}`,
    );
  }
  if (gateway === undefined) {
    return direct(provider, options);
  }
  if (options.gatewayUrl === undefined && variable(variables.baseUrl) !== undefined) {
    throw new ConfigurationError(`${variables.gatewayUrl} and ${variables.baseUrl} are both set; unset one of them`);
  }
  return throughGateway(provider, options, gateway);
}

/**
 * @param {Provider} provider
 * @param {Options} options
 * @param {string} gateway
 * @returns {Configuration}
 */
function throughGateway({ variables }, options, gateway) {
  const url = checkedUrl(gateway, options.gatewayUrl === undefined ? variables.gatewayUrl : "`gatewayUrl`");
  const token = options.token ?? ((variables.token && variable(variables.token)) || undefined);
  const name = options.token === undefined ? variables.token : "`token`";
  const credential = token === undefined ? undefined : gatewayCredential(token, String(name));
  return { baseOf: () => url, credentialOf: () => credential, isComplete: true };
}

/**
 * @param {Provider} provider
 * @param {Options} options
 * @returns {Configuration}
 */
function direct(provider, options) {
  const { variables } = provider;
  const found =
    options.credentials === undefined
      ? environmentCredential(provider, variable)
      : givenCredential(provider, options.credentials);
  const url = options.baseUrl ?? variable(variables.baseUrl);
  const name = options.baseUrl === undefined ? variables.baseUrl : "`baseUrl`";
  const base = url === undefined ? environment(provider, found?.username).url : checkedUrl(url, name);
  const given = Object.entries(options.hosts ?? {}).filter(([, url]) => url !== undefined);
  const unknown = given.find(([host]) => !Object.hasOwn(provider.hosts, host));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      `\`hosts.${unknown[0]}\` is not known; known are ${Object.keys(provider.hosts).join(", ")}`,
    );
  }
  const hosts = new Map(given.map(([host, url]) => [host, checkedUrl(url, `\`hosts.${host}\``)]));
  return {
    isComplete: found !== undefined,
    baseOf({ host }) {
      if (host === undefined) {
        return base;
      }
      const own = hosts.get(host) ?? (url === undefined ? provider.hosts[host] : undefined);
      if (own === undefined) {
        // Else the credentials of a sandbox or a test would go to the real host.
        throw new ConfigurationError(
          `${name} says where the API is, but not where its host \`${host}\` is; give \`hosts: { ${host} }\` to createClient`,
        );
      }
      return own;
    },
    credentialOf({ authenticated }) {
      if (authenticated && found === undefined) {
        throw missing(provider);
      }
      return authenticated ? found?.credential : undefined;
    },
  };
}

/**
 * The environment that a user name belongs to, as its prefix tells.
 *
 * @param {Provider} provider
 * @param {string | undefined} username
 */
function environment({ environments }, username = "") {
  const own = environments.find(
    ({ usernamePrefix }) => usernamePrefix !== undefined && username.startsWith(usernamePrefix),
  );
  const other = environments.find(({ usernamePrefix }) => usernamePrefix === undefined);
  return own ?? other ?? environments[0];
}

/**
 * @param {unknown} url
 * @param {string} name
 */
function checkedUrl(url, name) {
  return baseUrl(unpadded(url, name), name);
}

/**
 * Says what to set.
 *
 * @param {Provider} provider
 */
function missing({ auth, variables }) {
  const throughGateway = "let calls go through a gateway that has the credentials: `createClient({ gatewayUrl })`";
  if (isOpenToUsers()) {
    return new ConfigurationError(`no gateway is set; ${throughGateway}`);
  }
  const ways = auth.map(({ parts }) => {
    const names = parts.map(({ name }) => name).join(", ");
    const unset = parts.map((part) => part.variable).filter((name) => variable(name) === undefined);
    return `set ${unset.join(" and ")} in the environment, or give \`createClient({ credentials: { ${names} } })\``;
  });
  return new ConfigurationError(
    `no credentials are set; ${[...ways, throughGateway].join(", or ")}, or set ${variables.gatewayUrl}`,
  );
}
