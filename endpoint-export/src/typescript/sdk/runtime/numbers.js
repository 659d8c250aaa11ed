// Numbers of JSON, of which a `number` holds only some.

/** A number in JSON (RFC 8259, section 6): its sign, whole digits, fraction and exponent. */
export const JSON_NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The most digits of an integer that becomes a `bigint`: the time that this takes grows faster than the digits. */
const MAX_INTEGER_DIGITS = 1_000;

/** The most digits that `toPrecision` writes. */
const MAX_PRECISION = 100;

/**
 * Returns the `number` of this text, if it is the same number: written with as many digits, it has the same digits. `0.1` and
 * `0.10000000000000001` are such texts, `0.12345678901234567890` and `9007199254740993` are not.
 *
 * @param {string} text
 * @returns {number | undefined}
 */
export function toNumber(text) {
  const number = Number(text);
  const digits = significantDigits(text);
  const isSame =
    digits === "" ||
    (Number.isFinite(number) &&
      digits.length <= MAX_PRECISION &&
      significantDigits(number.toPrecision(digits.length)) === digits);
  return isSame ? number : undefined;
}

/**
 * Returns the text of a finite number, with the sign of negative zero, which `JSON.stringify` drops.
 *
 * @param {number} number
 */
export function numberText(number) {
  return Object.is(number, -0) ? "-0" : String(number);
}

/**
 * Returns the digits without zeros around them.
 *
 * @param {string} text
 */
function significantDigits(text) {
  const [mantissa = ""] = text.split(/e/i);
  const digits = mantissa.replace(/[-.]/g, "").replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") {
    end -= 1;
  }
  return digits.slice(0, end);
}

/**
 * Returns the `bigint` of this text; undefined if it is no integer, or has too many digits.
 *
 * @param {string} text
 * @returns {bigint | undefined}
 */
export function toBigint(text) {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = JSON_NUMBER.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  // The number of zeros to be added, or of digits to be removed, which then have to be zeros.
  const zeros = Number(exponent) - fraction.length;
  if (digits === "") {
    return 0n;
  }
  if (digits.length + zeros > MAX_INTEGER_DIGITS || digits.length > MAX_INTEGER_DIGITS) {
    return undefined;
  }
  if (zeros >= 0) {
    return BigInt(sign + digits + "0".repeat(zeros));
  }
  const isWhole = digits.length + zeros > 0 && !/[1-9]/.test(digits.slice(zeros));
  return isWhole ? BigInt(sign + digits.slice(0, zeros)) : undefined;
}
