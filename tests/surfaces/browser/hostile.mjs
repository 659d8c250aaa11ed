// Pages of other origins, and answers of a hostile provider, while a tab of the gateway's pages is open.
import { REFUSED, LOST, check, connected, field, response, same, sends, shows, everything } from "./scenario.mjs";
import { foreignSite } from "./foreign_site.mjs";

/** Tries all ways in which a page can reach the gateway, and returns the result of each. A failure begins with "nothing". */
async function attempts({ origin, token }) {
  const nothing = (why) => `nothing: ${why}`;
  const got = {};
  const fetched = async (name, path, init) => {
    try {
      const answer = await fetch(origin + path, init);
      got[name] = answer.type === "opaque" ? nothing("opaque") : `${answer.status} ${await answer.text()}`;
    } catch (error) {
      got[name] = nothing(error.message);
    }
  };
  const bearer = { Authorization: `Bearer ${token}` };
  const text = { "Content-Type": "text/plain" };
  await Promise.all([
    fetched("GET", "/catalog"),
    fetched("GET with a token", "/catalog", { headers: bearer }),
    fetched("GET with cookies", "/catalog", { credentials: "include" }),
    fetched("GET without CORS", "/catalog", { mode: "no-cors", credentials: "include" }),
    fetched("POST without CORS", "/orders", { method: "POST", mode: "no-cors", headers: text, body: "title=a&copies=1" }),
    fetched("POST of a form", "/orders", { method: "POST", body: new URLSearchParams({ title: "a", copies: "1" }) }),
    fetched("DELETE", "/books/1", { method: "DELETE", headers: bearer }),
    fetched("state", "/-/status"),
    fetched("state with a token", "/-/status", { headers: bearer }),
    fetched("page", "/"),
    fetched("document", "/-/openapi/library.json"),
    fetched("credentials", "/-/credentials/library", {
      method: "PUT",
      headers: { ...bearer, "Content-Type": "application/json" },
      body: '{"parts":{"account":"evil","key":"evil"}}',
    }),
    fetched("credentials without CORS", "/-/credentials/library", { method: "POST", mode: "no-cors", body: '{"parts":{}}' }),
    fetched("keepalive", "/orders", { method: "POST", mode: "no-cors", keepalive: true, body: "title=a" }),
  ]);
  got.beacon = nothing(String(navigator.sendBeacon(`${origin}/orders`, new URLSearchParams({ title: "a", copies: "1" }))));
  const event = (name, start) =>
    new Promise((resolve) => {
      const end = (what) => ((got[name] = what), resolve());
      try {
        start(end);
      } catch (error) {
        end(nothing(error.message));
      }
    });
  const element = (name, tag, attributes) =>
    event(name, (end) => {
      const made = Object.assign(document.createElement(tag), attributes);
      made.onload = () => end("loaded");
      made.onerror = () => end(nothing("error"));
      document.body.append(made);
    });
  const assets = await Promise.resolve([`${origin}/-/assets/page.js`, `${origin}/catalog`, `${origin}/`]);
  await Promise.all([
    element("image", "img", { src: `${origin}/catalog` }),
    element("image of a page", "img", { src: `${origin}/` }),
    ...assets.map((src) => element(`script ${src}`, "script", { src })),
    element("style", "link", { rel: "stylesheet", href: `${origin}/` }),
    event("WebSocket", (end) => {
      const socket = new WebSocket(origin.replace("http", "ws") + "/catalog");
      socket.onopen = () => end("opened");
      socket.onerror = () => end(nothing("error"));
    }),
    event("EventSource", (end) => {
      const source = new EventSource(`${origin}/catalog`);
      source.onopen = () => end("opened");
      source.onerror = () => (source.close(), end(nothing("error")));
    }),
    event("channel", (end) => {
      const channel = new BroadcastChannel("endpoint-gateway");
      channel.onmessage = ({ data }) => end(JSON.stringify(data));
      channel.postMessage("ask");
      // Earlier requests have been answered before this one is.
      fetch("/", { cache: "no-store" }).then(() => end(nothing("silence")));
    }),
  ]);
  try {
    await navigator.serviceWorker.register(`${origin}/catalog`);
    got["service worker"] = "registered";
  } catch (error) {
    got["service worker"] = nothing(error.message);
  }
  return got;
}

