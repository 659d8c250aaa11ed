// Parsing JSON without a loss.

/**
 * Parses JSON as `JSON.parse` does, without rounding: an integer that is not safe as a `number` is a `bigint`, and a number that
 * neither holds is a `JsonNumber`. Inputs take both.
 *
 * @throws {SyntaxError} If the text is not JSON.
 * @example parseJson(process.env.IDS ?? "[]")
 */
export declare function parseJson(text: string): any;
