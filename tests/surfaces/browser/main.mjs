// Plays scenarios in one Chromium. It reads and writes lines of JSON:
// - `{id, play, input}` on the standard input starts a scenario. `{id, done}` or `{id, failed}` on the standard output ends it.
// - `{id, ask, input}` on the standard output is a question of the scenario. `{id, answer}` or `{id, failed}` answers it.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { Scenario } from "./scenario.mjs";

const require = createRequire(`${process.argv[2]}/`);
const { chromium } = require("playwright-core");
export const axe = require.resolve("axe-core/axe.min.js");

// Chromium's sandbox needs rights that containers do not have. The other options prevent requests to Google's servers.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-domain-reliability",
  "--host-resolver-rules=MAP evil.test 127.0.0.1, MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
let launched;
const launch = () => (launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args }));

const waiting = new Map();
const write = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function play({ id, play: name, input }) {
  const ask = (asked, value = null) =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      write({ id, ask: asked, input: value });
    });
  let scenario;
  try {
    const [file, exported] = name.split(".");
    const run = (await import(`./${file}.mjs`))[exported];
    if (run === undefined) throw new Error(`${file}.mjs has no ${exported}`);
    scenario = new Scenario(await launch(), input, ask, axe);
    const done = (await run(scenario)) ?? null;
    scenario.verify();
    write({ id, done });
  } catch (error) {
    const description = (await scenario?.describe()) ?? "";
    write({ id, failed: `${error.stack ?? error}\n${description}` });
  } finally {
    await scenario?.close();
  }
}

createInterface({ input: process.stdin })
  .on("line", (text) => {
    const line = JSON.parse(text);
    if (line.play !== undefined) return void play(line);
    const { resolve, reject } = waiting.get(line.id);
    waiting.delete(line.id);
    if (line.failed == null) resolve(line.answer);
    else reject(new Error(line.failed));
  })
  .on("close", async () => {
    await (await launched)?.close();
    process.exit(0);
  });
