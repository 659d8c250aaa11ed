/** Decimal numbers by their texts, compared without rounding. */

interface Parts {
  /** -1, 0 or 1. */
  readonly sign: number;
  /** The number is ±0.digits times ten to this power. */
  readonly magnitude: number;
  /** Neither begins nor ends with a zero. */
  readonly digits: string;
}

/** The maximum number of decimal places for which a multiple is computed. */
const MAX_PLACES = 1000;

function parts(number: string): Parts {
  const [, minus, whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const all = whole + fraction;
  const start = all.search(/[1-9]/);
  if (start < 0) return { sign: 0, magnitude: 0, digits: "" };
  let end = all.length;
  while (all[end - 1] === "0") end -= 1;
  return { sign: minus === "-" ? -1 : 1, magnitude: whole.length - start + Number(exponent), digits: all.slice(start, end) };
}

/** Compares two JSON numbers: less than, equal to or greater than 0 as `a` is to `b`. */
export function compare(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  if (left.magnitude !== right.magnitude) return (left.magnitude - right.magnitude) * left.sign;
  return left.digits === right.digits ? 0 : left.digits < right.digits ? -left.sign : left.sign;
}

/** Returns whether a JSON number has no fraction. */
export function isWhole(number: string): boolean {
  const { magnitude, digits } = parts(number);
  return digits.length <= magnitude || digits === "";
}

/** The most zeros that an exponent adds to a whole number. A double has at most 309 digits. */
const MAX_ZEROS = 400;

/** Returns a JSON number without fraction and exponent, if it is whole and no exponent adds too many zeros. */
export function integer(number: string): string | undefined {
  const { sign, magnitude, digits } = parts(number);
  if (digits === "") return "0";
  const written = number.replace(/e.*/i, "").replace(/\D/g, "").length;
  if (digits.length > magnitude || magnitude > written + MAX_ZEROS) return undefined;
  return (sign < 0 ? "-" : "") + digits.padEnd(magnitude, "0");
}

/** Returns whether a JSON number is a multiple of another; true where computing it would take too long. */
export function isMultiple(number: string, of: string): boolean {
  const both = [parts(number), parts(of)];
  const places = Math.max(...both.map(({ digits, magnitude }) => digits.length - magnitude));
  const [value, unit] = both.map(({ digits, magnitude }) => {
    const zeros = places + magnitude - digits.length;
    return zeros > MAX_PLACES || digits.length > MAX_PLACES ? undefined : BigInt(digits + "0".repeat(zeros));
  });
  return value === undefined || !unit || value % unit === 0n;
}

/** Returns one text for all spellings of a number. */
export function normalize(number: string): string {
  const { sign, magnitude, digits } = parts(number);
  return `${sign}.${digits}e${magnitude}`;
}