/** Sends a form into a new tab, and returns the text that it shows. */
async function submits(page, method, action) {
  const opened = page.context().waitForEvent("page");
  await page.evaluate(
    ({ method, action }) => {
      const form = Object.assign(document.createElement("form"), { method, action, target: "_blank" });
      form.append(Object.assign(document.createElement("input"), { name: "title", value: "a" }));
      document.body.append(form);
      form.submit();
    },
    { method, action },
  );
  const tab = await opened;
  await tab.waitForLoadState();
  return tab.locator("body").innerText();
}

export async function origins(scenario) {
  const { origin, token } = scenario.input;
  const own = await scenario.open("/-/operations/library/library.open");
  const elsewhere = await foreignSite();
  scenario.allow(/./);
  try {
    for (const host of ["127.0.0.1", "localhost", "evil.test"]) {
      const page = await own.context().newPage();
      await page.goto(`http://${host}:${elsewhere.port}/`);
      // Even a page that knows the token gets nothing, since no origin is listed.
      const got = await page.evaluate(attempts, { origin, token });
      for (const [name, what] of Object.entries(got)) check(what.startsWith("nothing"), `${host} got by ${name}: ${what}`);
      for (const method of ["GET", "POST"]) {
        const seen = await submits(page, method, `${origin}/orders`);
        check(/"status": ?40[135]/.test(seen), `a form of ${host} (${method}) got: ${seen}`);
      }
      same(await framed(page, origin), [], `what frames show to ${host}`);
      await opens(page, origin, host);
    }
    const asked = elsewhere.asked.filter(({ headers }) => JSON.stringify(headers).includes(token));
    same(asked.length, 0, "requests elsewhere with the token");
  } finally {
    elsewhere.close();
  }
  same(await scenario.ask("requests"), [], "what reached the provider");
  // The tab of the gateway's pages still works.
  await connected(own);
}

/** Returns the texts that the gateway's pages show in frames of another site. */
async function framed(page, origin) {
  await page.evaluate(async (origin) => {
    for (const path of ["/", "/-/operations/library/library.find", "/catalog", "/-/status", "/-/openapi/library.json"]) {
      const frame = Object.assign(document.createElement("iframe"), { src: origin + path });
      const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
      document.body.append(frame);
      await loaded;
    }
  }, origin);
  const shown = [];
  for (const frame of page.frames().slice(1)) {
    const text = await frame.evaluate(() => document.body.innerText).catch(() => "");
    if (/City Library|openapi|providers/.test(text)) shown.push(`${frame.url()}: ${text}`);
  }
  return shown;
}

/** A window that another site opens shows the pages, and neither can reach the other. */
async function opens(page, origin, host) {
  const opened = page.context().waitForEvent("page");
  await page.evaluate((origin) => void (globalThis.opened = window.open(`${origin}/-/operations/library/library.find`, "victim")), origin);
  const tab = await opened;
  await tab.getByRole("heading", { level: 1 }).waitFor();
  same(await tab.evaluate(() => window.opener), null, `what the pages see of ${host}`);
  same(await page.evaluate(() => globalThis.opened.closed), true, `what ${host} sees of the pages`);
  await tab.close();
}

/** A foreign name that resolves to this machine does not reach the gateway. */
export async function rebound(scenario) {
  const { origin, token } = scenario.input;
  const { port } = new URL(origin);
  const name = `http://evil.test:${port}`;
  scenario.allow(REFUSED);
  scenario.origins.add(name);
  const page = await scenario.page();
  for (const path of ["/", "/-/operations/library/library.find", "/-/status", "/-/health", "/catalog", "/-/openapi/library.json"]) {
    const answer = await page.goto(name + path);
    same(answer.status(), 403, `the status of ${path}`);
    check(!(await page.content()).includes("City Library"), `${path} is shown to a rebound name`);
  }
  // A page of the rebound name that knows the token, with the browser's protections off: the gateway refuses it.
  const inside = await scenario.page({ bypassCSP: true });
  await inside.goto(`${name}/-/health`);
  const got = await inside.evaluate(async (token) => {
    const headers = { Authorization: `Bearer ${token}` };
    const answers = ["/catalog", "/-/status"].map((path) => fetch(path, { headers }).then(({ status }) => status));
    return Promise.all([location.origin, ...answers]);
  }, token);
  same(got, [name, 403, 403], "what a rebound page gets that knows the token");
  same(await scenario.ask("requests"), [], "what reached the provider");
}

