/** The call that a snippet shows, and what several languages ask of it. */

import type { Shown } from "../inputs.js";
import type { Model } from "../model.js";
import { bodyText, joined, type Piece, type Request, type Variable } from "../request.js";

/** What a snippet takes from its surroundings. */
export interface Options {
  /** Where the API is, instead of the provider's first environment; endpoints with a host of their own stay there. */
  readonly baseUrl?: string | undefined;
  /** The name of the TypeScript package. */
  readonly package?: string | undefined;
}

export interface Call {
  readonly model: Model;
  readonly shown: readonly Shown[];
  readonly options: Options;
  readonly request: Request;
}

/** Where the API is. */
export function baseUrl({ model, options }: Call): string {
  return options.baseUrl ?? model.provider.baseUrl;
}

/** The whole URL. */
export function url(call: Call): Piece[] {
  const base = call.model.operation.host?.url ?? baseUrl(call);
  return joined([base.replace(/\/+$/, ""), ...call.request.target]);
}

/** The header of a credential that is one text: its name, what stands before the text, and the text's variable. */
export function headerCredential(call: Call): readonly [string, string, string] | undefined {
  const { credential } = call.request;
  const variable = credential?.parts[0]?.variable;
  if (credential === undefined || variable === undefined || credential.kind === "basic") {
    return undefined;
  }
  const { kind, header } = credential;
  return kind === "bearer" ? ["Authorization", "Bearer ", variable] : [header ?? "", "", variable];
}

/** The variables of user name and password. */
export function basic({ request: { credential } }: Call): readonly [string, string] | undefined {
  const [username, password] = credential?.kind === "basic" ? credential.parts : [];
  return username && password ? [username.variable, password.variable] : undefined;
}

/** Whether an argument's secret is written in one of these ways; in any, where none is named. */
export function has({ request: { target, headers, body } }: Call, ...written: Variable["written"][]): boolean {
  const pieces = [...target, ...headers.map(([, value]) => value), ...(body ? bodyText(body) : [])];
  return pieces.some((piece) => typeof piece !== "string" && (written.length === 0 || written.includes(piece.written)));
}

/**
 * Whether something secret goes along that a client would hand on to wherever it is redirected: all but
 * `Authorization`, which clients keep to the first origin.
 */
export function mustStay(call: Call): boolean {
  const header = headerCredential(call)?.[0];
  return (header !== undefined && header !== "Authorization") || has(call);
}

/** Whether nothing is read of the answer. */
export function returnsNothing({ model }: Call): boolean {
  return model.operation.response === "nothing";
}
