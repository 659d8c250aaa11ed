// Each kind of parameter has a control, and arrives as what it is.
import { REFUSED, check, field, form, ready, reason, response, same, sends, shows } from "./world.mjs";

const body = async (world) => {
  const [request] = await world.ask("requests");
  return request;
};
const button = (page, name) => form(page).getByRole("button", { name, exact: true });
const input = (page, name) => form(page).getByLabel(name, { exact: true });

/** Texts, numbers, choices, lists, objects within lists, maps and any JSON, in one body. */
export async function nested(world) {
  const page = await world.open("/-/operations/odd/odd.add");
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
  await shows(form(page), "This is no number");
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
  await form(page).getByRole("checkbox", { name: /subtitle/ }).check();
  await sends(page);
  await shows(response(page), "200");
  const { text } = await body(world);
  check(text.includes('"number":12345678901234567,'), `a large number is not kept: ${text}`);
  check(text.includes('"__proto__":1000'), `a member is not kept: ${text}`);
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
export async function bodies(world) {
  world.allow(REFUSED);
  const page = await world.open("/-/operations/odd/odd.order");
  await field(page, "title").fill("a & b");
  await field(page, "copies").fill("2");
  for (const at of [1, 2]) {
    await button(page, "Add to genres").click();
    await input(page, `genres ${at}`).selectOption({ index: at });
  }
  await sends(page);
  await shows(response(page), "200");
  same((await body(world)).text, "title=a%20%26%20b&copies=2&genres=novel&genres=non-fiction", "the form");

  const token = `#token=${world.input.token}`;
  await page.goto("about:blank");
  await page.goto(`${world.input.origin}/-/operations/odd/odd.cover${token}`);
  await field(page, "id").fill("..");
  await field(page, "id").press("Tab");
  await shows(form(page), "lead to another path");
  await field(page, "id").fill("1");
  await form(page).getByLabel(/^File for/).setInputFiles({ name: "x", mimeType: "image/png", buffer: Buffer.from("PNG") });
  await ready(page);
  await sends(page);
  await shows(response(page), "200");
  same((await body(world)).text, "PNG", "the bytes");
}
