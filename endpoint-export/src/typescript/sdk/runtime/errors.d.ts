// The errors of calls. No message shows a credential or a sensitive value.

import type { WebHeaders } from "./web.js";

/** The base of all errors of this package. */
export declare class EndpointError extends Error {
  constructor(message: string, details?: ErrorDetails);
  /** The id of the operation that was called; undefined where no call was made. */
  readonly operation: string | undefined;
}

/** The client's configuration is missing or cannot work. Nothing was sent. */
export declare class ConfigurationError extends EndpointError {}

/** The input of a call, or one of its options, cannot be sent. Nothing was sent. */
export declare class InputError extends EndpointError {
  constructor(problems: InputProblem[], details?: ErrorDetails);
  /** Everything that is wrong, in the order of the declaration. */
  readonly problems: InputProblem[];
}

/**
 * No response came: the connection could not be made, or broke. `cause` has the message and the `code` of the error that
 * `fetch` failed with, without secrets, and nothing else of it.
 */
export declare class ConnectionError extends EndpointError {}

/** The call did not end within its timeout. */
export declare class TimeoutError extends EndpointError {}

/**
 * A response came, but it cannot be read, is too long, or broke off. With a `status` of 2xx, the API has done what the call
 * asked for.
 */
export declare class ResponseError extends EndpointError {
  constructor(message: string, details: ResponseDetails);
  /** The HTTP status. */
  readonly status: number;
  /** The response's headers. */
  readonly headers: WebHeaders;
  /** The response's body as text, as far as it was read. It may hold secrets, so no console shows it. */
  readonly body: unknown;
}

/** The API refused the call: it responded with a status other than 2xx. */
export declare class ApiError extends EndpointError {
  constructor(message: string, details: ApiErrorDetails);
  /** The HTTP status; 0 where a browser hides the redirect that the API responded with. */
  readonly status: number;
  /** The stable, machine-readable kind of the error. */
  readonly errorType: string | undefined;
  /** The id under which the provider has logged the call. */
  readonly requestId: string | undefined;
  /** True if the same call may succeed later and is safe to repeat. The client repeats nothing by itself. */
  readonly retryable: boolean;
  /** The response's headers. */
  readonly headers: WebHeaders;
  /**
   * The response's body: {ErrorBody} where it is JSON, else its text. It may hold secrets, so no console shows it.
   */
  readonly body: unknown;
}

/** The details of any error. */
export interface ErrorDetails {
  operation?: string | undefined;
  cause?: unknown;
}

/** One invalid value of an input. */
export interface InputProblem {
  /** The name of the value. */
  name: string;
  /** The problem and how to fix it. It never holds the value. */
  reason: string;
}

/** The details of an error with a response. */
export interface ResponseDetails extends ErrorDetails {
  status: number;
  headers?: WebHeaders;
  body?: unknown;
}

/** The details of an error that the API responded with. */
export interface ApiErrorDetails extends ResponseDetails {
  errorType?: string | undefined;
  requestId?: string | undefined;
  retryable?: boolean;
}
