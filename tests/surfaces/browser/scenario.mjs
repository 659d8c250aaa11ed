// The parts of a scenario: pages whose errors and requests are recorded, and locators of their elements.

const TIMEOUT = 15_000;

export class Scenario {
  constructor(browser, input, ask, axe) {
    Object.assign(this, { browser, input, ask, axe });
    this.contexts = [];
    this.problems = [];
    this.requests = [];
    this.allowed = [];
    this.origins = new Set([input.origin]);
  }

  /** Creates a browser context, which shares nothing with another. */
  async context(options = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "en-GB",
      timezoneId: "UTC",
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(TIMEOUT);
    this.contexts.push(context);
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.problems.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.problems.push(`exception: ${error.error().stack ?? error.error()}`));
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      this.requests.push(request);
      if (/^(http|ws)s?:$/.test(protocol) && !this.origins.has(origin)) this.problems.push(`request to ${request.url()}`);
    });
    return context;
  }

  async page(options) {
    return (await this.context(options)).newPage();
  }

  /** Opens a page by the URL that the gateway printed, and waits until it is connected. */
  async open(path = "/", options = {}) {
    const page = await this.page(options);
    await page.goto(this.input.origin + path + `#token=${this.input.token}`);
    if (path !== "/") await connected(page);
    return page;
  }

  /** Allows messages of the browser's console, which reports each response with an error status. */
  allow(pattern) {
    this.allowed.push(pattern);
  }

  verify() {
    const wrong = this.problems.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
    if (wrong.length > 0) throw new Error(`the browser complained:\n${wrong.join("\n")}`);
  }

  /** Returns the problems and the visible texts of all pages, for messages. */
  async describe() {
    const lines = [...this.problems];
    for (const page of this.contexts.flatMap((context) => context.pages())) {
      const text = await page.evaluate(() => document.body?.innerText ?? "").catch(String);
      lines.push(`--- ${page.url().split("#")[0]}\n${text.slice(-6000)}`);
    }
    return lines.join("\n");
  }

  async close() {
    await Promise.all(this.contexts.map((context) => context.close().catch(() => undefined)));
  }
}

export const REFUSED = /Failed to load resource: the server responded with a status of \d+/;
export const LOST = /Failed to load resource: net::/;

export const check = (condition, message) => {
  if (!condition) throw new Error(message);
};

export const same = (found, expected, what = "found") => {
  const [one, other] = [found, expected].map((value) => JSON.stringify(value, undefined, 1));
  check(one === other, `${what} is ${one} and should be ${other}`);
};

/** Waits until the element contains the text. */
export async function shows(locator, text) {
  try {
    await locator.filter({ hasText: text }).first().waitFor();
  } catch (error) {
    const found = await locator.first().textContent({ timeout: 1000 }).catch(() => "not there");
    throw new Error(`${locator} should show ${text} and is: ${found}`, { cause: error });
  }
}

export const region = (page, name) => page.getByRole("region", { name, exact: true });
export const form = (page) => page.getByRole("form", { name: "Parameters" });
export const send = (page) => page.locator("#try").getByRole("button", { name: "Send", exact: true }).first();
export const reason = (page) => page.locator("#send-reason");
export const response = (page) => region(page, "Response");
export const code = (page) => region(page, "Code").getByRole("tabpanel");
export const dialog = (page) => page.getByRole("dialog");
/** The input of a parameter in the form. */
export const field = (page, name) => form(page).getByLabel(new RegExp(`^${name}\\b`)).first();

export const connected = (page) => shows(region(page, "Gateway").getByRole("status"), "Connected to");

/** Waits until Send can be pressed. */
export const ready = (page) => page.locator('#try button.send[aria-disabled="false"], #try button.send:not([aria-disabled]):not(:disabled)').waitFor();

/** Sends the request, and confirms a destructive one. */
export async function sends(page, { destructive = false } = {}) {
  await ready(page);
  await send(page).click();
  if (destructive) await dialog(page).locator("button.danger").click();
}

/** Follows a link within the pages, as a reader does. */
export async function goes(page, name) {
  await page.getByRole("link", { name, exact: true }).first().click();
}

/** Returns all that the page and the browser store, as one text to be searched. */
export async function everything(page) {
  const held = await page.evaluate(async () => {
    const all = [document.documentElement.outerHTML, location.href, JSON.stringify(history.state), document.cookie, document.referrer, window.name];
    for (const storage of [localStorage, sessionStorage]) all.push(JSON.stringify(storage));
    all.push(JSON.stringify((await indexedDB.databases?.()) ?? []), JSON.stringify(await caches.keys()));
    // The browser itself keeps the address by which the page was opened. No page can change it, and no other can read it.
    const entries = performance.getEntries().filter(({ entryType }) => entryType !== "navigation");
    all.push(...entries.map((entry) => JSON.stringify(entry)));
    all.push(...(navigation?.entries?.() ?? []).map((entry) => entry.url + JSON.stringify(entry.getState() ?? "")));
    for (const element of document.querySelectorAll("*")) for (const attribute of element.attributes) all.push(attribute.value);
    return all.join("\n");
  });
  const state = await page.context().storageState({ indexedDB: true });
  return `${held}\n${JSON.stringify(state)}`;
}
