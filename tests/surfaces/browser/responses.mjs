// Responses with declared statuses and headers, and errors with a status of success.
import { REFUSED, check, field, response, same, sends, shows } from "./scenario.mjs";

const WISH = "/-/operations/radio/radio.wish";
const GREET = "/-/operations/radio/radio.greet";

/** The documentation of a status, and the headers that it declares, are shown beside it. */
export async function statuses(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open(WISH);
  await shows(page.locator("#response"), "The song waits for others to end.");
  await field(page, "title").fill("Heroes");
  const answer = async (status, headers, body = "") => {
    await scenario.ask("answer", { status, headers, body });
    await sends(page);
    await shows(response(page), new RegExp(`${status} `));
  };
  const status = response(page).locator(".status");
  await answer(202, { Location: "/wishes/1" });
  await shows(response(page), "The song waits for others to end.");
  await shows(response(page).locator(".facts"), /Location\s*\/wishes\/1\s*The address at which the wish can be watched\./);
  await shows(response(page).locator(".facts"), /Retry-After\s*not sent/);
  same(await status.getAttribute("data-class"), "ok", "the class of a declared status");

  await answer(200, { "Content-Type": "application/json" }, '{"title": "Heroes"}');
  await shows(response(page), "The song is played now.");
  check(!(await response(page).locator(".facts").textContent()).includes("Location"), "a header of another status");

  await answer(201, {});
  await shows(response(page), "The API does not declare the status 201 for this operation.");
  await answer(404, {});
  same(await status.getAttribute("data-class"), "error", "the class of an error");
  check(!(await response(page).textContent()).includes("does not declare"), "an error is not declared");
}

/** An envelope tells an error by a member. */
export async function envelope(scenario) {
  const page = await scenario.open(GREET);
  await field(page, "name").fill("Ada");
  const status = response(page).locator(".status");
  for (const [body, kind, text] of [
    ['{"ok": false, "error": "nobody"}', "error", "This is an error, in spite of its status: its member “ok” is not true."],
    ['{"ok": true, "text": "Hello"}', "ok", "Hello"],
  ]) {
    await scenario.ask("answer", { status: 200, headers: { "Content-Type": "application/json" }, body });
    await sends(page);
    await shows(response(page), text);
    same(await status.getAttribute("data-class"), kind, `the class of ${body}`);
  }
}