/** Cookies are shared by all ports of a host: none is forwarded, and none is a credential. */
export async function cookies(scenario) {
  const { origin, token } = scenario.input;
  scenario.allow(REFUSED);
  const elsewhere = await foreignSite({ "Set-Cookie": `token=${token}; Path=/` });
  const own = await scenario.open("/-/operations/library/library.catalog");
  scenario.origins.add(`http://127.0.0.1:${elsewhere.port}`);
  const other = await own.context().newPage();
  await other.goto(`http://127.0.0.1:${elsewhere.port}/`);
  elsewhere.close();
  await sends(own);
  await shows(response(own), "200");
  const [request] = await scenario.ask("requests");
  same(request.headers.filter(([name]) => name.toLowerCase() === "cookie"), [], "cookies that reached the provider");
  const tab = await own.context().newPage();
  same((await tab.goto(`${origin}/catalog`)).status(), 401, "the status of a request by cookie");
  same(await scenario.ask("requests"), [], "what reached the provider by cookie");
}

const EVIL = "globalThis.evil = true; document.title = 'evil'; localStorage.setItem('evil', 'evil');";

/** The answers of a hostile provider do nothing on the pages' origin. */
export async function answers(scenario) {
  scenario.allow(REFUSED);
  // The error of the service worker's registration at the end.
  scenario.allow(/'TrustedScriptURL'/);
  const page = await scenario.open("/-/operations/library/library.catalog");
  const context = page.context();
  await page.evaluate(() => localStorage.setItem("mine", "mine"));
  const bad = {
    "Set-Cookie": "evil=1; Path=/",
    "Clear-Site-Data": '"*"',
    "Strict-Transport-Security": "max-age=1000",
    "Access-Control-Allow-Origin": "*",
    "Service-Worker-Allowed": "/",
    Refresh: "0; url=https://evil.example/",
    Link: "</evil.css>; rel=preload; as=style",
    "Content-Security-Policy": "default-src *",
  };
  for (const [type, body] of [
    ["text/html", `<!doctype html><title>evil</title><img src=x onerror="${EVIL}"><script>${EVIL}</script>`],
    ["image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"><script>${EVIL}</script></svg>`],
    ["text/javascript", `${EVIL} self.addEventListener('fetch', () => {})`],
    ["application/json", JSON.stringify({ request_id: `<img src=x onerror="${EVIL}">`, "<b>": "</script><script>" + EVIL })],
  ]) {
    await scenario.ask("answer", { status: 200, headers: { "Content-Type": type, ...bad }, body });
    await sends(page);
    await shows(response(page), type);
    await shows(response(page).getByLabel("Response body"), "evil");
    same(await page.evaluate(() => [globalThis.evil ?? null, localStorage.getItem("evil"), localStorage.getItem("mine"), document.cookie]), [null, null, "mine", ""], type);
    const headers = await response(page).locator("details table").textContent();
    for (const name of ["set-cookie", "clear-site-data", "strict-transport-security", "access-control-allow-origin", "refresh", "link"]) {
      check(!headers.includes(name), `${name} of the provider came through`);
    }
    // Opened in a tab, the body is downloaded or shown as text, and no script of it runs.
    const link = response(page).getByRole("link", { name: /^Save the body/ });
    const tab = await context.newPage();
    await tab.goto(await link.evaluate(({ href }) => href)).catch(() => undefined);
    check(!(await everything(page)).includes('"evil":"evil"'), "a script of the answer ran");
    await tab.close();
  }
  const registered = await page.evaluate(() => navigator.serviceWorker.register("/catalog").then(() => "registered", () => "refused"));
  same(registered, "refused", "a service worker of the provider's");
  same((await context.cookies()).length, 0, "cookies");
}
