// A program with the types of browsers.
import { ApiError, createClient } from "stytch-endpoints";
import type { CallOptions, ClientOptions } from "stytch-endpoints";

export const client = createClient({ fetch });
export const logged: ClientOptions = {
  fetch: async (url, init) => {
    console.log(String(url));
    return fetch(url, init);
  },
};
export const options: CallOptions = { signal: AbortSignal.timeout(1_000) };
export const headers = (error: ApiError): Headers => error.headers;

// @ts-expect-error No function at all.
export const none: ClientOptions = { fetch: "fetch" };
// @ts-expect-error It answers nothing.
export const empty: ClientOptions = { fetch: async () => undefined };
// @ts-expect-error That is what the signal comes from.
export const signal: CallOptions = { signal: new AbortController() };
