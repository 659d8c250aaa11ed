/** The state of a gateway, from its response to `/-/status`. */

import { RequestError, problemOf, request } from "./errors.js";

/** The state of a provider's credential, without its value. */
export interface Credential {
  readonly state: "set" | "missing";
  readonly source: string | null;
  readonly id: string | null;
  readonly version: number | null;
  readonly set: string | null;
}

/** A provider that a gateway serves. */
export interface Provider {
  readonly name: string;
  readonly title: string;
  readonly mode: "sandbox" | "upstream";
  readonly upstream: string;
  readonly environment: string | null;
  readonly credential: Credential;
  readonly writable: boolean;
}

/** The body of a gateway's response to `/-/status`. */
export interface Status {
  readonly admin: boolean;
  readonly providers: readonly Provider[];
}

/** The state of the gateway. With `token`, another token would help. */
export type State =
  | { readonly kind: "waiting"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string; readonly token?: true }
  | { readonly kind: "ready"; readonly origin: string; readonly message: string; readonly status: Status };

const TIMEOUT_SECONDS = 10;

/** Requests the state of a gateway; without a token, only its health check. */
export async function probe(origin: string, token: string | undefined, cancel: AbortSignal): Promise<State> {
  try {
    return token === undefined ? await checkHealth(origin, cancel) : await fetchStatus(origin, token, cancel);
  } catch (error) {
    return { kind: "failed", message: error instanceof RequestError ? error.message : String(error) };
  }
}

async function checkHealth(origin: string, cancel: AbortSignal): Promise<State> {
  const { response } = await request(origin, "/-/health", {}, cancel, TIMEOUT_SECONDS);
  if (response.status !== 204) return notAGateway(origin);
  const message =
    "The gateway is there, but wants its token: open the URL that it printed when it started, or paste the token (or your caller key) here.";
  return { kind: "failed", token: true, message };
}

async function fetchStatus(origin: string, token: string, cancel: AbortSignal): Promise<State> {
  const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
  const { response } = await request(origin, "/-/status", { headers }, cancel, TIMEOUT_SECONDS);
  if (response.ok) {
    const status: unknown = await response.json().catch(() => undefined);
    if (!isStatus(status)) return notAGateway(origin);
    return { kind: "ready", origin, status, message: connectedTo(origin, status) };
  }
  const problem = await problemOf(response);
  if (problem === undefined) return notAGateway(origin);
  if (response.status === 401) return { kind: "failed", token: true, message: `401: ${problem.detail}` };
  return { kind: "failed", message: `The gateway refused (${response.status} ${problem.code}): ${problem.detail}` };
}

function notAGateway(origin: string): State {
  return { kind: "failed", message: `Something answers at ${origin}, but it is no gateway of these pages.` };
}

function connectedTo(origin: string, { providers }: Status): string {
  const names = providers.map(({ title, mode, upstream }) => `${title} ${mode === "sandbox" ? "(sandbox)" : `at ${upstream}`}`);
  return `Connected to ${origin}, which serves ${names.join(", ") || "nothing to this token"}.`;
}

function isStatus(value: unknown): value is Status {
  return typeof value === "object" && value !== null && "providers" in value && Array.isArray(value.providers);
}
