// The configuration of a client, from its options and from environment variables.

import { parseBaseUrl } from "./base-url.js";
import { checkText, credentialsFromEnvironment, credentialsFromOptions, gatewayCredential } from "./credentials.js";
import { ConfigurationError } from "./errors.js";
import { nullProto } from "./null-proto.js";
import { environmentVariable, isBrowserOrApp } from "./platform.js";

/** @typedef {import("./client.js").Provider} Provider */
/** @typedef {import("./client.js").Operation} Operation */
/** @typedef {import("./client.js").Options} Options */
/** @typedef {import("./credentials.js").Credential} Credential */

/**
 * @typedef {object} Configuration
 * @property {(operation: Operation) => string} baseUrlOf Returns the base URL of an operation.
 * @property {(operation: Operation) => Credential[]} credentialsOf Returns the credentials of an operation's calls, all of which are sent.
 * @property {boolean} isComplete False if the credentials are missing and may be set later.
 */

const OPTIONS = ["baseUrl", "credentials", "gatewayUrl", "token", "hosts", "fetch", "timeout", "retries"];

/** The longest timeout that timers accept, in milliseconds. */
export const MAX_TIMEOUT = 2 ** 31 - 1;

/** The most repetitions of one call. */
export const MAX_RETRIES = 10;

/**
 * Checks the options of a client, as far as the environment is not needed for it.
 *
 * @param {Provider} provider
 * @param {Options} given
 * @returns {Options} A copy without a prototype.
 */
export function checkOptions(provider, given) {
  if (typeof given !== "object" || given === null) {
    throw new ConfigurationError(`the options of createClient must be an object; known are ${OPTIONS.join(", ")}`);
  }
  const options = nullProto(given);
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new ConfigurationError(`\`${unknown}\` is not an option of createClient; known are ${OPTIONS.join(", ")}`);
  }
  const empty = Object.entries(options).find(([, value]) => value === null);
  if (empty !== undefined) {
    throw new ConfigurationError(`\`${empty[0]}\` is null; leave it out, or give it a value`);
  }
  const { gatewayUrl, token, hosts, fetch, timeout, retries } = options;
  if (gatewayUrl !== undefined && hasDirectOptions(options)) {
    throw new ConfigurationError(
      "with `gatewayUrl` all calls go to the gateway, which has the credentials; leave out `baseUrl`, `credentials` and `hosts`",
    );
  }
  if (token !== undefined && hasDirectOptions(options)) {
    throw new ConfigurationError("`token` is for a gateway; pass `gatewayUrl` with it");
  }
  if (hosts !== undefined && typeof hosts !== "object") {
    throw new ConfigurationError("`hosts` is not an object");
  }
  if (fetch !== undefined && typeof fetch !== "function") {
    throw new ConfigurationError("`fetch` is not a function");
  }
  if (timeout !== undefined && !isTimeout(timeout)) {
    throw new ConfigurationError(`\`timeout\` must be a number of milliseconds above 0, at most ${MAX_TIMEOUT}`);
  }
  if (retries !== undefined && !isRetries(retries)) {
    throw new ConfigurationError(`\`retries\` must be a whole number from 0 to ${MAX_RETRIES}`);
  }
  if (hasDirectOptions(options) || gatewayUrl !== undefined || token !== undefined) {
    // Invalid values fail now; missing ones fail when a call needs them.
    configure(provider, options);
  }
  return options;
}

/** @param {unknown} timeout */
export function isTimeout(timeout) {
  return typeof timeout === "number" && timeout > 0 && timeout <= MAX_TIMEOUT;
}

/** @param {unknown} retries */
export function isRetries(retries) {
  return typeof retries === "number" && Number.isInteger(retries) && retries >= 0 && retries <= MAX_RETRIES;
}

/** @param {Options} options */
function hasDirectOptions({ baseUrl, credentials, hosts }) {
  return baseUrl !== undefined || credentials !== undefined || hosts !== undefined;
}

/**
 * Completes the options from the environment.
 *
 * @param {Provider} provider
 * @param {Options} options
 * @returns {Configuration}
 */
export function configure(provider, options) {
  const { variables } = provider;
  if (hasDirectOptions(options)) {
    return configureDirect(provider, options);
  }
  const gateway = options.gatewayUrl ?? (environmentVariable(variables.gatewayUrl) || undefined);
  if (gateway === undefined && options.token !== undefined) {
    throw new ConfigurationError(
      `\`token\` is for a gateway; pass \`gatewayUrl\` with it, or set ${variables.gatewayUrl}`,
    );
  }
  if (gateway === undefined) {
    return configureDirect(provider, options);
  }
  const direct = [variables.baseUrl, ...Object.values(variables.hosts)].find(
    (name) => environmentVariable(name) !== undefined,
  );
  if (options.gatewayUrl === undefined && direct !== undefined) {
    throw new ConfigurationError(`${variables.gatewayUrl} and ${direct} are both set; unset one of them`);
  }
  return configureGateway(provider, options, gateway);
}

