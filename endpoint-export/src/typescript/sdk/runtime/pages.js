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
 * @property {boolean} [isText] True if the argument is a string, whatever the page holds.
 * @property {string} [member] The member that the kind reads.
 * @property {string} items The list of items.
 * @property {string} [more] The member that is false in the last page.
 * @property {number} [first] The number of the first page, if it is not 1.
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
  const { kind, argument, member = "", more } = pagination;
  const body = bodyOf(operation, page.value);
  if (more !== undefined && memberOf(body, more) === false) {
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
      const [first, step] = kind === "page" ? [pagination.first ?? 1, 1] : [0, items];
      const current = /** @type {Record<string, unknown>} */ (input)[argument ?? ""] ?? first;
      const next = Number(current) + step;
      if (!Number.isSafeInteger(next)) {
        const reason = "does not lead to another page: it is not a whole number";
        throw new InputError([{ name: argument ?? "", reason }], { operation: operation.id });
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
function withArgument({ parameters, pagination: { argument = "", isText } }, input, value) {
  if (value === "" || !["string", "number", "bigint"].includes(typeof value)) {
    return undefined;
  }
  // A header goes by its own name, too, in any case.
  const wire = parameters.find(({ name, in: place }) => name === argument && place === "header")?.wire.toLowerCase();
  const others = Object.entries(/** @type {object} */ (input)).filter(([name]) => name !== argument && name.toLowerCase() !== wire);
  return { input: Object.fromEntries([...others, [argument, isText ? String(value) : value]]) };
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
 * Returns the body of a page: with several statuses, it is a member of the output.
 *
 * @param {Operation} operation
 * @param {unknown} value
 */
function bodyOf({ responses }, value) {
  return responses === undefined ? value : /** @type {{ body?: unknown }} */ (value).body;
}

/**
 * Returns the member that a JSON pointer names.
 *
 * @param {unknown} value
 * @param {string} pointer
 * @returns {unknown}
 */
function memberOf(value, pointer) {
  const names = pointer.split("/").slice(1).map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
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
