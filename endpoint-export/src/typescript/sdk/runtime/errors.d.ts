// What can go wrong with a call. No message shows a credential, or a value that is sensitive.

import type { WebHeaders } from "./web.js";

/** What every error of this package is. */
export declare class EndpointError extends Error {
  constructor(message: string, details?: ErrorDetails);
  /** The id of the operation that was called; undefined where no call was made. */
  readonly operation: string | undefined;
}

/** The client is not set up, or not in a way that can work. Nothing was sent. */
export declare class ConfigurationError extends EndpointError {}

/** The input of a call, or an option of it, cannot be sent. Nothing was sent. */
export declare class InputError extends EndpointError {
  constructor(problems: InputProblem[], details?: ErrorDetails);
  /** Everything that is wrong, in the order of the declaration. */
  readonly problems: InputProblem[];
}

/**
 * No answer came: the connection could not be made, or broke. `cause` has the message and the `code` of what `fetch`
 * failed with, without secrets, and nothing else of it.
 */
export declare class ConnectionError extends EndpointError {}

/** The time was up. */
export declare class TimeoutError extends EndpointError {}

/**
 * An answer came, but it cannot be read, is too long, or broke off. With a `status` of 2xx, the API did what was asked
 * for.
 */
export declare class ResponseError extends EndpointError {
  constructor(message: string, details: AnswerDetails);
  /** The HTTP status. */
  readonly status: number;
  /** The answer's headers. */
  readonly headers: WebHeaders;
  /** The answer's body as text, as far as it was read. It may hold secrets, so no console shows it. */
  readonly body: unknown;
}

/** The API said no: it answered with a status other than 2xx. */
export declare class ApiError extends EndpointError {
  constructor(message: string, details: ApiErrorDetails);
  /** The HTTP status; 0 where a browser hides the redirect that was answered. */
  readonly status: number;
  /** The stable, machine-readable kind of the error. */
  readonly errorType: string | undefined;
  /** The id under which the provider has logged the call. */
  readonly requestId: string | undefined;
  /** Whether the same call may succeed later and is safe to repeat; nothing is repeated by itself. */
  readonly retryable: boolean;
  /** The answer's headers. */
  readonly headers: WebHeaders;
  /**
   * The answer's body: {ErrorBody} where it is JSON, else its text. It may hold secrets, so no console shows it.
   */
  readonly body: unknown;
}

/** What all errors may know. */
export interface ErrorDetails {
  operation?: string | undefined;
  cause?: unknown;
}

/** What is wrong with one value of an input. */
export interface InputProblem {
  /** The name of the value. */
  name: string;
  /** What is wrong, and what is allowed instead; never the value. */
  reason: string;
}

/** What is known of an answer. */
export interface AnswerDetails extends ErrorDetails {
  status: number;
  headers?: WebHeaders;
  body?: unknown;
}

/** What is known of an answer that says no. */
export interface ApiErrorDetails extends AnswerDetails {
  errorType?: string | undefined;
  requestId?: string | undefined;
  retryable?: boolean;
}
