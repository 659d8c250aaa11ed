// The code follows the typed values, and a message says so if it cannot.
import { LOST, REFUSED, check, code, connected, field, region, same, shows } from "./scenario.mjs";

const FIND = "/-/operations/library/library.find";
const ASKED = "**/-/snippet";
const state = (page) => region(page, "Code").getByRole("status").filter({ hasText: "The code" });

/** Waits until the gateway has answered for all typed values. */
const settled = (page) => page.locator("#code-panel:not([aria-busy])").waitFor();

/** The code in each language. */
async function texts(page) {
  const all = {};
  for (const tab of await region(page, "Code").getByRole("tab").all()) {
    await tab.click();
    all[(await tab.getAttribute("id")).replace("code-", "")] = await code(page).textContent();
  }
  return all;
}

/** Types into a field key by key, and returns the code in all tabs after each key. */
export async function keystrokes(scenario) {
  const page = await scenario.open(FIND);
  const tabs = await region(page, "Code").getByRole("tab").allTextContents();
  same(tabs, ["TypeScript", "Rust", "curl (POSIX shell)", "PowerShell", "fetch", "Python", "Go"], "the tabs");
  const shown = [{ values: {}, code: await texts(page) }];
  await field(page, "order").selectOption({ label: "poems & songs" });
  await field(page, "voucher").fill("voucher-secret");
  let search = "";
  for (const key of "a'\"$\\") {
    // Going to the tabs and back has moved the caret.
    await field(page, "search").press("End");
    await field(page, "search").press(key === "\\" ? "Backslash" : key);
    search += key;
    await settled(page);
    shown.push({ values: { order: "poems & songs", voucher: "", search }, code: await texts(page) });
  }
  check(!JSON.stringify(shown).includes("voucher-secret"), "the code holds a secret");
  return shown;
}

/** Continuous typing sends one request, and the response to an earlier value is not shown. */
export async function late(scenario) {
  const page = await scenario.open(FIND);
  await settled(page);
  const held = [];
  await page.route(ASKED, (route) => void held.push(route));
  const first = page.waitForRequest(ASKED);
  await field(page, "search").pressSequentially("older");
  check((await first).postData().includes('"search":"older"'), "typing was not waited for");
  await field(page, "search").fill("newer");
  await page.unroute(ASKED);
  for (const route of held) await route.continue().catch(() => undefined);
  await settled(page);
  await shows(code(page), "newer");
  check(!(await code(page).textContent()).includes("older"), "an old answer is shown");
  same(held.length, 1, "requests while keys followed each other");
}

/** A gateway that does not answer, or refuses: the code stays, and the page says so. */
export async function unanswered(scenario) {
  scenario.allow(LOST);
  scenario.allow(REFUSED);
  const page = await scenario.open(FIND);
  const before = await code(page).textContent();
  await page.route(ASKED, (route) => route.abort("connectionrefused"));
  await field(page, "search").fill("whales");
  await shows(state(page), "The code does not show these values yet.");
  same(await code(page).textContent(), before, "the code that nobody wrote anew");
  await page.unroute(ASKED);
  const detail = "too many requests for snippets at a time; try again in a second";
  const problem = JSON.stringify({ status: 429, code: "concurrent", detail });
  await page.route(ASKED, (route) => route.fulfill({ status: 429, contentType: "application/problem+json", body: problem }));
  await field(page, "search").fill("ships");
  await shows(state(page), "Too many requests for snippets at a time");
  await page.unroute(ASKED);
  // The page tries again when it gets the focus.
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await shows(code(page), "ships");
  same(await state(page).count(), 0, "messages once there is a response");
  await field(page, "search").fill("a".repeat(70_000));
  await shows(state(page), "The values are longer than 64 KiB");
}

/** The gateway that served the page writes the code, even if requests go to another one. */
export async function served(scenario) {
  const { allowing } = scenario.input;
  scenario.origins.add(allowing.origin);
  const page = await scenario.open(FIND);
  await page.getByLabel("Gateway URL").fill(allowing.origin);
  await page.getByLabel("Gateway token").fill(allowing.token);
  await page.getByLabel("Gateway token").press("Tab");
  await connected(page);
  await field(page, "search").fill("whales");
  await settled(page);
  await shows(code(page), "whales");
  const asked = scenario.requests.filter((request) => request.url().endsWith("/-/snippet"));
  check(asked.length > 0, "nobody was asked for code");
  same([...new Set(asked.map((request) => new URL(request.url()).origin))], [scenario.input.origin], "who was asked");
  for (const request of asked) same((await request.allHeaders()).authorization ?? null, null, "a token beside the values");
}
