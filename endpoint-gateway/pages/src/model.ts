/** What a page knows of its operation: the data block that `endpoint_export::console` writes, member for member. */

import { type Json, type JsonObject, parse } from "./json.js";

/** A JSON Schema (draft 2020-12) whose references are `#/$defs/Name`, by `definitions`. */
export type Schema = boolean | JsonObject;

/** Everything that the module needs. */
export interface Model {
  /** Another one where parameters or schemas are others: values that were saved by another version are dropped. */
  readonly version: string;
  readonly provider: Provider;
  readonly operation: Operation;
  /** In the order of their declaration. */
  readonly parameters: readonly Parameter[];
  /** Those that the parameters' schemas reach. */
  readonly definitions: { readonly [name: string]: Schema };
}

export interface Provider {
  /** In commands, variables and paths. */
  readonly name: string;
  /** For humans. */
  readonly title: string;
  /** Where the API is. */
  readonly baseUrl: string;
  /** Each of them is enough; snippets take the first. */
  readonly auth: readonly Scheme[];
  /** The default export of the TypeScript package, and the package. */
  readonly typescript: { readonly import: string; readonly package: string };
  /** The full path of the Rust type with `from_env()`. */
  readonly rustClient: string | null;
}

export interface Scheme {
  readonly kind: "basic" | "bearer" | "apiKey";
  /** The header of an API key. */
  readonly header: string | null;
  /** User name and password, or the only part. */
  readonly parts: readonly Part[];
}

/** One text of a credential. */
export interface Part {
  readonly name: string;
  /** The environment variable. */
  readonly variable: string;
  /** Markdown. */
  readonly docs: string;
}

export interface Operation {
  readonly id: string;
  /** The dotted name. */
  readonly name: string;
  /** For humans: "Revoke". */
  readonly title: string;
  readonly method: string;
  /** The path, its parameters as `<name>`. */
  readonly template: string;
  /** The host of its own. */
  readonly host: { readonly name: string; readonly url: string } | null;
  readonly destructive: boolean;
  readonly idempotent: boolean;
  /** The note, which may be empty. */
  readonly deprecated: string | null;
  /** Whether a credential goes along. */
  readonly authenticated: boolean;
  readonly body: "none" | "json" | "form" | "text" | "bytes";
  /** What goes with a body. */
  readonly contentType: string | null;
  readonly response: "json" | "text" | "bytes" | "nothing";
  /** Pairs that are the same for every call, not encoded. */
  readonly fixedQuery: readonly (readonly [string, string])[];
  /** The method of the TypeScript client. */
  readonly typescript: string;
  /** The full path of the Rust request, and whether it can be made by its own type. */
  readonly rust: { readonly request: string; readonly typed: boolean };
}

export interface Parameter {
  /** The argument. */
  readonly name: string;
  /** The name on the wire. */
  readonly wire: string;
  readonly place: "path" | "query" | "header" | "field" | "body";
  readonly required: boolean;
  /** Whether its value is a list of what the schema says. */
  readonly repeated: boolean;
  /** Whether its value is shown nowhere and kept nowhere. */
  readonly sensitive: boolean;
  /** The environment variable that snippets read a sensitive value from. */
  readonly variable: string;
  /** Markdown. */
  readonly docs: string;
  /** That of one item when it is repeated. */
  readonly schema: Schema;
  /** What snippets show where there is no value; a list when it is repeated. */
  readonly placeholder: Json;
  /** Whether a value is a text, or may be anything. */
  readonly text: boolean;
  /** Whether a value is a whole number. */
  readonly whole: boolean;
  /** How the typed Rust request takes it: by this setter, as this type; null where a value may not fit. */
  readonly rust: { readonly setter: string; readonly takes: string | null };
}

/** Reads the data block. Its numbers are `Exact`, as bounds may be larger than what JavaScript counts. */
export function readModel(text: string): Model {
  return parse(text) as unknown as Model;
}
