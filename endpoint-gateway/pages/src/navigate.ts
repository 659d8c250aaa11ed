/** Navigation between pages within one document, so that the token in memory stays. */

/** The part of Trusted Types that this module uses; TypeScript's DOM types lack it. */
interface Policies {
  createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): string };
}

/** The text that was fetched, while it is parsed. No other text passes the policy. */
let parsed: string | undefined;

const RULES = {
  createHTML(text: string): string {
    if (text !== parsed) throw new TypeError("Only pages of this origin are parsed.");
    return text;
  },
};

const policy = (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy("pages", RULES) ?? RULES;

/** Follows links between pages. `mount` starts the parts of a page, which end with the signal. */
export function navigation(mount: (signal: AbortSignal) => void): void {
  let page = new AbortController();
  let loading = new AbortController();
  let shownPath = location.pathname;

  const open = async (url: URL, y: number | undefined): Promise<void> => {
    loading.abort();
    const current = (loading = new AbortController());
    let next: Document | undefined;
    try {
      next = await loadPage(url, current.signal);
    } catch {
      next = undefined;
    }
    if (current.signal.aborted) return;
    if (next === undefined || !isSameVersion(next)) return void location.assign(url);
    if (y === undefined) history.pushState({ y: 0 }, "", url);
    page.abort();
    page = new AbortController();
    shownPath = url.pathname;
    replacePage(next, url);
    mount(page.signal);
    scrollToTarget(url, y);
  };

  history.scrollRestoration = "manual";
  document.addEventListener("click", (event) => {
    const url = pageOfClick(event);
    if (url === undefined) return;
    event.preventDefault();
    saveScroll();
    void open(url, undefined);
  });
  addEventListener("popstate", (event) => {
    const y = scrollOf(event.state);
    // Within a page the browser scrolls to the anchor itself.
    if (location.pathname === shownPath) return void (location.hash === "" && scrollTo(0, y));
    void open(new URL(location.href), y);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(saveScroll, 150);
  }, { passive: true });
  mount(page.signal);
  if (location.hash === "") scrollTo(0, scrollOf(history.state));

  function saveScroll(): void {
    clearTimeout(timer);
    if (location.pathname === shownPath) history.replaceState({ y: scrollY }, "");
  }
}

function scrollOf(state: unknown): number {
  return typeof state === "object" && state !== null && "y" in state && typeof state.y === "number" ? state.y : 0;
}

/** Returns the page that a click opens in this tab, if it does. */
function pageOfClick(event: MouseEvent): URL | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.href === "" || link.hasAttribute("download") || (link.target !== "" && link.target !== "_self")) return undefined;
  const url = new URL(link.href);
  const isPage = url.origin === location.origin && (url.pathname === "/" || url.pathname.startsWith("/-/operations/"));
  const isHere = url.pathname === location.pathname && url.search === location.search;
  if (!isPage || (isHere && (url.hash !== "" || link.href.endsWith("#")))) return undefined;
  return url;
}

async function loadPage(url: URL, cancel: AbortSignal): Promise<Document | undefined> {
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(15_000)]);
  const response = await fetch(url.pathname + url.search, { headers: { Accept: "text/html" }, signal });
  const isPage = response.ok && !response.redirected && /^text\/html\b/.test(response.headers.get("Content-Type") ?? "");
  if (!isPage) return undefined;
  parsed = await response.text();
  try {
    return new DOMParser().parseFromString(policy.createHTML(parsed), "text/html");
  } finally {
    parsed = undefined;
  }
}

/** Returns whether a page comes from the same version of this program. */
function isSameVersion(next: Document): boolean {
  const assets = (page: Document): string =>
    [...page.querySelectorAll("script[src], link[rel=stylesheet]")]
      .map((asset) => asset.getAttribute("src") ?? asset.getAttribute("href"))
      .join();
  return next.querySelector("main") !== null && assets(next) === assets(document);
}

/** Replaces the title, the content and the navigation by those of the next page. */
function replacePage(next: Document, url: URL): void {
  document.title = next.title;
  const oldTree = document.querySelector("nav#tree");
  const newTree = next.querySelector("nav#tree");
  // An equal tree stays, with its open groups and its scroll position.
  if (oldTree !== null && newTree !== null && oldTree.textContent === newTree.textContent) newTree.replaceWith(oldTree);
  document.body.replaceChildren(...[...next.body.childNodes].map((node) => document.adoptNode(node)));
  document.body.className = next.body.className;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("nav a[href]")) {
    if (link.pathname === url.pathname && link.hash === "") link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Scrolls to the anchor, to the last position or to the top, and focuses the heading for screen readers. */
function scrollToTarget(url: URL, y: number | undefined): void {
  const heading = document.querySelector<HTMLElement>("main h1");
  if (heading !== null) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  const anchor = y === undefined && url.hash !== "" ? document.getElementById(decodeURIComponent(url.hash.slice(1))) : null;
  if (anchor === null) scrollTo(0, y ?? 0);
  else anchor.scrollIntoView();
}
