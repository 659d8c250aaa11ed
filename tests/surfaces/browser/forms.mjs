// Each kind of parameter has a control, and its value arrives unchanged.
import { REFUSED, check, connected, field, form, ready, reason, response, same, sends, shows } from "./scenario.mjs";

const body = async (scenario) => {
  const [request] = await scenario.ask("requests");
  return request;
};
const button = (page, name) => form(page).getByRole("button", { name, exact: true });
const input = (page, name) => form(page).getByLabel(name, { exact: true });

/** Texts, numbers, choices, lists, objects within lists, maps and any JSON, in one body. */
export async function nested(scenario) {
  const page = await scenario.open("/-/operations/library/library.add");
  await field(page, "shelf").fill("shelf 1");
  await field(page, "title").fill('Moby "Dick" <é>');
  await field(page, "page_count").fill("70000");
  await field(page, "page_count").press("Tab");
  await shows(form(page), "This has to be at most 65535.");
  await shows(reason(page), "page_count");
  await field(page, "page_count").fill("635");
  await field(page, "number").fill("12345678901234567");
  await field(page, "price").fill("ten");
  await field(page, "price").press("Tab");
  await shows(form(page), "Enter a number");
  await field(page, "price").fill("10.50");
  await field(page, "available").selectOption({ label: "false" });
  await field(page, "genre").selectOption({ label: "novel" });
  await field(page, "published").fill("yesterday");
  await shows(reason(page), "published: This has to be a date and time");
  await button(page, "Now").click();
  await shows(reason(page), "author/fullName: This is missing.");
  await input(page, "fullName").fill("Herman Melville");
  await button(page, "Add to co_authors").click();
  await input(page, "fullName").nth(1).fill("Nobody");
  await button(page, "Add to pseudonyms").nth(1).click();
  await shows(reason(page), "co_authors/0/pseudonyms/0: Fill this in, or remove it.");
  await input(page, "pseudonyms 1").fill("None");
  await button(page, "Add to prices").click();
  await input(page, "Name of prices 1").fill("__proto__");
  await input(page, "prices 1").fill("1e3");
  await field(page, "extra").fill('{"a": [1.0, ');
  await shows(reason(page), "extra: This is no JSON");
  await field(page, "extra").fill('{"a": [null, "b"]}');
  await field(page, "licence_key").fill("licence-secret");
  await form(page).getByRole("checkbox", { name: "Send null for subtitle", exact: true }).check();
  await sends(page);
  await shows(response(page), "200");
  const { text } = await body(scenario);
  check(text.includes('"number":12345678901234567,'), `a large number is not kept: ${text}`);
  check(text.includes('"__proto__":1e3') && text.includes('"price":10.50'), `a member is not kept: ${text}`);
  const { published, prices: _, number: __, ...rest } = JSON.parse(text);
  check(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/.test(published), published);
  same(
    rest,
    {
      title: 'Moby "Dick" <é>',
      pageCount: 635,
      price: 10.5,
      available: false,
      genre: "novel",
      author: { fullName: "Herman Melville", pseudonyms: [] },
      keywords: [],
      coAuthors: [{ fullName: "Nobody", pseudonyms: ["None"] }],
      extra: { a: [null, "b"] },
      subtitle: null,
      licenceKey: "licence-secret",
    },
    "the body",
  );
  await page.reload();
  same(await input(page, "pseudonyms 1").inputValue(), "None", "an item after a reload");
  same(await field(page, "licence_key").inputValue(), "", "a secret after a reload");
}

/** Forms, texts and bytes. */
export async function bodies(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open("/-/operations/library/library.order");
  await field(page, "title").fill("a & b");
  await field(page, "copies").fill("2");
  for (const at of [1, 2]) {
    await button(page, "Add to genres").click();
    await input(page, `genres ${at}`).selectOption({ index: at });
  }
  await sends(page);
  await shows(response(page), "200");
  same((await body(scenario)).text, "title=a%20%26%20b&copies=2&genres=novel&genres=non-fiction", "the form");

  const token = `#token=${scenario.input.token}`;
  await page.goto("about:blank");
  await page.goto(`${scenario.input.origin}/-/operations/library/library.cover${token}`);
  await field(page, "id").fill("..");
  await field(page, "id").press("Tab");
  await shows(form(page), "lead to another path");
  await field(page, "id").fill("1");
  await form(page).getByLabel(/^File for/).setInputFiles({ name: "x", mimeType: "image/png", buffer: Buffer.from("PNG") });
  await ready(page);
  await sends(page);
  await shows(response(page), "200");
  same((await body(scenario)).text, "PNG", "the bytes");
}

const ARRANGE = "/-/operations/library/library.arrange";
const kind = (page, name) => input(page, `Kind of ${name}`);
const empty = (page, name) => form(page).getByRole("checkbox", { name: `Send empty text for ${name}`, exact: true });
const buttons = (page, name) => form(page).getByRole("button", { name });

/** Returns the saved value of an argument. */
const saved = (page, condition) => page.waitForFunction((text) => JSON.stringify(localStorage).includes(text), condition);

