// The saved values, and pages that cannot save any.
import { check, connected, field, form, ready, region, response, same, sends, shows } from "./scenario.mjs";

const FIND = "/-/operations/library/library.find";

async function fill(page) {
  await field(page, "shelf").fill("shelf 1");
  await field(page, "order").selectOption({ label: "non-fiction" });
  await field(page, "search").fill("whales & ships");
}

const values = async (page) => Promise.all(["shelf", "search"].map((name) => field(page, name).inputValue()));
const saved = (page) => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.includes("/values/")));

export async function kept(scenario) {
  const page = await scenario.open(FIND);
  await fill(page);
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("whales & ships"));
  await page.reload();
  await field(page, "search").waitFor();
  same(await values(page), ["shelf 1", "whales & ships"], "the form after a reload");
  same(await field(page, "order").locator("option:checked").textContent(), "non-fiction", "the choice after a reload");
  same(await page.getByLabel("Gateway URL").inputValue(), scenario.input.origin, "the gateway after a reload");

  // Another operation has values of its own.
  await page.goto(scenario.input.origin + "/-/operations/library/library.add");
  same(await field(page, "shelf").inputValue(), "", "the same name at another operation");
  await page.goto(scenario.input.origin + FIND);
  same(await values(page), ["shelf 1", "whales & ships"], "the form after coming back");

  // Values of another version of the operation are dropped.
  const [[key, entry]] = await saved(page);
  const version = await page.evaluate(() => JSON.parse(document.getElementById("operation").textContent).version);
  check(entry.includes(version), "an entry without its version");
  await page.goto("about:blank");
  await page.goto(scenario.input.origin + "/");
  await page.evaluate(([key, entry]) => localStorage.setItem(key, entry), [key, entry.replace(version, "0".repeat(version.length))]);
  await page.goto(scenario.input.origin + FIND);
  same(await values(page), ["", ""], "the form of another version");
  same(await saved(page), [], "the saved values of another version");

  await fill(page);
  await page.waitForFunction(() => JSON.stringify(localStorage).includes("whales & ships"));
  await form(page).getByRole("button", { name: "Clear" }).click();
  same(await values(page), ["", ""], "the form once cleared");
  await page.waitForFunction(() => !JSON.stringify(localStorage).includes("whales"));
  await page.reload();
  same(await values(page), ["", ""], "the cleared form after a reload");
}

const BLOCKS = {
  refused: () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  },
  full: () => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  },
  none: () => {
    Object.defineProperty(window, "localStorage", { value: null });
    delete window.BroadcastChannel;
  },
};

export async function blocked(scenario) {
  for (const [how, block] of Object.entries(BLOCKS)) {
    const page = await scenario.page();
    await page.addInitScript(block);
    await page.goto(`${scenario.input.origin}${FIND}#token=${scenario.input.token}`);
    await connected(page);
    await fill(page);
    await sends(page);
    await shows(response(page), "200");
    const [request] = await scenario.ask("requests");
    same(request.segments, ["shelves", "shelf 1", "books"], `the request while storage is ${how}`);
    await region(page, "Code").getByRole("tab", { name: "curl (POSIX shell)" }).click();
    await shows(region(page, "Code").getByRole("tabpanel"), "curl");
    await form(page).getByRole("button", { name: "Clear" }).click();
    same(await values(page), ["", ""], `the form while storage is ${how}`);
  }
}
