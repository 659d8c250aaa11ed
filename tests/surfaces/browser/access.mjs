// The pages without a mouse, without script, with a screen reader or on a narrow screen.
import { readFileSync } from "node:fs";
import { REFUSED, check, code, connected, dialog, field, form, ready, reason, region, response, same, send, sends, shows } from "./scenario.mjs";

const FIND = "/-/operations/library/library.find";
const ADD = "/-/operations/library/library.add";
const REMOVE = "/-/operations/library/library.remove";

/** Returns the focused element: its name, whether the focus is visible, and whether it follows the one before. */
async function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    // The whole item of a list is outlined, since all of it is the link.
    const outlined = [element, element.closest(".operations li")].filter(Boolean).map((one) => getComputedStyle(one));
    const box = element.getBoundingClientRect();
    const before = globalThis.before;
    globalThis.before = element;
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
    return {
      name: label.trim().replace(/\s+/g, " ").slice(0, 60),
      tag: element.tagName.toLowerCase(),
      id: element.id,
      isBody: element === document.body,
      isVisible: element.matches(":focus-visible") && outlined.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none"),
      isOnScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
      isAfter: before === undefined || !before.isConnected || (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    };
  });
}

/** Presses Tab until the element of this name, and checks each stop. */
async function tabTo(page, name, most = 60) {
  const seen = [];
  for (let at = 0; at < most; at += 1) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    seen.push(stop.name);
    check(!stop.isBody, `the focus got lost after ${seen.join(" > ")}`);
    check(stop.isVisible, `the focus on “${stop.name}” (${stop.tag}) cannot be seen`);
    check(stop.isOnScreen, `the focus on “${stop.name}” (${stop.tag}) is off the screen`);
    check(stop.isAfter, `the focus goes back from ${seen.at(-2)} to “${stop.name}”`);
    if (name.test(stop.name) || name.test(stop.id)) return stop;
  }
  throw new Error(`no ${name} by Tab, but ${seen.join(" > ")}`);
}

/** The story without a mouse. */
export async function keyboard(scenario) {
  const { url, user, app } = scenario.input;
  const page = await scenario.page();
  await page.goto(url);
  await page.getByRole("searchbox").waitFor();
  await page.keyboard.press("Tab");
  same((await focused(page)).name, "Skip to content", "the first stop");
  await page.keyboard.press("/");
  await page.keyboard.type("users revoke");
  await shows(page.locator("#matches"), /^1 operation of \d+/);
  await page.evaluate(() => delete globalThis.before);
  await tabTo(page, /^Revoke$/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Revoke" }).waitFor();
  await connected(page);
  await page.evaluate(() => delete globalThis.before);
  await tabTo(page, /^user_id\b/);
  await page.keyboard.type(user);
  await tabTo(page, /^connected_app_id\b/);
  await page.keyboard.type(app);
  await ready(page);
  await tabTo(page, /^Send$/);
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  same((await focused(page)).name, "Cancel", "what is focused in the question");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  same((await focused(page)).name, "Send", "what is focused after the question");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await page.evaluate(() => delete globalThis.before);
  await tabTo(page, /^Revoke$/);
  await page.keyboard.press("Space");
  await shows(response(page), "200 OK");
  await page.evaluate(() => delete globalThis.before);
  await tabTo(page, /^code-/);
  await page.keyboard.press("ArrowRight");
  await shows(region(page, "Code").getByRole("tab", { selected: true }), "Rust");
  await page.keyboard.press("End");
  await shows(region(page, "Code").getByRole("tab", { selected: true }), "Go");
  await page.keyboard.press("Home");
  await shows(code(page), app);
}

export async function clean(scenario, page, what) {
  await page.evaluate(readFileSync(scenario.axe, "utf8"));
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n   ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)} — ${failureSummary}`).join("\n   ")}`);
  });
  same(found, [], `what axe says of ${what}`);
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const reaches = (element) => element.getBoundingClientRect().right > clientWidth + 1;
    return scrollWidth > clientWidth ? [...document.querySelectorAll("body *")].filter(reaches).slice(-3).map(({ outerHTML }) => outerHTML.slice(0, 200)) : [];
  });
  same(wide, [], `what is wider than the screen in ${what}`);
}

