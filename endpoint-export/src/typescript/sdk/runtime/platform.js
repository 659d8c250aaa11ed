// The platform that this code runs on: its environment variables, and who can read its memory.

/**
 * Returns an environment variable of Node, Deno or Bun; undefined where it is not set or cannot be read.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function environmentVariable(name) {
  try {
    const { env } = /** @type {any} */ (globalThis).process;
    return Object.hasOwn(env, name) ? env[name] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns whether this code runs on a user's device, in a page, a worker of a page or a mobile app. Users can read every
 * secret there.
 *
 * Servers have workers, a `navigator` and even a `window`, too; only browsers call themselves Mozilla in a worker.
 */
export function isBrowserOrApp() {
  const { window, document, navigator, WorkerGlobalScope } = /** @type {any} */ (globalThis);
  const isPage = typeof window === "object" && typeof document === "object" && document !== null;
  const isWorker = typeof WorkerGlobalScope === "function" && String(navigator?.userAgent).startsWith("Mozilla/");
  return isPage || isWorker || navigator?.product === "ReactNative";
}
