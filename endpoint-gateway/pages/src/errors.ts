/** Requests to a gateway, and the reasons of failures, which browsers hide from pages. */

/** The reason of a request without a response. */
export type FailureKind = "csp" | "cors" | "broken" | "unreachable" | "timeout" | "cancelled";

/** The failure of a request without a response, or with an incomplete one. */
export class RequestError extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** A response, and the error to throw if its body fails. */
export interface Reply {
  readonly response: Response;
  interruption(): RequestError;
}

/** Sends a request to a gateway. The timeout includes the response's body, unless `isEndless` says that the body may take any time. */
export async function request(
  origin: string,
  path: string,
  init: RequestInit,
  cancel: AbortSignal,
  seconds: number,
  isEndless: (response: Response) => boolean = () => false,
): Promise<Reply> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), seconds * 1000);
  cancel.addEventListener("abort", () => clearTimeout(timer), { once: true });
  const interruption = (): RequestError => {
    if (cancel.aborted) return new RequestError("cancelled", "The request was cancelled. The gateway may have sent it on before.");
    if (late.signal.aborted) return new RequestError("timeout", `There was no whole answer within ${seconds} seconds.`);
    return new RequestError("broken", "The connection was lost before the whole answer had come.");
  };
  let isViolation = false;
  const violation = (event: SecurityPolicyViolationEvent): void => {
    if (event.effectiveDirective === "connect-src") isViolation ||= event.blockedURI.startsWith(origin);
  };
  document.addEventListener("securitypolicyviolation", violation);
  try {
    const signal = AbortSignal.any([cancel, late.signal]);
    const response = await fetch(origin + path, { ...PLAIN, redirect: "manual", ...init, signal });
    if (isEndless(response)) clearTimeout(timer);
    return { response, interruption };
  } catch {
    if (cancel.aborted || late.signal.aborted) throw interruption();
    // The violation event comes in a later task.
    await new Promise((resolve) => setTimeout(resolve));
    if (isViolation) {
      throw new RequestError("csp", `The page's Content-Security-Policy keeps requests from ${origin}: its operator has not listed it.`);
    }
    if (!(await isReachable(origin, cancel))) {
      throw new RequestError("unreachable", `Nothing answers at ${origin}. Is the gateway running, and is this its address?`);
    }
    if (origin === location.origin) {
      throw new RequestError("broken", "The gateway is there, but it ended the connection without an answer.");
    }
    throw new RequestError(
      "cors",
      `${origin} is there, but does not let pages of ${location.origin} read its answers (CORS). Its operator lists the origins that may.`,
    );
  } finally {
    document.removeEventListener("securitypolicyviolation", violation);
  }
}

/** Options that send no cookie and no referrer, and use no cache. */
const PLAIN: RequestInit = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };

/** Returns whether any server responds. A request without CORS resolves for any response, which no page may read. */
async function isReachable(origin: string, cancel: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(5000)]);
    await fetch(`${origin}/-/health`, { ...PLAIN, mode: "no-cors", signal });
    return true;
  } catch {
    return false;
  }
}

/** A problem document (RFC 9457) of the gateway itself. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** Returns the code of a response that comes from the gateway itself, not from the upstream. */
export function gatewayCode(headers: Headers): string | undefined {
  return /^endpoint-gateway; details="([a-z_]+)"$/.exec(headers.get("Proxy-Status") ?? "")?.[1];
}

/** Reads a problem document; `undefined` for any other body. */
export async function problemOf(response: Response): Promise<Problem | undefined> {
  const proxyCode = gatewayCode(response.headers);
  try {
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null || !("code" in body) || !("detail" in body)) return undefined;
    const code = proxyCode ?? String(body.code);
    return { code, detail: sentence(String(body.detail)) };
  } catch {
    return undefined;
  }
}

/** Makes a sentence of a problem's text. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}
