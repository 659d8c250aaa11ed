// Secrets stay out of everything that a page stores.
import { REFUSED, check, connected, dialog, everything, field, form, ready, reason, region, response, same, send, sends, shows } from "./scenario.mjs";

const ACCOUNT = "account-4e1f-secret";
const KEY = "key-77aa-secret";
const VOUCHER = "voucher-91b2-secret";
const CARD = "card-5d3c-secret";

const panel = (page) => region(page, "Authentication");

/** A credential is handed over once, and then only its state is shown. */
export async function handed(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open("/-/operations/library/library.catalog");
  await shows(panel(page).getByRole("status"), /^Missing/);
  await shows(reason(page), "no credential for City Library");
  same(await page.locator("button.send").getAttribute("aria-disabled"), "true", "Send without a credential");
  await shows(panel(page), "Configure credentials for City Library");
  const hand = panel(page).getByRole("button", { name: "Hand to the gateway" });
  await hand.click();
  await shows(panel(page), "Fill in account and key");
  for (const name of ["account", "key"]) same(await panel(page).getByLabel(name).getAttribute("type"), "password", name);
  await panel(page).getByLabel("account").fill(ACCOUNT);
  await panel(page).getByLabel("key").fill(KEY);
  await hand.click();
  await shows(panel(page).getByRole("status"), /^Set in the gateway's memory/);
  for (const name of ["account", "key"]) same(await panel(page).getByLabel(name).inputValue(), "", `the field of ${name}`);
  await sends(page);
  await shows(response(page), "200");
  const [request] = await scenario.ask("requests");
  const basic = request.headers.find(([name]) => name.toLowerCase() === "authorization")[1];
  same(basic, `Basic ${btoa(`${ACCOUNT}:${KEY}`)}`, "the credential at the provider");
  check(!JSON.stringify(request).includes(scenario.input.token), "the gateway's token reached the provider");
  // The gateway does not return it either.
  const status = await page.evaluate(async (token) => {
    const headers = { Authorization: `Bearer ${token}` };
    const answers = ["/-/status", "/-/credentials/library"].map(async (path) => (await fetch(path, { headers })).text());
    return (await Promise.all(answers)).join();
  }, scenario.input.token);
  const seen = (await everything(page)) + status;
  for (const secret of [ACCOUNT, KEY, btoa(`${ACCOUNT}:${KEY}`), scenario.input.token]) check(!seen.includes(secret), `${secret} is left`);
}

const PASSWORD = "password-2b7d-secret";
const NUMBER = "number-8c30-secret";

/** Secrets within values reach the provider and are stored nowhere. */
export async function nested(scenario) {
  const page = await scenario.open("/-/operations/library/library.register");
  await field(page, "branch").fill("north");
  await field(page, "name").fill("Ada");
  await field(page, "password").fill(PASSWORD);
  await form(page).getByRole("button", { name: "Add to cards" }).click();
  await field(page, "label").fill("blue");
  await field(page, "number").fill(NUMBER);
  for (const name of ["password", "number"]) same(await field(page, name).getAttribute("type"), "password", name);
  await shows(region(page, "Code"), "blue");
  await ready(page);
  await send(page).click();
  const question = await dialog(page).innerText();
  await dialog(page).locator("button.danger").click();
  await shows(response(page), "200");
  const [request] = await scenario.ask("requests");
  same(JSON.parse(request.text).reader, { cards: [{ label: "blue", number: NUMBER }], name: "Ada", password: PASSWORD }, "the reader at the provider");

  const asked = scenario.requests.filter((request) => request.url().endsWith("/-/snippet")).map((request) => request.postData());
  check(asked.some((body) => body.includes('"password":""') && body.includes('"number":""')), "no request for code lists the secrets that are filled in");
  const code = [];
  for (const tab of await region(page, "Code").getByRole("tab").all()) {
    await tab.click();
    code.push(await region(page, "Code").innerText());
  }
  const left = [question, ...asked, ...code, await everything(page)].join("\n");
  for (const secret of [PASSWORD, NUMBER]) check(!left.includes(secret), `${secret} is left`);
  await page.reload();
  await field(page, "label").waitFor();
  same(await field(page, "name").inputValue(), "Ada", "the value that is not secret after a reload");
  for (const name of ["password", "number"]) same(await field(page, name).inputValue(), "", `${name} after a reload`);
}

/** Sensitive values reach the provider and are stored nowhere. */
export async function left(scenario) {
  const { origin } = scenario.input;
  const page = await scenario.open("/-/operations/library/library.find");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await field(page, "shelf").fill("shelf 1");
  await field(page, "order").selectOption({ label: "novel" });
  await field(page, "search").fill("not secret");
  await field(page, "voucher").fill(VOUCHER);
  await field(page, "card").fill(CARD);
  for (const name of ["voucher", "card"]) same(await field(page, name).getAttribute("type"), "password", name);
  await sends(page);
  await shows(response(page), "200");
  const [request] = await scenario.ask("requests");
  check(request.query.some(([name, value]) => name === "voucher" && value === VOUCHER), "the voucher did not arrive");
  check(request.headers.some(([name, value]) => name.toLowerCase() === "x-library-card" && value === CARD), "the card did not arrive");

  const secrets = [VOUCHER, CARD, scenario.input.token];
  const search = (text, where) => secrets.forEach((secret) => check(!text.includes(secret), `${secret} is in ${where}`));
  const copied = [];
  for (const tab of await region(page, "Code").getByRole("tab").all()) {
    await tab.click();
    search(await page.locator("body").innerText(), `the page with the code in ${await tab.textContent()}`);
    const buttons = page.locator("button[data-copy]:visible");
    for (const button of await buttons.all()) {
      await button.click();
      copied.push(await page.evaluate(() => navigator.clipboard.readText()));
    }
  }
  check(copied.some((text) => text.includes("LIBRARY_VOUCHER")), "no code names the voucher's variable");
  const asked = scenario.requests.filter((request) => request.url().endsWith("/-/snippet")).map((request) => request.postData());
  check(asked.some((body) => body.includes('"voucher":""') && body.includes('"card":""')), "no request for code lists the secrets that are filled in");
  search(asked.join("\n"), "a request for code");
  search(copied.join("\n"), "the clipboard");
  search(await everything(page), "the page, its storage or its history");
  // After leaving the page and coming back, the secrets are gone and the other values are kept.
  await page.reload();
  await connected(page).catch(() => undefined);
  same(await field(page, "search").inputValue(), "not secret", "the value that is not secret after a reload");
  same(await field(page, "voucher").inputValue(), "", "a secret after a reload");
  search(await everything(page), "the page after a reload");
  check((await page.evaluate(() => JSON.stringify(localStorage))).includes("not secret"), "nothing was saved at all");
}
