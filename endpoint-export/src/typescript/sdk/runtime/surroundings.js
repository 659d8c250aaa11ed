// Where this code runs.

/**
 * An environment variable of Node, Deno or Bun; undefined where there are none, or where they may not be read.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function variable(name) {
  try {
    const { env } = /** @type {any} */ (globalThis).process;
    return Object.hasOwn(env, name) ? env[name] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether what this code knows can be read by whoever uses the device: in a page, a worker of a page, or a mobile app.
 *
 * Servers have workers, a `navigator` and even a `window`, too; only browsers call themselves Mozilla in a worker.
 */
export function isOpenToUsers() {
  const { window, document, navigator, WorkerGlobalScope } = /** @type {any} */ (globalThis);
  const isPage = typeof window === "object" && typeof document === "object" && document !== null;
  const isWorker = typeof WorkerGlobalScope === "function" && String(navigator?.userAgent).startsWith("Mozilla/");
  return isPage || isWorker || navigator?.product === "ReactNative";
}