/** Reloads the page with the token, which is kept in memory only. */
async function again(page, { input }) {
  await page.goto("about:blank");
  await page.goto(`${input.origin}${ARRANGE}#token=${input.token}`);
  await connected(page);
}

/** Line breaks in bodies, and texts that are empty on purpose. */
export async function texts(scenario) {
  const page = await scenario.open(ARRANGE);
  const label = field(page, "label");
  await label.focus();
  const height = async () => (await label.boundingBox()).height;
  const before = await height();
  check(before < 50, `a text begins with one row, not ${before} high`);
  await page.keyboard.insertText("one\ntwo");
  await page.keyboard.press("Enter");
  await page.keyboard.type("three");
  check((await height()) > before + 20, "a text grows");
  same(await field(page, "remark").evaluate(({ localName }) => localName), "input", "what a query's text is typed into");
  await kind(page, "light").selectOption({ label: "lamp" });
  await input(page, "watts").fill("40");

  // By keyboard: the choice comes after the field, and goes once something is typed.
  await field(page, "remark").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  check(await empty(page, "remark").isChecked(), "an empty text cannot be chosen by keyboard");
  await field(page, "remark").fill("x");
  check(await empty(page, "remark").isHidden(), "an empty text is offered beside a text");
  await field(page, "remark").fill("");
  check(!(await empty(page, "remark").isChecked()), "an empty text was chosen by removing a text");
  await empty(page, "remark").check();
  await button(page, "Add to tags").click();
  await shows(reason(page), "tags/0: Fill this in, or remove it.");
  await empty(page, "tags 1").check();
  await ready(page);
  await label.press("Control+Enter");
  await shows(response(page), "200");
  const request = await body(scenario);
  same(request.query, [["remark", ""]], "the query");
  same(JSON.parse(request.text), { label: "one\ntwo\nthree", light: { kind: "lamp", watts: 40 }, tags: [""] }, "the body");

  await page.reload();
  same(await label.inputValue(), "one\ntwo\nthree", "a text after a reload");
  check((await height()) > before + 20, "a text is as high as before after a reload");
  check(await empty(page, "remark").isChecked(), "an empty text is gone after a reload");
  check(await empty(page, "tags 1").isChecked(), "an empty item is gone after a reload");
  await button(page, "Clear").click();
  check(!(await empty(page, "remark").isChecked()), "an empty text is there after all was cleared");

  // A path segment cannot be empty, and neither can a text with a minimum length.
  await page.goto(`${scenario.input.origin}/-/operations/library/library.note`);
  await field(page, "id").waitFor();
  same(await empty(page, "id").count(), 0, "choices of an empty text in a path");
}

/** Unions: nested, optional and recursive; objects with many members. */
export async function variants(scenario) {
  const page = await scenario.open(ARRANGE);
  await field(page, "label").fill("x");
  same(await kind(page, "light").locator("option").allTextContents(), ["Choose …", "lamp", "window", "both"], "the kinds");
  same(await kind(page, "light").inputValue(), "", "the kind at first");
  await shows(reason(page), "light: Choose which kind this is.");
  await page.locator("#try button.send").focus();
  await page.keyboard.press("Enter");
  check(await kind(page, "light").evaluate((select) => document.activeElement === select && select.ariaInvalid === "true"), "the kind has no focus");
  await shows(form(page).locator(".problem"), "Choose which kind this is.");

  // A kind that contains itself does not open by itself.
  await kind(page, "light").selectOption({ label: "both" });
  same(await form(page).getByLabel(/^Kind of/).count(), 3, "kinds");
  await kind(page, "first").selectOption({ label: "window" });
  const side = input(page, "side");
  await side.selectOption({ label: "east" });
  await shows(form(page).locator(".hint"), "The sun is seen in the morning.");
  const described = await side.evaluate((select) => select.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" "));
  check(described.includes("in the morning"), `the choice is described as ${described}`);
  await side.selectOption({ label: "west" });
  await shows(form(page).locator(".hint"), "The sun is seen in the evening.");
  await kind(page, "second").selectOption({ label: "lamp" });
  await shows(reason(page), "light/second/watts: This is missing.");

  // Incomplete values are restored, too.
  await saved(page, "lamp");
  await again(page, scenario);
  same(await kind(page, "second").locator("option:checked").textContent(), "lamp", "the inner kind after a reload");
  same(await input(page, "side").locator("option:checked").textContent(), "west", "the choice after a reload");
  await shows(form(page).locator(".hint"), "The sun is seen in the evening.");
  await input(page, "watts").fill("60");

  same(await input(page, "rooms").count(), 0, "a room that nobody asked for");
  await button(page, "Add room").click();
  await input(page, "name").fill("hall");
  await button(page, "Add before").click();
  await form(page).getByRole("group", { name: /^before/ }).getByLabel("name", { exact: true }).fill("porch");
  same(await buttons(page, "Add before").count(), 1, "rooms before the room before");
  await button(page, "Add to lights").click();
  await shows(reason(page), "lights/0: Choose which kind this is.");
  await kind(page, "lights 1").selectOption({ label: "lamp" });
  await input(page, "watts").nth(1).fill("5");

  const started = Date.now();
  await button(page, "Add wide").click();
  await input(page, "text500").fill("last");
  await saved(page, "last");
  check(Date.now() - started < 5000, `500 members took ${Date.now() - started} ms`);
  const expected = {
    label: "x",
    light: { kind: "both", first: { kind: "window", side: "west" }, second: { kind: "lamp", watts: 60 } },
    tags: [],
    room: { name: "hall", rooms: [], before: { name: "porch", rooms: [] } },
    lights: [{ kind: "lamp", watts: 5 }],
    wide: { text500: "last" },
  };
  await again(page, scenario);
  same(await input(page, "text500").inputValue(), "last", "a member after a reload");
  await ready(page);
  await sends(page);
  await shows(response(page), "200");
  const sort = (value) =>
    value === null || typeof value !== "object" || Array.isArray(value)
      ? Array.isArray(value) ? value.map(sort) : value
      : Object.fromEntries(Object.entries(value).sort().map(([name, member]) => [name, sort(member)]));
  same(sort(JSON.parse((await body(scenario)).text)), sort(expected), "the body");
  await button(page, "Remove room").click();
  await saved(page, '"lights');
  same(await input(page, "name").count(), 0, "fields of a room that was removed");
}

