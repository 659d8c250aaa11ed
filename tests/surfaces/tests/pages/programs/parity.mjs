import { readFileSync } from "node:fs";
import { LANGUAGES, parse, readModel, snippet } from "./module.mjs";

const { models, cases } = JSON.parse(readFileSync("data.json", "utf8"));
const read = models.map(readModel);

const differences = [];
const counts = {};
for (const { model, input, options, expected } of cases) {
  const values = new Map(Object.entries(parse(input)));
  for (const { id } of LANGUAGES) {
    let written;
    try {
      written = snippet(read[model], values, options, id);
    } catch (error) {
      written = `${error.stack}`;
    }
    if (written !== expected[id]) {
      counts[id] = (counts[id] ?? 0) + 1;
      if (counts[id] <= 3) {
        const [page, crate] = [written.split("\n"), expected[id].split("\n")];
        const at = crate.findIndex((line, index) => line !== page[index]);
        const line = at < 0 ? crate.length : at;
        differences.push(
          `${id} of ${read[model].operation.id}, line ${line + 1}\n  input: ${input}\n  crate: ${JSON.stringify(crate[line])}\n  page:  ${JSON.stringify(page[line])}`,
        );
      }
    }
  }
}
if (differences.length > 0) {
  console.log(`differences by language: ${JSON.stringify(counts)}, of ${cases.length} cases\n${differences.join("\n")}`);
}
