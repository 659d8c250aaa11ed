/** Going from page to page without leaving the document, so that the token in memory stays. */

/** What Trusted Types are to this module; the language's own types do not know them. */
interface Policies {
  createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string };
}

/** The text that was fetched, while it is parsed: no other passes the policy. */
let fetched: string | undefined;

const RULES = {
  createHTML(text: string): string {
    if (text !== fetched) throw new TypeError("Only pages of this origin are parsed.");
    return text;
  },
};

const policy = (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy("pages", RULES) ?? RULES;

/** Follows links between pages; `mount` starts a page's parts, which end with its signal. */
export function navigation(mount: (until: AbortSignal) => void): void {
  let page = new AbortController();
  let going = new AbortController();
  let shown = location.pathname;

  const go = async (url: URL, y: number | undefined): Promise<void> => {
    going.abort();
    const mine = (going = new AbortController());
    let next: Document | undefined;
    try {
      next = await load(url, mine.signal);
    } catch {
      next = undefined;
    }
    if (mine.signal.aborted) return;
    if (next === undefined || !fits(next)) return void location.assign(url);
    if (y === undefined) history.pushState({ y: 0 }, "", url);
    page.abort();
    page = new AbortController();
    shown = url.pathname;
    swap(next, url);
    mount(page.signal);
    arrive(url, y);
  };

  history.scrollRestoration = "manual";
  document.addEventListener("click", (event) => {
    const url = followed(event);
    if (url === undefined) return;
    event.preventDefault();
    keepPlace();
    void go(url, undefined);
  });
  addEventListener("popstate", (event) => {
    const y = placeOf(event.state);
    // Within a page the browser goes to the anchor itself.
    if (location.pathname === shown) return void (location.hash === "" && scrollTo(0, y));
    void go(new URL(location.href), y);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keepPlace, 150);
  }, { passive: true });
  mount(page.signal);
  if (location.hash === "") scrollTo(0, placeOf(history.state));

  function keepPlace(): void {
    clearTimeout(timer);
    if (location.pathname === shown) history.replaceState({ y: scrollY }, "");
  }
}

function placeOf(state: unknown): number {
  return typeof state === "object" && state !== null && "y" in state && typeof state.y === "number" ? state.y : 0;
}

/** The page that a click asks for, if it asks for one in this tab. */
function followed(event: MouseEvent): URL | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.href === "" || link.hasAttribute("download") || (link.target !== "" && link.target !== "_self")) return undefined;
  const url = new URL(link.href);
  const isPage = url.origin === location.origin && (url.pathname === "/" || url.pathname.startsWith("/-/operations/"));
  const isHere = url.pathname === location.pathname && url.search === location.search;
  if (!isPage || (isHere && (url.hash !== "" || link.href.endsWith("#")))) return undefined;
  return url;
}

async function load(url: URL, cancel: AbortSignal): Promise<Document | undefined> {
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(15_000)]);
  const response = await fetch(url.pathname + url.search, { headers: { Accept: "text/html" }, signal });
  const isPage = response.ok && !response.redirected && /^text\/html\b/.test(response.headers.get("Content-Type") ?? "");
  if (!isPage) return undefined;
  fetched = await response.text();
  try {
    return new DOMParser().parseFromString(policy.createHTML(fetched), "text/html");
  } finally {
    fetched = undefined;
  }
}

/** Whether a page can take the place of this one: it is one of this program's, and of the same version. */
function fits(next: Document): boolean {
  const assets = (page: Document): string =>
    [...page.querySelectorAll("script[src], link[rel=stylesheet]")]
      .map((asset) => asset.getAttribute("src") ?? asset.getAttribute("href"))
      .join();
  return next.querySelector("main") !== null && assets(next) === assets(document);
}

/** Shows the other page's title, content and navigation. */
function swap(next: Document, url: URL): void {
  document.title = next.title;
  const kept = document.querySelector("nav#tree");
  const offered = next.querySelector("nav#tree");
  // The same tree stays, with what is open in it and where it was scrolled to.
  if (kept !== null && offered !== null && kept.textContent === offered.textContent) offered.replaceWith(kept);
  document.body.replaceChildren(...[...next.body.childNodes].map((node) => document.adoptNode(node)));
  document.body.className = next.body.className;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("nav a[href]")) {
    if (link.pathname === url.pathname && link.hash === "") link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Goes to the anchor, to where the page was left, or to its beginning; a reader begins with the heading. */
function arrive(url: URL, y: number | undefined): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  if (heading !== null) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  const anchor = y === undefined && url.hash !== "" ? document.getElementById(decodeURIComponent(url.hash.slice(1))) : null;
  if (anchor === null) scrollTo(0, y ?? 0);
  else anchor.scrollIntoView();
}
