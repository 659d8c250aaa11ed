// The web's own types where the program has them (by `lib: ["dom"]` or `@types/node`), else what is needed of them.

type Global<Name extends string, Otherwise> =
  typeof globalThis extends Record<Name, { prototype: infer Type }> ? Type : Otherwise;

/** `AbortSignal`. */
export type WebAbortSignal = Global<"AbortSignal", { readonly aborted: boolean; readonly reason: any }>;

/** `Headers`. */
export type WebHeaders = Global<"Headers", { get(name: string): string | null; has(name: string): boolean }>;

/** `fetch`, as it is called: with the whole URL as a text. */
export type WebFetch = typeof globalThis extends { fetch: infer Fetch }
  ? Fetch
  : (url: string, init: any) => Promise<any>;
