/** The data block of a page, member for member as `endpoint_export::console` writes it. */

import { type Json, type JsonNumber, parse } from "./json.js";
import type { Types, ValueType } from "./types.js";

/** The data of one operation. */
export interface Model {
  /** A digest of the parameters and types. Values that another version saved are dropped. */
  readonly version: string;
  readonly provider: Provider;
  readonly operation: Operation;
  /** The parameters in the order of their declaration. */
  readonly parameters: readonly Parameter[];
  /** The named types that the parameters' types reach. */
  readonly types: Types;
}

export interface Provider {
  /** The name in commands, variables and paths. */
  readonly name: string;
  /** The name for humans. */
  readonly title: string;
  /** The schemes, each of which is enough. */
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
  /** The name for humans, as in "Revoke". */
  readonly title: string;
  readonly method: string;
  /** The path, its parameters as `<name>`. */
  readonly template: string;
  readonly destructive: boolean;
  /** True if a credential is sent. */
  readonly authenticated: boolean;
  readonly body: "none" | "json" | "form" | "text" | "bytes" | "multipart";
  /** The content type of the body. */
  readonly contentType: string | null;
  /** The query as declared, encoded: `watch=true&$top=<top>`. */
  readonly query: string;
  /** The names and values of constant headers. */
  readonly fixedHeaders?: readonly (readonly [string, string])[];
  /** The names of constant fields, and in a JSON body the JSON of each value, else its text. */
  readonly fixedFields?: readonly (readonly [string, string])[];
  /** The media type of the response, if it is not JSON or any. */
  readonly accept?: string;
  /** The responses by their status, if there is more to say than that the body is a value. */
  readonly responses?: readonly DeclaredResponse[];
  readonly envelope?: Envelope;
}

/** A response that is declared. */
export interface DeclaredResponse {
  /** The status; absent for all others of 2xx. */
  readonly status?: JsonNumber;
  readonly format: "json" | "text" | "bytes" | "stream" | "sse" | "ndjson" | "nothing";
  /** Markdown. */
  readonly docs?: string;
  readonly headers?: readonly { readonly wire: string; readonly docs?: string }[];
  /** The data of the event that ends the stream. */
  readonly done?: string;
}

/** The way to tell an error with a status of success, by one member. */
export interface Envelope {
  /** True in a success. */
  readonly flag?: string;
  /** In errors only. */
  readonly errors?: string;
  /** Equal to `success` in a success. */
  readonly code?: string;
  /** JSON. */
  readonly success?: string;
}

export interface Parameter {
  /** The name of the argument. */
  readonly name: string;
  /** The name on the wire. */
  readonly wire: string;
  readonly place: "path" | "query" | "header" | "cookie" | "field" | "body";
  readonly required: boolean;
  /** True if the value is a list of values of the type. */
  readonly repeated: boolean;
  /** The form of the keys of a map: `filter[]`, a prefix, or "" for keys as they are. */
  readonly map?: string;
  /** True for one or more segments of the path, with slashes between them. */
  readonly several?: boolean;
  /** The literal behind a value in its segment of the path, percent-encoded. */
  readonly end?: string;
  /** The separator of a list that is sent as one text: as it is, and as it is written in its place. */
  readonly join?: readonly [separator: string, written: string];
  /** The form of the keys of a nested value: that of members, and the text behind the key of a list for its first item. */
  readonly nested?: readonly [members: string, list: string];
  /** True if the value is sent as its JSON text. */
  readonly jsonText?: boolean;
  /** True if the value is secret. */
  readonly sensitive: boolean;
  /** Markdown. */
  readonly docs: string;
  /** The type of the value, or of one item when it is repeated. */
  readonly type: ValueType;
}

/** The values that are filled in, by argument name. */
export type Values = ReadonlyMap<string, Json>;

/** Reads the data block. Its numbers keep their texts: bounds may be larger than a double holds. */
export function readModel(text: string): Model {
  return parse(text) as unknown as Model;
}
