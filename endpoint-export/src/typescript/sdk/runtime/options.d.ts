// The options of clients and calls.

import type { WebAbortSignal, WebFetch } from "./web.js";

/** The options of every client. */
export interface CommonOptions {
  /**
   * A function that sends the requests, instead of the global `fetch`. It is called with the whole URL, and must not follow
   * redirects. Its responses have a `status`, and a stream as their `body`, `text()` or `arrayBuffer()`.
   */
  fetch?: WebFetch | undefined;
  /**
   * The time in milliseconds that a call may take until its response is read to the end: 60,000 unless set, at most
   * 2,147,483,647. An operation's own timeout takes precedence.
   */
  timeout?: number | undefined;
  /**
   * How often a call is repeated, at most, that failed for the moment (no response, or 408, 429, 502, 503, 504) and is safe to repeat:
   * 0 unless set, at most 10. The pauses between are those that the API asks for with `Retry-After`, or grow from 200 ms to 10 s.
   * The timeout includes them.
   */
  retries?: number | undefined;
}

/** The options of a client that calls the API itself. Not for browsers and apps, where every user can read the credentials. */
export interface DirectOptions<Credentials, Hosts> extends CommonOptions {
  /** The URL of the API: `https://host`, with or without a path. Plain http is allowed for a loopback address only. */
  baseUrl?: string | undefined;
  /** The caller's credentials; from the environment unless set. */
  credentials?: Credentials | undefined;
  /** The URLs of the API's other hosts; from the environment unless set. Only beside the API's own `baseUrl` they have a default. */
  hosts?: Hosts | undefined;
  gatewayUrl?: undefined;
  token?: undefined;
}

/** The options of a client that calls a gateway, which adds the credentials. */
export interface GatewayOptions extends CommonOptions {
  /** The URL of the gateway: `https://host`, with or without a path. Plain http is allowed for a loopback address only. */
  gatewayUrl?: string | undefined;
  /** The token that the gateway asks for, sent as `Authorization: Bearer`; from the environment unless set. */
  token?: string | undefined;
  baseUrl?: undefined;
  credentials?: undefined;
  hosts?: undefined;
}

/** The options of a call. */
export interface CallOptions {
  /** A signal that ends the call; the promise is rejected with the signal's reason. */
  signal?: WebAbortSignal | undefined;
  /** Additional headers, which replace those of the operation. Those of the credential and the transport cannot be set. */
  headers?: Record<string, string | undefined> | undefined;
  /** The time in milliseconds that the call may take, instead of the client's and the operation's timeout. */
  timeout?: number | undefined;
  /** How often the call is repeated, at most, instead of the client's `retries`. */
  retries?: number | undefined;
}
