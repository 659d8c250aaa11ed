// Lists that come page by page.

/**
 * The promise of the first page of a list. It is also the iterable of the items of all pages, each of which is requested when its first item is
 * asked for: `for await (const item of client.list())`.
 *
 * The list ends with the last page, and with a page that leads to none or to one that was there before. An error of a call is thrown.
 */
export interface PagePromise<Page, Item> extends Promise<Page>, AsyncIterable<Item> {
  /** Returns the iterable of all pages: `for await (const page of client.list().pages())`. */
  pages(): AsyncIterable<Page>;
}
