// The errors of calls. No message shows a credential or a sensitive value.

/**
 * Sets the name of a class of errors, where stacks and consoles look for it.
 *
 * @param {Function} type
 * @param {string} name
 */
function setName(type, name) {
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

export class EndpointError extends Error {
  static {
    setName(this, "EndpointError");
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
    setName(this, "ConfigurationError");
  }
}

export class InputError extends EndpointError {
  static {
    setName(this, "InputError");
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
    setName(this, "ConnectionError");
  }
}

export class TimeoutError extends EndpointError {
  static {
    setName(this, "TimeoutError");
  }
}

/** The base of errors with a response. Getters keep its headers and body, which may hold secrets, out of consoles. */
class ErrorWithResponse extends EndpointError {
  #headers;
  #body;

  /**
   * @param {string} message
   * @param {import("./errors.js").ResponseDetails} details
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

export class ResponseError extends ErrorWithResponse {
  static {
    setName(this, "ResponseError");
  }
}

export class ApiError extends ErrorWithResponse {
  static {
    setName(this, "ApiError");
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
