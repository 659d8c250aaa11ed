/** The data block of a page, member for member as `endpoint_export::console` writes it. */

import { type Json, parse } from "./json.js";
import type { Types, ValueType } from "./types.js";

/** Everything that the module needs. */
export interface Model {
  /** Another one where parameters or types differ: values that were saved by another version are dropped. */
  readonly version: string;
  readonly provider: Provider;
  readonly operation: Operation;
  /** In the order of their declaration. */
  readonly parameters: readonly Parameter[];
  /** The named types that the parameters' types reach. */
  readonly types: Types;
}

export interface Provider {
  /** In commands, variables and paths. */
  readonly name: string;
  /** For humans. */
  readonly title: string;
  /** Each of them is enough. */
  readonly auth: readonly Scheme[];
}

export interface Scheme {
  /** User name and password, or the only part. */
  readonly parts: readonly Part[];
}

/** One text of a credential. */
export interface Part {
  readonly name: string;
  /** The environment variable. */
  readonly variable: string;
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
  readonly destructive: boolean;
  /** Whether a credential goes along. */
  readonly authenticated: boolean;
  readonly body: "none" | "json" | "form" | "text" | "bytes";
  /** What goes with a body. */
  readonly contentType: string | null;
  /** Pairs that are the same for every call, not encoded. */
  readonly fixedQuery: readonly (readonly [string, string])[];
}

export interface Parameter {
  /** The argument. */
  readonly name: string;
  /** The name on the wire. */
  readonly wire: string;
  readonly place: "path" | "query" | "header" | "field" | "body";
  readonly required: boolean;
  /** Whether its value is a list of values of the type. */
  readonly repeated: boolean;
  /** Whether its value is shown nowhere and kept nowhere. */
  readonly sensitive: boolean;
  /** Markdown. */
  readonly docs: string;
  /** That of one item when it is repeated. */
  readonly type: ValueType;
}

/** What is filled in, by argument. */
export type Values = ReadonlyMap<string, Json>;

/** Reads the data block. Its numbers are `Exact`, as bounds may be larger than what JavaScript counts. */
export function readModel(text: string): Model {
  return parse(text) as unknown as Model;
}
