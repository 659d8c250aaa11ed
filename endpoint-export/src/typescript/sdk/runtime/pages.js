// Lists that come page by page: each page leads to the next one.

import { InputError } from "./errors.js";
import { nextLink } from "./link-header.js";

/** @typedef {import("./client.js").Operation} Operation */

/**
 * The way from one page of a list to the next. Members of a page are named by JSON pointers (RFC 6901).
 *
 * @typedef {object} Pagination
 * @property {"cursor" | "after" | "page" | "offset" | "link" | "url"} kind
 * @property {string} [argument] The name of the argument that chooses the page; absent if a URL does.
 * @property {string} [argumentMember] The member of the argument that chooses the page, if the argument is an object.
 * @property {boolean} [isText] True if the argument is a string, whatever the page holds.
 * @property {string} [member] The member that the kind reads.
 * @property {string} items The list of items.
 * @property {string} [more] The member that is false in the last page.
 * @property {string} [done] The member that is true in the last page.
 * @property {number} [first] The number of the first page, if it is not 1, or of the first item, if it is not 0.
 */

/**
 * The page of one call: its value, and the headers and the URL from which the next page is found.
 *
 * @typedef {{ value: unknown, headers: Headers, url: string }} ReceivedPage
 */

/**
 * The place of a further page.
 *
 * @typedef {{ input: unknown, url?: string | undefined }} Position
 */

/**
 * Calls the operation for one page. `firstUrl` is the URL of the first page, against which that of the position is resolved.
 *
 * @typedef {(position: Position, firstUrl: string | undefined) => Promise<ReceivedPage>} FetchPage
 */

/**
 * Returns the promise of the first page. It is also the iterable of all items, and its method `pages` returns that of all pages. Each is
 * requested when it is asked for.
 *
 * @param {Operation & { pagination: Pagination }} operation
 * @param {unknown} input
 * @param {FetchPage} fetchPage
 */
export function toPagePromise(operation, input, fetchPage) {
  const first = fetchPage({ input }, undefined);
  const promise = first.then(({ value }) => value);
  const pages = () => {
    // The iteration throws the error of the first page.
    promise.catch(() => {});
    return iteratePages(operation, input, first, fetchPage);
  };
  async function* items() {
    for await (const page of pages()) {
      yield* itemsOf(operation, page);
    }
  }
  return Object.assign(promise, { pages, [Symbol.asyncIterator]: items });
}

/**
 * @param {Operation & { pagination: Pagination }} operation
 * @param {unknown} input
 * @param {Promise<ReceivedPage>} first
 * @param {FetchPage} fetchPage
 */
async function* iteratePages(operation, input, first, fetchPage) {
  const isRepeated = repetition();
  /** @type {Position | undefined} */
  let position = { input };
  let page = await first;
  const firstUrl = page.url;
  for (;;) {
    yield page.value;
    position = nextPosition(operation, position, page);
    if (position === undefined || isRepeated(position)) {
      return;
    }
    page = await fetchPage(position, firstUrl);
  }
}

/**
 * Returns the place of the page after this one; undefined after the last.
 *
 * @param {Operation & { pagination: Pagination }} operation
 * @param {Position} position
 * @param {ReceivedPage} page
 * @returns {Position | undefined}
 */
function nextPosition(operation, { input }, page) {
  const { pagination } = operation;
  const { kind, argument = "", argumentMember = "", member = "", more, done } = pagination;
  const body = bodyOf(operation, page.value);
  const is = (/** @type {string | undefined} */ pointer, /** @type {boolean} */ value) =>
    pointer !== undefined && memberOf(body, pointer) === value;
  if (is(more, false) || is(done, true)) {
    return undefined;
  }
  switch (kind) {
    case "link":
    case "url": {
      const url = kind === "link" ? nextLink(page.headers.get("link") ?? "") : memberOf(body, member);
      return typeof url === "string" && url !== "" ? { input, url } : undefined;
    }
    case "cursor":
      return withArgument(operation, input, memberOf(body, member));
    case "after":
      return withArgument(operation, input, memberOf(itemsOf(operation, page.value).at(-1), member));
    default: {
      const items = itemsOf(operation, page.value).length;
      const [first, step] = kind === "page" ? [pagination.first ?? 1, 1] : [pagination.first ?? 0, items];
      const current = memberOf(/** @type {Record<string, unknown>} */ (input)[argument], argumentMember) ?? first;
      const next = Number(current) + step;
      if (!Number.isSafeInteger(next)) {
        const reason = "does not lead to another page: it is not a whole number";
        throw new InputError([{ name: argument, reason }], { operation: operation.id });
      }
      const count = pagination.member === undefined ? undefined : memberOf(body, member);
      const isLast = (typeof count === "number" || typeof count === "bigint") && next >= first + Number(count);
      return items === 0 || isLast ? undefined : withArgument(operation, input, next);
    }
  }
}

