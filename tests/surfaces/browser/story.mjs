// The whole story: an app is cut off through page, gateway and sandbox.
import { check, dialog, field, form, goes, ready, reason, response, same, send, sends, shows } from "./scenario.mjs";

/** Opens the URL that the gateway printed, and finds the operation by the filter. */
async function find(page, url, words) {
  await page.goto(url);
  await page.getByRole("searchbox", { name: "Filter operations" }).fill(words);
  await shows(page.locator("#matches"), /^1 operation of \d+/);
  await page.locator("[data-operation]:visible").getByRole("link").click();
}

async function list(page, user) {
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link").first().click();
  await page.getByRole("searchbox", { name: "Filter operations" }).fill("users connected apps get");
  await page.locator("[data-operation]:visible").getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "Connected apps" }).waitFor();
  await field(page, "user_id").fill(user);
  await sends(page);
  await shows(response(page), "200");
}

export async function revoke(scenario) {
  const { url, user, app } = scenario.input;
  const page = await scenario.page();
  await find(page, url, "users revoke");
  await page.getByRole("heading", { level: 1, name: "Revoke" }).waitFor();
  check(!page.url().includes("token"), "the token stays in the address");
  await shows(page.getByRole("note"), /^Sandbox/);
  await list(page, user);
  await shows(response(page), app);

  await find(page, url, "users revoke");
  await page.getByRole("heading", { level: 1, name: "Revoke" }).waitFor();
  await shows(reason(page), "user_id");
  same(await send(page).getAttribute("aria-disabled"), "true", "Send without values");
  await field(page, "user_id").fill(user);
  await shows(reason(page), "connected_app_id");
  await field(page, "connected_app_id").fill(app);
  await ready(page);

  await send(page).click();
  for (const text of ["Send", user, app]) await shows(dialog(page), text);
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await dialog(page).waitFor({ state: "hidden" });
  check(!(await response(page).isVisible()), "what was cancelled was sent");

  await sends(page, { destructive: true });
  for (const text of ["200 OK", "Request ID", "request-id-test-", /Time\s*\d+ ms/]) await shows(response(page), text);
  same(await form(page).isVisible(), true, "the form after sending");
  await list(page, user);
  await shows(response(page), /"connected_apps":\s*\[\]/);
}
