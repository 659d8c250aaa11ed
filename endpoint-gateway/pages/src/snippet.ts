/** Requests for the code of a call, to the gateway that served the page. Its `pages/snippet.rs` documents them. */

import { problemOf, request } from "./errors.js";
import { object, print } from "./json.js";
import type { Model, Values } from "./model.js";
import { withoutSecrets } from "./secrets.js";

/** The code of a call, by the id of its language. */
export type Snippets = ReadonlyMap<string, string>;

/** The maximum length of a request that the gateway reads, in bytes. */
const MAX_BYTES = 64 << 10;

const TIMEOUT_SECONDS = 10;

/** A lone surrogate as JSON writes it, which no program can hold. */
const LONE_SURROGATE = /(?<=(?:^|[^\\])(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Writes the body of a request for the code of a call. An empty text stands for each secret. */
export function snippetBody(model: Model, values: Values): string {
  const shown = object(withoutSecrets(model, values, ""));
  const body = object([["provider", model.provider.name], ["operation", model.operation.id], ["values", shown]]);
  return print(body).replace(LONE_SURROGATE, "\ufffd");
}

/**
 * Sends such a request and reads the response.
 *
 * @throws {Error} with the reason why there is no response.
 */
export async function fetchSnippets(body: string, cancel: AbortSignal): Promise<Snippets> {
  if (new Blob([body]).size > MAX_BYTES) throw new Error("The values are longer than 64 KiB.");
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body };
  const { response, interruption } = await request(location.origin, "/-/snippet", init, cancel, TIMEOUT_SECONDS);
  if (!response.ok) {
    const problem = await problemOf(response);
    throw new Error(problem?.detail ?? `The gateway answered ${response.status}.`);
  }
  const snippets: unknown = await response.json().catch(() => undefined);
  if (typeof snippets !== "object" || snippets === null) throw interruption();
  return new Map(Object.entries(snippets).map(([language, code]) => [language, String(code)]));
}
