// Files: they are chosen, sent as parts of a body, and never kept.
import { clean } from "./access.mjs";
import { REFUSED, check, field, form, reason, ready, response, same, send, sends, shows } from "./scenario.mjs";

const UPLOAD = "/-/operations/radio/radio.upload";
const file = (name, mimeType, text) => ({ name, mimeType, buffer: Buffer.from(text) });
const input = (page, name) => form(page).getByLabel(name, { exact: true });

/** Fields, files and JSON are parts of one body, and the code shows the names of the files. */
export async function sent(scenario) {
  const page = await scenario.open(UPLOAD);
  await field(page, "title").fill("Täx\ntwo");
  await input(page, "labels").fill('{"a": [1.10, "é"]}');
  await input(page, "cover").setInputFiles(file('c"ö.png', "image/png", "cover"));
  await input(page, "files").setInputFiles([file("a.txt", "text/plain", "one\r\n"), file("b", "", "two")]);
  await shows(form(page).locator(".hint"), 'c"ö.png, 5 bytes');
  await shows(form(page).locator(".hint"), "a.txt, 5 bytes; b, 3 bytes");
  await page.getByRole("tab", { name: "fetch" }).click();
  await shows(page.locator("#code-panel"), 'openAsBlob("a.txt"');
  await shows(page.locator("#code-panel"), "multipart/form-data");
  await clean(scenario, page, "a page with files");
  await sends(page);
  await shows(response(page), "200");
  const [{ headers, text, target }] = await scenario.ask("requests");
  const type = Object.fromEntries(headers)["content-type"] ?? Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))["content-type"];
  const [, boundary] = /^multipart\/form-data; boundary=(part-[0-9a-f]{32})$/.exec(type) ?? [];
  check(boundary !== undefined, `the media type is ${type}`);
  same(target, "/uploads", "the target");
  const part = (head, content) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const expected = [
    part('name="version"', "2"),
    part('name="title"', "Täx\ntwo"),
    part('name="files[]"; filename="a.txt"\r\nContent-Type: text/plain', "one\r\n"),
    part('name="files[]"; filename="b"\r\nContent-Type: application/octet-stream', "two"),
    part('name="cover"; filename="c%22ö.png"\r\nContent-Type: image/png', "cover"),
    part('name="labels"\r\nContent-Type: application/json', '{"a":[1.10,"é"]}'),
    `--${boundary}--\r\n`,
  ];
  same(text, expected.join(""), "the body");

  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  check(stored.includes("two") && !stored.includes("a.txt"), `what is kept is ${stored}`);
  await page.reload();
  await shows(field(page, "title"), "");
  same(await input(page, "cover").evaluate(({ files }) => files.length), 0, "files after a reload");
}

/** A required file is asked for, files that are too large are refused, and all can be removed. */
export async function checked(scenario) {
  const page = await scenario.open(UPLOAD);
  await field(page, "title").fill("x");
  await shows(reason(page), "cover: This is required.");
  await send(page).click({ force: true });
  check(await input(page, "cover").evaluate((input) => document.activeElement === input && input.ariaInvalid === "true"), "the missing file has no focus");
  await input(page, "cover").setInputFiles({ name: "large.bin", mimeType: "", buffer: Buffer.alloc((2 << 20) + 1) });
  await shows(reason(page), "cover: 2.1 MiB are too much: a request takes files of at most 2 MiB.");
  const remove = form(page).getByRole("button", { name: "Remove the files of cover" });
  await remove.click();
  await shows(reason(page), "cover: This is required.");
  check(await remove.isHidden(), "files that are not there can be removed");
  await input(page, "cover").setInputFiles(file("small.bin", "", "x"));
  await ready(page);
}

/** A file can be the whole body. */
export async function whole(scenario) {
  const page = await scenario.open("/-/operations/radio/radio.store");
  await field(page, "name").fill("x");
  await form(page).getByLabel("File for content").setInputFiles(file("layer.tar", "", "layer\0"));
  await sends(page);
  await shows(response(page), "200");
  const [{ bytes, method }] = await scenario.ask("requests");
  same([method, bytes], ["PUT", [...Buffer.from("layer\0")]], "the request");
}

/** No page sends a body with GET. */
export async function refused(scenario) {
  scenario.allow(REFUSED);
  const page = await scenario.open("/-/operations/radio/radio.search");
  await field(page, "q").fill("x");
  await shows(reason(page), "No page can send GET with a body; run the code instead.");
  same(await send(page).getAttribute("aria-disabled"), "true", "Send");
}