/**
 * @param {Provider} provider
 * @param {Options} options
 * @param {string} gateway
 * @returns {Configuration}
 */
function configureGateway({ variables }, options, gateway) {
  const url = toBaseUrl(gateway, options.gatewayUrl === undefined ? variables.gatewayUrl : "`gatewayUrl`");
  const token = options.token ?? ((variables.token && environmentVariable(variables.token)) || undefined);
  const name = options.token === undefined ? variables.token : "`token`";
  const credentials = token === undefined ? [] : [gatewayCredential(token, String(name))];
  return { baseUrlOf: () => url, credentialsOf: () => credentials, isComplete: true };
}

/**
 * @param {Provider} provider
 * @param {Options} options
 * @returns {Configuration}
 */
function configureDirect(provider, options) {
  const { variables } = provider;
  const found =
    options.credentials === undefined
      ? credentialsFromEnvironment(provider, environmentVariable)
      : credentialsFromOptions(provider, options.credentials);
  const url = options.baseUrl ?? environmentVariable(variables.baseUrl);
  const name = options.baseUrl === undefined ? variables.baseUrl : "`baseUrl`";
  const base = url === undefined ? selectEnvironment(provider, found?.username).url : toBaseUrl(url, name);
  const given = Object.entries(options.hosts ?? {}).filter(([, url]) => url !== undefined);
  const unknown = given.find(([host]) => !Object.hasOwn(provider.hosts, host));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      `\`hosts.${unknown[0]}\` is not known; known are ${Object.keys(provider.hosts).join(", ")}`,
    );
  }
  const hosts = new Map(given.map(([host, url]) => [host, toBaseUrl(url, `\`hosts.${host}\``)]));
  for (const [host, variable] of Object.entries(variables.hosts)) {
    const text = hosts.has(host) ? undefined : environmentVariable(variable);
    if (text !== undefined) {
      hosts.set(host, toBaseUrl(text, variable));
    }
  }
  const isOwn = provider.environments.some((environment) => environment.url === base);
  return {
    isComplete: found !== undefined,
    baseUrlOf({ host }) {
      if (host === undefined) {
        return base;
      }
      const hostUrl = hosts.get(host) ?? (isOwn ? provider.hosts[host] : undefined);
      if (hostUrl === undefined) {
        // The credentials of a sandbox or a test must not go to the real host.
        throw new ConfigurationError(
          `${name} sets the URL of the API, but not that of its host \`${host}\`; pass \`hosts: { ${host} }\` to createClient, or set ${variables.hosts[host]}`,
        );
      }
      return hostUrl;
    },
    credentialsOf({ authenticated }) {
      if (!authenticated) {
        return [];
      }
      if (found === undefined) {
        throw missingCredentials(provider);
      }
      return found.credentials;
    },
  };
}

/**
 * Returns the environment that a user name belongs to by its prefix.
 *
 * @param {Provider} provider
 * @param {string | undefined} username
 */
function selectEnvironment({ environments }, username = "") {
  const matching = environments.find(
    ({ usernamePrefix }) => usernamePrefix !== undefined && username.startsWith(usernamePrefix),
  );
  const unprefixed = environments.find(({ usernamePrefix }) => usernamePrefix === undefined);
  return matching ?? unprefixed ?? environments[0];
}

/**
 * @param {unknown} url
 * @param {string} name
 */
function toBaseUrl(url, name) {
  return parseBaseUrl(checkText(url, name), name);
}

/**
 * Returns the error that lists every way to set the credentials.
 *
 * @param {Provider} provider
 */
function missingCredentials({ auth, variables }) {
  const throughGateway = "send the calls through a gateway that has the credentials: `createClient({ gatewayUrl })`";
  if (isBrowserOrApp()) {
    return new ConfigurationError(`no gateway is set; ${throughGateway}`);
  }
  const ways = auth.map(({ parts }) => {
    const names = parts.map(({ name }) => name).join(", ");
    const unset = parts.map((part) => part.variable).filter((name) => environmentVariable(name) === undefined);
    return `set ${unset.join(" and ")} in the environment, or call \`createClient({ credentials: { ${names} } })\``;
  });
  return new ConfigurationError(
    `no credentials are set; ${[...ways, throughGateway].join(", or ")}, or set ${variables.gatewayUrl}`,
  );
}
