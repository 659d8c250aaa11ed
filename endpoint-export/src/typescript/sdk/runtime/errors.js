// What can go wrong with a call. No message shows a credential, or a value that is sensitive.

/**
 * Gives a class of errors its name, where stacks and consoles look for it.
 *
 * @param {Function} type
 * @param {string} name
 */
function named(type, name) {
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

export class EndpointError extends Error {
  static {
    named(this, "EndpointError");
  }

  /**
   * @param {string} message
   * @param {import("./errors.js").ErrorDetails} [details]
   */
  constructor(message, { operation, cause } = {}) {
    super(operation === undefined ? message : `${operation}: ${message}`, cause === undefined ? undefined : { cause });
    this.operation = operation;
  }
}

export class ConfigurationError extends EndpointError {
  static {
    named(this, "ConfigurationError");
  }
}

export class InputError extends EndpointError {
  static {
    named(this, "InputError");
  }

  /**
   * @param {import("./errors.js").InputProblem[]} problems
   * @param {import("./errors.js").ErrorDetails} [details]
   */
  constructor(problems, details) {
    super(problems.map(({ name, reason }) => `\`${name}\` ${reason}`).join("; "), details);
    this.problems = problems;
  }
}

export class ConnectionError extends EndpointError {
  static {
    named(this, "ConnectionError");
  }
}

export class TimeoutError extends EndpointError {
  static {
    named(this, "TimeoutError");
  }
}

/** What the errors that an answer led to have in common. Getters keep what may hold secrets out of consoles. */
class AnswerError extends EndpointError {
  #headers;
  #body;

  /**
   * @param {string} message
   * @param {import("./errors.js").AnswerDetails} details
   */
  constructor(message, details) {
    super(message, details);
    this.status = details.status;
    this.#headers = details.headers ?? new Headers();
    this.#body = details.body;
  }

  get headers() {
    return this.#headers;
  }

  get body() {
    return this.#body;
  }
}

export class ResponseError extends AnswerError {
  static {
    named(this, "ResponseError");
  }
}

export class ApiError extends AnswerError {
  static {
    named(this, "ApiError");
  }

  /**
   * @param {string} message
   * @param {import("./errors.js").ApiErrorDetails} details
   */
  constructor(message, details) {
    super(message, details);
    this.errorType = details.errorType;
    this.requestId = details.requestId;
    this.retryable = details.retryable ?? false;
  }
}
