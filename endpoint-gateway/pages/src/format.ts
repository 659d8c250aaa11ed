/** Checks of texts and numbers by the formats that JSON Schema names. */

import { compare } from "./decimal.js";

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

/** The patterns of formats, each with an example. */
const TEXTS: { readonly [format: string]: readonly [pattern: string, example: string] } = {
  "date-time": [`^${DATE}[t ]${TIME}$`, "a date and time with its zone, such as 2026-01-31T12:30:00Z"],
  date: [`^${DATE}$`, "a date, such as 2026-01-31"],
  time: [`^${TIME}$`, "a time with its zone, such as 12:30:00Z"],
  uuid: ["^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", "a UUID, such as 3f2b8c1e-5a47-4d0b-9c6e-7a1f0d2e4b58"],
  email: [String.raw`^[^\r\n]+@[^@\s]+$`, "an email address, such as ada@example.com"],
  uri: ["^[a-z][a-z0-9+.-]*:[!-~]*$", "a URI, such as https://example.com"],
  ipv4: [String.raw`^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$`, "an IPv4 address, such as 192.0.2.1"],
  ipv6: [String.raw`^(?=.*:.*:)[0-9a-f:.]+$`, "an IPv6 address, such as 2001:db8::1"],
};

/** Returns why a text, or the text of a number, is not of the format. */
export function formatViolation(format: string, value: string): string | undefined {
  if (format === "base64") return isBase64(value) ? undefined : "This has to be base64, such as Ynl0ZXM=";
  const [, unsigned, size] = /^(u?)int(8|16|32|64|128)?$/.exec(format) ?? [];
  if (unsigned !== undefined) {
    const bits = BigInt(size ?? 64);
    const [least, beyond] = unsigned === "u" ? [0n, 1n << bits] : [-(1n << (bits - 1n)), 1n << (bits - 1n)];
    if (compare(value, `${least}`) < 0) return `This has to be at least ${least}.`;
    return compare(value, `${beyond}`) < 0 ? undefined : `This has to be at most ${beyond - 1n}.`;
  }
  if (format === "double" || format === "float") {
    const number = Number(value);
    const isFinite = Number.isFinite(format === "float" ? Math.fround(number) : number);
    return isFinite ? undefined : "This number is too large.";
  }
  if (!Object.hasOwn(TEXTS, format)) return undefined;
  const [pattern, example] = TEXTS[format] ?? ["", ""];
  const isFine = new RegExp(pattern, "iu").test(value) && (!/^date/.test(format) || isDay(value));
  return isFine ? undefined : `This has to be ${example}.`;
}

/** Returns whether the month has that day. */
function isDay(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.slice(0, 10).split("-").map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** Returns whether a text is base64 with padding and the standard alphabet (RFC 4648, section 4), as the gateway reads it. */
function isBase64(value: string): boolean {
  try {
    return btoa(atob(value)) === value;
  } catch {
    return false;
  }
}