/** Axe finds nothing, in light and dark, on wide and narrow screens. */
export async function axe(scenario) {
  const { colorScheme, width } = scenario.input;
  scenario.allow(REFUSED);
  const options = { colorScheme, viewport: { width, height: 900 } };
  const index = await scenario.open("/", options);
  await index.getByRole("searchbox").fill("book");
  await clean(scenario, index, "the index");
  await index.context().close();

  const page = await scenario.open(FIND, options);
  await clean(scenario, page, "a page that was opened");
  await field(page, "shelf").fill("NOT ALLOWED");
  await field(page, "size").fill("999");
  await field(page, "size").press("Tab");
  // A disabled Send button shows the reason, and leads to the first invalid field.
  await send(page).click({ force: true });
  await form(page).locator(".problem:visible").first().waitFor();
  await clean(scenario, page, "a page with problems");
  await field(page, "shelf").fill("shelf");
  await field(page, "size").fill("9");
  await field(page, "order").selectOption({ label: "novel" });
  await scenario.ask("answer", { status: 404, headers: { "Content-Type": "application/json" }, body: '{"a": [1, {"b": null}]}' });
  await sends(page);
  await shows(response(page), "404");
  await clean(scenario, page, "a page with an answer");
  await page.context().close();

  const add = await scenario.open(ADD, options);
  await clean(scenario, add, "a page with a nested form");
  await add.context().close();

  const remove = await scenario.open(REMOVE, options);
  await field(remove, "id").fill("a-long-name-".repeat(12));
  await ready(remove);
  await send(remove).click();
  await dialog(remove).waitFor();
  await clean(scenario, remove, "a page with a question");
}

/** Without JavaScript, only the form is missing. */
export async function scriptless(scenario) {
  const page = await scenario.page({ javaScriptEnabled: false });
  await page.goto(`${scenario.input.origin}/`);
  same(await page.getByRole("searchbox").count(), 0, "filters that do nothing");
  await page.getByRole("link", { name: "Find", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Find" }).waitFor();
  const main = page.getByRole("main");
  for (const text of ["Finds books.", "The shelf to search.", "X-Branch", "X-Library-Card", "novel", "non-fiction", "poems & songs", "date-time", "required"]) {
    await shows(main, text);
  }
  check((await main.innerText()).includes("The form needs JavaScript"), "no note about the form");
  await shows(main, "process.env");
  await page.getByText("curl (POSIX shell)", { exact: true }).click();
  await shows(main, "curl 'https://library.example.com/shelves/");
  for (const name of ["shelf", "order", "search", "tags", "size", "price", "in_print", "since", "voucher", "branch", "reason", "card"]) {
    await page.locator(`#parameters [id="parameter-${name}"]`).waitFor();
  }
  await page.goto(`${scenario.input.origin}${ADD}#parameter-author`);
  await shows(main, "fullName");
  check((await page.request.get(`${scenario.input.origin}/-/openapi/library.json`)).ok(), "no OpenAPI document");
}

/** The filter works with many operations. */
export async function many(scenario) {
  const page = await scenario.page();
  await page.goto(`${scenario.input.origin}/#token=${scenario.input.token}`);
  const filter = page.getByRole("searchbox", { name: "Filter operations" });
  const items = page.locator("[data-operation]:visible");
  same(await items.count(), scenario.input.count, "operations without a filter");
  await page.keyboard.press("/");
  await page.keyboard.type("COUNT to 47");
  await shows(page.locator("#matches"), `15 operations of ${scenario.input.count}`);
  same(await items.count(), 15, "operations that fit");
  same(await page.locator("[data-group]:visible").count(), 1, "groups that fit");
  await page.keyboard.type("3");
  await shows(page.locator("#matches"), `1 operation of ${scenario.input.count}`);
  await page.keyboard.type(" no such word");
  await shows(page.locator("#matches"), `None of ${scenario.input.count}`);
  await page.keyboard.press("Escape");
  same(await items.count(), scenario.input.count, "operations once the filter is empty");
  same(await filter.inputValue(), "", "the filter after Escape");
}

/** Anchors, deep links and copies. */
export async function links(scenario) {
  const { origin, token } = scenario.input;
  const page = await scenario.open(`${FIND}`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const copied = async (name) => {
    await page.getByRole("button", { name }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  check(/^GET \/shelves\/<shelf>\/books/.test(await copied(/^Copy .*method and path/)), "the copy of method and path");
  same(await copied("Copy the code"), await code(page).textContent(), "the copy of the code");
  // Parts of the page have addresses of their own, and going to them keeps the page.
  await page.locator("#parameter-since a[href='#parameter-since']").first().click();
  await page.waitForURL(`${origin}${FIND}#parameter-since`);
  await connected(page);
  const other = await scenario.page();
  await other.goto(`${origin}${FIND}#parameter-since`);
  check(await other.locator("#parameter-since").evaluate((element) => element.getBoundingClientRect().top < innerHeight), "a deep link does not lead there");
  // The token is kept when pages are changed.
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link").first().click();
  // The page that is left has a link to the catalog, too.
  await page.getByRole("searchbox").waitFor();
  await page.getByRole("link", { name: "Catalog", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Catalog" }).waitFor();
  await connected(page);
  await page.goBack();
  await page.getByRole("searchbox").waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Find" }).waitFor();
  await connected(page);
  check(!page.url().includes(token), "the token is in the address");
}
