// Types of the web platform: its own where the program has them (`lib: ["dom"]` or `@types/node`), else the parts that are
// needed.

type Global<Name extends string, Otherwise> =
  typeof globalThis extends Record<Name, { prototype: infer Type }> ? Type : Otherwise;

/** `AbortSignal`. */
export type WebAbortSignal = Global<"AbortSignal", { readonly aborted: boolean; readonly reason: any }>;

/** `Headers`. */
export type WebHeaders = Global<"Headers", { get(name: string): string | null; has(name: string): boolean }>;

/** `fetch`, called with the whole URL as a string. */
export type WebFetch = typeof globalThis extends { fetch: infer Fetch }
  ? Fetch
  : (url: string, init: any) => Promise<any>;
