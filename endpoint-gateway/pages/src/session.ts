/** The tokens of gateways. They are kept in memory, and shared with other tabs of this origin only. */

const tokens = new Map<string, string>();
/** Tokens that their gateway has accepted, and that it has refused. */
const good = new Set<string>();
const refused = new Set<string>();
const listeners = new Set<() => void>();
const channel = open();

function open(): BroadcastChannel | undefined {
  try {
    const opened = new BroadcastChannel("endpoint-gateway");
    opened.onmessage = (event: MessageEvent<unknown>) => receive(event.data);
    return opened;
  } catch {
    return undefined;
  }
}

function receive(message: unknown): void {
  if (message === "ask") {
    const known = [...tokens].filter(([, token]) => good.has(token));
    if (known.length > 0) channel?.postMessage({ known });
    return;
  }
  const pairs: unknown = typeof message === "object" && message !== null && "known" in message ? message.known : undefined;
  if (!Array.isArray(pairs)) return;
  let changed = false;
  for (const pair of pairs as unknown[]) {
    const [origin, token] = Array.isArray(pair) ? (pair as unknown[]) : [];
    if (typeof origin !== "string" || typeof token !== "string") continue;
    // Another tab never replaces a token that may be valid: any site can open a page of ours with a token of its own.
    const current = tokens.get(origin);
    if (current === token || (current !== undefined && !refused.has(current))) continue;
    tokens.set(origin, token);
    changed = true;
  }
  if (changed) notify();
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** Returns the token or key for the gateway of this origin. */
export function tokenOf(origin: string): string | undefined {
  return tokens.get(origin);
}

/** Keeps a token. It is shared with other tabs once its gateway has accepted it. */
export function setToken(origin: string, token: string): void {
  if (tokens.get(origin) === token) return;
  tokens.set(origin, token);
  notify();
}

/** Records whether a gateway accepted a token. */
export function reportToken(origin: string, token: string, isGood: boolean): void {
  const [to, from] = isGood ? [good, refused] : [refused, good];
  from.delete(token);
  if (to.has(token)) return;
  to.add(token);
  channel?.postMessage(isGood ? { known: [[origin, token]] } : "ask");
}

/** Calls the listener when a token changes, until the signal. */
export function onToken(listener: () => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener("abort", () => listeners.delete(listener));
}

/** Returns the token in a fragment such as `#token=…`. */
export function tokenIn(fragment: string): string | undefined {
  return /^#token=([!-~]+)$/.exec(fragment)?.[1];
}

/** Takes the token out of the page's URL, and requests the tokens of other tabs. */
export function startSession(): void {
  // The browser's list of requests would keep secrets that are sent in queries.
  performance.setResourceTimingBufferSize(0);
  const take = (): void => {
    const token = tokenIn(location.hash);
    if (location.hash.startsWith("#token=")) {
      history.replaceState(history.state, "", location.pathname + location.search);
    }
    if (token !== undefined) setToken(location.origin, token);
  };
  take();
  // A URL with another token, pasted into the same tab, does not reload the page.
  addEventListener("hashchange", take);
  channel?.postMessage("ask");
}
