// Each failure has a message of its own.
import { LOST, REFUSED, check, connected, field, ready, reason, region, response, same, send, sends, shows } from "./scenario.mjs";
import { readFile } from "node:fs/promises";

const CATALOG = "/-/operations/library/library.catalog";
const state = (page) => region(page, "Gateway").getByRole("status");

export async function stopped(scenario) {
  scenario.allow(LOST);
  const page = await scenario.open(CATALOG);
  await ready(page);
  await scenario.ask("stop");
  await send(page).click();
  await shows(response(page), /Nothing answers at http:.*Is the gateway running/);
  await shows(state(page), /Nothing answers at/);
  await shows(reason(page), /Not connected/);
  same(await send(page).getAttribute("aria-disabled"), "true", "Send without a gateway");
}

export async function token(scenario) {
  scenario.allow(REFUSED);
  const { origin, token } = scenario.input;
  const page = await scenario.page();
  await page.goto(`${origin}${CATALOG}#token=wrong`);
  await shows(state(page), /^401: The gateway does not know this token/);
  await shows(reason(page), "Not connected");
  await page.goto("about:blank");
  await page.goto(`${origin}${CATALOG}#token=${token}`);
  await connected(page);

  await page.reload();
  await shows(state(page), /wants its token: open the URL that it printed/);
  same(await send(page).getAttribute("aria-disabled"), "true", "Send without a token");
  await page.getByLabel("Gateway token").fill(token);
  await page.getByLabel("Gateway token").press("Tab");
  await connected(page);
  same(await page.getByLabel("Gateway token").inputValue(), "", "the field of the token");

  // Another tab has the token, and passes it on.
  const other = await page.context().newPage();
  await other.goto(origin + CATALOG);
  await connected(other);
  await page.reload();
  await connected(page);
}

export async function down(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open(CATALOG);
  await sends(page);
  await shows(response(page), /502 .*from the gateway itself/);
  await shows(response(page), "The gateway has no answer from the provider");
}

export async function hanging(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open(CATALOG);
  await sends(page);
  await shows(response(page), /504 .*from the gateway itself/);
  await shows(response(page), "The gateway waited for the provider in vain");
}

export async function cancel(scenario) {
  const page = await scenario.open(CATALOG);
  await sends(page);
  await shows(reason(page), "A request is under way");
  await page.getByRole("button", { name: "Cancel request" }).click();
  await shows(response(page), "The request was cancelled");
  await page.getByRole("button", { name: "Cancel request" }).waitFor({ state: "hidden" });
  await ready(page);
}

/** The gateway of another origin, which is listed for these pages. */
export async function other(scenario) {
  const { refusing, allowing } = scenario.input;
  scenario.origins.add(refusing.origin).add(allowing.origin);
  scenario.allow(/blocked by CORS policy/);
  scenario.allow(LOST);
  const page = await scenario.open(CATALOG);
  const url = page.getByLabel("Gateway URL");
  const word = page.getByLabel("Gateway token");
  await url.fill(refusing.origin);
  await word.fill(refusing.token);
  await word.press("Tab");
  await shows(state(page), /is there, but does not let pages of .* read its answers \(CORS\)/);
  await url.fill(allowing.origin);
  await word.fill(allowing.token);
  await word.press("Tab");
  await shows(state(page), `Connected to ${allowing.origin}`);
  await sends(page);
  await shows(response(page), "200");
  await page.reload();
  same(await page.getByLabel("Gateway URL").inputValue(), allowing.origin, "the URL after a reload");
}

export async function unlisted(scenario) {
  const page = await scenario.open(CATALOG);
  const url = page.getByLabel("Gateway URL");
  for (const [text, problem] of [
    ["https://gateway.example.com", "has not listed https://gateway.example.com"],
    ["http://127.0.0.1:1", "has not listed http://127.0.0.1:1"],
    ["", "Enter the gateway's URL"],
    ["gateway", "not a whole URL"],
    ["javascript:alert(1)", /not a whole URL|begins with https/],
    ["https://user:secret@gateway.example.com", "no user name and no password"],
    [`${scenario.input.origin}/path`, "no path"],
  ]) {
    await url.fill(text);
    await shows(state(page), problem);
    await shows(reason(page), "Not connected");
  }
  await url.fill(scenario.input.origin);
  await connected(page);

  // No gateway is taken from the page's address.
  const linked = await scenario.page();
  const stranger = "https://gateway.example.com";
  await linked.goto(`${scenario.input.origin}${CATALOG}?gateway=${stranger}&url=${stranger}#gateway=${stranger}`);
  same(await linked.getByLabel("Gateway URL").inputValue(), scenario.input.origin, "the URL of a page that was linked to");
}

export async function answers(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open(CATALOG);
  const answer = async (status, type, more) => {
    await scenario.ask("answer", { status, headers: type === undefined ? {} : { "Content-Type": type }, ...more });
    await sends(page);
    await shows(response(page), new RegExp(`${status} `));
  };
  const body = response(page).getByLabel("Response body");

  await answer(200, "application/json", { body: '{"b":[1,2],"a":12345678901234567890.10,"b":null}' });
  await shows(body, "12345678901234567890.10");
  check((await body.textContent()).split("\n").length > 4, "JSON is not formatted");

  await answer(201, "application/json", { body: '{"broken": ' });
  await shows(body, '{"broken":');
  await shows(response(page), /JSON/);

  await answer(503, "text/html", { body: "<!doctype html><h1>Down for <b>maintenance</b></h1>" });
  await shows(response(page), "from City Library");
  await shows(body, "<h1>Down for <b>maintenance</b></h1>");

  await answer(204, undefined, {});
  await shows(response(page), "The answer has no body");

  const bytes = [0, 255, 1, 254, 13, 10, 0];
  await answer(200, "application/octet-stream", { bytes });
  await shows(response(page), "7 bytes");
  const started = page.waitForEvent("download");
  await response(page).getByRole("link", { name: /^Save the body/ }).click();
  const download = await started;
  same([...(await readFile(await download.path()))], bytes, "the file");
  same(download.suggestedFilename(), "library.catalog.bin", "the file's name");

  await answer(200, "application/json", { body: JSON.stringify(Array.from({ length: 120_000 }, (_, at) => `item ${at}`)) });
  await shows(response(page), "too large to be shown");
  await response(page).getByRole("link", { name: /^Save the body/ }).waitFor();

  await answer(200, "text/plain; charset=utf-8", { body: "Größe\n".repeat(3) });
  await shows(body, "Größe");
}
