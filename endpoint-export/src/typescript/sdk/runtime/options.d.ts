// What a client and a call can be given.

import type { WebAbortSignal, WebFetch } from "./web.js";

/** What every client can be given. */
export interface CommonOptions {
  /**
   * What carries the requests, instead of the global `fetch`. It is called with the whole URL, and must not follow
   * redirects.
   */
  fetch?: WebFetch | undefined;
  /**
   * How long a call may take, in milliseconds, until its answer is read to its end: 60,000 unless set, at most
   * 2,147,483,647. An operation's own limit goes before it.
   */
  timeout?: number | undefined;
}

/** A client that calls the API itself. Not for browsers and apps, where every user can read the credentials. */
export interface DirectOptions<Credentials, Hosts> extends CommonOptions {
  /** Where the API is: `https://host` with or without a path. Plain http is taken for a loopback address only. */
  baseUrl?: string | undefined;
  /** What the caller proves who it is with; from the environment unless set. */
  credentials?: Credentials | undefined;
  /** Where the API's other hosts are; needed for their operations only when `baseUrl` is set. */
  hosts?: Hosts | undefined;
  gatewayUrl?: undefined;
  token?: undefined;
}

/** A client that calls a gateway, which adds the credentials. */
export interface GatewayOptions extends CommonOptions {
  /** Where the gateway is: `https://host` with or without a path. Plain http is taken for a loopback address only. */
  gatewayUrl?: string | undefined;
  /** What the gateway asks for, sent as `Authorization: Bearer`; from the environment unless set. */
  token?: string | undefined;
  baseUrl?: undefined;
  credentials?: undefined;
  hosts?: undefined;
}

/** What a call can be given beside its input. */
export interface CallOptions {
  /** Ends the call; the promise is rejected with the signal's reason. */
  signal?: WebAbortSignal | undefined;
  /** More headers, over those of the operation. The credential's and the transport's cannot be set. */
  headers?: Record<string, string | undefined> | undefined;
  /** How long the call may take, in milliseconds, instead of the client's and the operation's limit. */
  timeout?: number | undefined;
}
