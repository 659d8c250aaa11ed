// Responses that are shown as they arrive. Each part is sent once the page shows the one before.
import { clean } from "./access.mjs";
import { LOST, check, field, reason, ready, region, response, same, sends, shows } from "./scenario.mjs";
import { readFile } from "node:fs/promises";

const NEWS = "/-/operations/radio/radio.news";
const rows = (page, name) => response(page).getByRole("log", { name }).getByRole("listitem");

/** Events are shown one by one; the last one ends the stream, and is not shown. */
export async function events(scenario) {
  const page = await scenario.open(NEWS);
  await field(page, "topic").fill("weather");
  await sends(page);
  const head = await scenario.ask("begin", "text/event-stream");
  check(head.startsWith("GET /news?topic=weather HTTP/1.1\r\n"), head);
  check(/^accept: text\/event-stream\r$/im.test(head), head);
  await shows(response(page), "200 OK");
  await shows(response(page).getByRole("status"), "Receiving");
  for (const [at, part, shown] of [
    [1, 'event: storm\nid: 7\ndata: {"wind": 11}\n\n', 'storm 7 {"wind": 11}'],
    [2, "data: <b>bold</b>\ndata: second line\n\n", "message 7 <b>bold</b>"],
    [3, ": a comment\nid\ndata: last\n\n", "message last"],
  ]) {
    await scenario.ask("part", part);
    await shows(rows(page, "Events").nth(at - 1), shown);
    same(await rows(page, "Events").count(), at, "the events so far");
    await shows(reason(page), "A request is under way");
  }
  await shows(response(page), /Received\s*3 events/);
  const log = await response(page).getByRole("log").evaluate((log) => [log.getAttribute("aria-live") ?? "implicit", log.tabIndex]);
  same(log, ["implicit", 0], "the log");
  await scenario.ask("part", "data: [END]\n\n");
  await shows(response(page).getByRole("status"), "The stream has ended");
  same(await rows(page, "Events").count(), 3, "the events at the end");
  await ready(page);
  await clean(scenario, page, "a page with a stream");
}

/** The Stop button ends the request at the provider, and keeps what was shown. */
export async function stopped(scenario) {
  const page = await scenario.open(NEWS);
  await sends(page);
  await scenario.ask("begin", "text/event-stream");
  await scenario.ask("part", "data: one\n\n");
  await shows(rows(page, "Events"), "one");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await scenario.ask("gone");
  await shows(response(page).getByRole("status"), "Stopped.");
  same(await rows(page, "Events").count(), 1, "the events that are kept");
  await page.getByRole("button", { name: "Stop", exact: true }).waitFor({ state: "hidden" });
  await ready(page);
}

/** A long stream takes bounded memory: the last lines are kept, and the page says how many it dropped. */
export async function long(scenario) {
  const page = await scenario.open("/-/operations/radio/radio.charts");
  await sends(page);
  await scenario.ask("begin", "application/x-ndjson");
  await scenario.ask("part", '{"place": 1}\n\n');
  await shows(rows(page, "Lines"), '{"place": 1}');
  const lines = (from, count) => Array.from({ length: count }, (_, at) => `{"place": ${from + at}}\n`).join("");
  await scenario.ask("part", lines(2, 1200));
  await shows(rows(page, "Lines").last(), '{"place": 1201}');
  await shows(response(page), "The last 500 of 1201 lines are shown; 701 were dropped.");
  same(await rows(page, "Lines").count(), 500, "the lines that are kept");
  await shows(rows(page, "Lines").first(), '{"place": 702}');
  await scenario.ask("part", `"${"x".repeat(30_000)}"\n`);
  await shows(rows(page, "Lines").last(), "10002 more characters");
  await scenario.ask("part", '"without an end"');
  await scenario.ask("end");
  await shows(rows(page, "Lines").last(), "without an end");
  await shows(response(page).getByRole("status"), "The stream has ended");
}

/** Bytes are counted while they arrive, and then offered as a file. */
export async function bytes(scenario) {
  const page = await scenario.open("/-/operations/radio/radio.recording");
  await field(page, "id").fill("1");
  await sends(page);
  await scenario.ask("begin", "audio/ogg");
  await scenario.ask("part", "OggS");
  await shows(response(page), "4 bytes so far");
  await scenario.ask("part", "\0\u0001");
  await shows(response(page), "6 bytes so far");
  await scenario.ask("end");
  const started = page.waitForEvent("download");
  await response(page).getByRole("link", { name: "Save the body (6 bytes)" }).click();
  same([...(await readFile(await (await started).path()))], [79, 103, 103, 83, 0, 1], "the file");
}

/** A stream that breaks off keeps what has come, and says so. */
export async function broken(scenario) {
  scenario.allow(LOST);
  const page = await scenario.open(NEWS);
  await sends(page);
  await scenario.ask("begin", "text/event-stream");
  await scenario.ask("part", "data: one\n\ndata: unfinished");
  await shows(rows(page, "Events"), "one");
  await scenario.ask("break");
  await shows(response(page).getByRole("status"), "The connection was lost before the whole answer had come");
  same(await rows(page, "Events").count(), 1, "the events that are kept");
  await shows(region(page, "Response"), "200 OK");
}
