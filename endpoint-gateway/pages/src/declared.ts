/** The response that an operation declares, found by the status, and the errors that have a status of success. */

import { isObject, type Json, parse, print } from "./json.js";
import type { DeclaredResponse, Envelope, Operation } from "./model.js";
import type { StreamFormat } from "./stream.js";

/** Returns the declaration of a response with this status; undefined for an error, and where there is nothing to say. */
export function declaredOf({ responses = [] }: Operation, status: number): DeclaredResponse | undefined {
  const isSuccess = status >= 200 && status <= 299;
  return responses.find((declared) => declared.status?.text === String(status)) ?? (isSuccess ? responses.find((declared) => declared.status === undefined) : undefined);
}

/** A declared response that is shown as it arrives. */
export type DeclaredStream = DeclaredResponse & { readonly format: StreamFormat };

function isStream(declared: DeclaredResponse | undefined): declared is DeclaredStream {
  return declared !== undefined && ["stream", "sse", "ndjson"].includes(declared.format);
}

/** Returns whether responses of an operation are shown as they arrive. */
export function isStreamed({ responses = [] }: Operation): boolean {
  return responses.some(isStream);
}

/** Returns the declaration of a response with this status that is shown as it arrives. */
export function streamOf(operation: Operation, status: number): DeclaredStream | undefined {
  const declared = declaredOf(operation, status);
  return isStream(declared) ? declared : undefined;
}

/** Returns the reason why a body of a successful response is an error. */
export function errorInside({ flag, errors, code, success }: Envelope, body: string): string | undefined {
  const members = membersOf(body);
  if (members === undefined) return undefined;
  if (flag !== undefined) return members[flag] === true ? undefined : `its member “${flag}” is not true`;
  if (code !== undefined) {
    return print(members[code] ?? null) === success ? undefined : `its member “${code}” is not ${success}`;
  }
  const found = members[errors ?? ""] ?? null;
  return found === null || (Array.isArray(found) && found.length === 0) ? undefined : `it has the member “${errors}”`;
}

function membersOf(body: string): { readonly [name: string]: Json } | undefined {
  try {
    const value = parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