/**
 * Returns the input with another value of the argument that chooses the page; undefined without a value.
 *
 * @param {Operation & { pagination: Pagination }} operation
 * @param {unknown} input
 * @param {unknown} value
 * @returns {Position | undefined}
 */
function withArgument({ parameters, pagination: { argument = "", argumentMember = "", isText } }, input, value) {
  const isPosition = isObject(value) ? Object.keys(value).length > 0 : ["string", "number", "bigint"].includes(typeof value);
  if (value === "" || !isPosition) {
    return undefined;
  }
  // A header goes by its own name, too, in any case.
  const wire = parameters.find(({ name, in: place }) => name === argument && place === "header")?.wire.toLowerCase();
  const others = Object.entries(/** @type {object} */ (input)).filter(([name]) => name !== argument && name.toLowerCase() !== wire);
  const given = /** @type {Record<string, unknown>} */ (input)[argument];
  const chosen = withMember(given, argumentMember.split("/").slice(1).map(nameOf), isText ? String(value) : value);
  return { input: Object.fromEntries([...others, [argument, chosen]]) };
}

/**
 * Returns the value with another member; objects on the way to it are made.
 *
 * @param {unknown} value
 * @param {string[]} names
 * @param {unknown} member
 * @returns {unknown}
 */
function withMember(value, [name, ...names], member) {
  if (name === undefined) {
    return member;
  }
  const members = isObject(value) ? Object.entries(value).filter(([other]) => other !== name) : [];
  return Object.fromEntries([...members, [name, withMember(isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined, names, member)]]);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null;
}

/**
 * Returns the name in a part of a JSON pointer.
 *
 * @param {string} part
 */
function nameOf(part) {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * @param {Operation & { pagination: Pagination }} operation
 * @param {unknown} page
 * @returns {unknown[]}
 */
function itemsOf(operation, page) {
  const items = memberOf(bodyOf(operation, page), operation.pagination.items);
  return Array.isArray(items) ? items : [];
}

/**
 * Returns the body of a page: with several statuses or declared headers, it is a member of the output.
 *
 * @param {Operation} operation
 * @param {unknown} value
 */
function bodyOf({ responses, headers }, value) {
  return responses === undefined && headers === undefined ? value : /** @type {{ body?: unknown }} */ (value).body;
}

/**
 * Returns the member that a JSON pointer names.
 *
 * @param {unknown} value
 * @param {string} pointer
 * @returns {unknown}
 */
function memberOf(value, pointer) {
  const names = pointer.split("/").slice(1).map(nameOf);
  return names.reduce((/** @type {unknown} */ inner, name) => {
    const isThere = typeof inner === "object" && inner !== null && Object.hasOwn(inner, name);
    return isThere ? /** @type {Record<string, unknown>} */ (inner)[name] : undefined;
  }, value);
}

/**
 * Returns a function that tells whether a position came before, in constant memory (R. P. Brent, 1980): each position is compared with one
 * that is kept, and the kept one is replaced after 1, 2, 4, 8 … positions.
 */
function repetition() {
  /** @type {string | undefined} */
  let kept;
  let steps = 0;
  let power = 0;
  return (/** @type {Position} */ { input, url }) => {
    // No other member of the input changes.
    const text = url ?? JSON.stringify(input, (_, value) => (typeof value === "bigint" ? String(value) : value));
    if (text === kept) {
      return true;
    }
    steps += 1;
    if (steps > power) {
      [kept, power, steps] = [text, Math.max(2 * power, 1), 0];
    }
    return false;
  };
}