/** Items are added, removed and moved. Each has a name. */
export async function lists(scenario) {
  const page = await scenario.open(ARRANGE);
  await field(page, "label").fill("x");
  await kind(page, "light").selectOption({ label: "lamp" });
  await input(page, "watts").fill("1");
  await button(page, "Add to tags").click();
  check(await buttons(page, /^Move item/).first().isHidden(), "a lone item can be moved");
  await input(page, "tags 1").fill("a");
  for (const [at, text] of [[2, "b"], [3, "c"]]) {
    await button(page, "Add to tags").click();
    await input(page, `tags ${at}`).fill(text);
  }
  const up = button(page, "Move item 3 of tags up");
  await up.focus();
  for (const order of [["a", "c", "b"], ["c", "a", "b"], ["c", "a", "b"]]) {
    await page.keyboard.press("Enter");
    same(await form(page).locator(".row textarea").evaluateAll((all) => all.map(({ value }) => value)), order, "the items");
    check(await up.evaluate((button) => document.activeElement === button), "the focus is lost");
  }
  same(await up.getAttribute("aria-disabled"), "true", "the first can go up");
  await button(page, "Move item 1 of tags down").click();
  await button(page, "Remove tags 2").click();
  check(await button(page, "Add to tags").evaluate((button) => document.activeElement === button), "the focus is lost");
  await button(page, "Add to tags").click();
  await input(page, "tags 4").fill("d");
  const names = await form(page).getByRole("button").evaluateAll((all) => all.map((button) => button.ariaLabel ?? button.textContent));
  same(names.length, new Set(names).size, `names of buttons: ${names}`);
  await saved(page, "d");
  await sends(page);
  await shows(response(page), "200");
  same(JSON.parse((await body(scenario)).text).tags, ["c", "a", "d"], "the items that were sent");
  await page.reload();
  same(await form(page).locator(".row textarea").evaluateAll((all) => all.map(({ value }) => value)), ["c", "a", "d"], "the items after a reload");
}

/** Files are named, bounded before they are read, and cleared. */
export async function files(scenario) {
  const page = await scenario.page();
  await page.addInitScript(() => {
    window.reads = 0;
    const { arrayBuffer } = Blob.prototype;
    Blob.prototype.arrayBuffer = function () {
      window.reads += 1;
      return arrayBuffer.call(this);
    };
  });
  await page.goto(`${scenario.input.origin}/-/operations/library/library.cover#token=${scenario.input.token}`);
  await field(page, "id").fill("1");
  const file = form(page).getByLabel("File for picture");
  const bytes = input(page, "picture");
  await shows(form(page).locator(".hint"), "At most 2 MiB.");
  const choose = (name, size) => file.setInputFiles({ name, mimeType: "image/png", buffer: Buffer.alloc(size, 1) });
  await choose("small.png", 1536);
  await shows(form(page).locator(".hint"), "small.png, 1.5 KiB");
  await page.waitForFunction(() => window.reads === 1);
  same(Buffer.from(await bytes.inputValue(), "base64").length, 1536, "the bytes");
  await choose("large.png", (2 << 20) + 1);
  await shows(reason(page), "picture: large.png, 2.1 MiB, is too large: a request takes a file of at most 2 MiB.");
  same([await bytes.inputValue(), await page.evaluate(() => window.reads)], ["", 1], "what was read of a file that is too large");
  await choose("small.png", 3);
  await ready(page);
  await button(page, "Clear").click();
  same([await bytes.inputValue(), await file.evaluate(({ files }) => files.length)], ["", 0], "what is left of a file");
  await shows(form(page).locator(".hint"), "At most 2 MiB.");
  await shows(reason(page), "id: ");
  await choose("small.png", 3);
  await shows(form(page).locator(".hint"), "small.png, 3 bytes");
  await bytes.fill("AAAA");
  same(await file.evaluate(({ files }) => files.length), 0, "a file beside other bytes");
}
