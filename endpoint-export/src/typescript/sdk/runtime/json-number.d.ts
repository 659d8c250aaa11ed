// A number of JSON that no value of JavaScript holds.

/**
 * A number of JSON that neither a `number` nor a `bigint` holds, like 0.12345678901234567890.
 *
 * Values without a declared type (`unknown`) hold it in responses, and may hold it in inputs: its digits are sent as they are.
 *
 * @example new JsonNumber("0.12345678901234567890")
 */
export declare class JsonNumber {
  /** @throws {TypeError} If the text is not that of a number in JSON. */
  constructor(text: string);
  /** The number as JSON has it. */
  readonly text: string;
  /** Returns the text. */
  toString(): string;
  /** Returns the text: `JSON.stringify` writes a string, since it cannot write the number. */
  toJSON(): string;
}
