// Types of the web platform: its own where the program has them (`lib: ["dom"]` or `@types/node`), else the parts that are
// needed.

type Global<Name extends string, Otherwise> =
  typeof globalThis extends Record<Name, { prototype: infer Type }> ? Type : Otherwise;

/** `AbortSignal`. */
export type WebAbortSignal = Global<"AbortSignal", { readonly aborted: boolean; readonly reason: any }>;

/** `Headers`. */
export type WebHeaders = Global<"Headers", { get(name: string): string | null; has(name: string): boolean }>;

/** Any `fetch`, that of the platform or of a library. It is called with the whole URL. */
export type WebFetch = (url: string, init: any) => Promise<{ readonly status: number }>;

/** `Blob`, of which `File` is a part. */
export type WebBlob = Global<"Blob", { readonly size: number; readonly type: string }>;

/** `ReadableStream`. */
export type WebStream = Global<"ReadableStream", { readonly locked: boolean; getReader(): any }>;
