import { readFileSync } from "node:fs";
import { validate, parse, readModel, resolve } from "./module.mjs";

const { models, cases } = JSON.parse(readFileSync("data.json", "utf8"));
const read = models.map(readModel);

/** Returns the lines of a request, with its headers sorted. */
function plain({ method, target, headers, body }) {
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ method, target, headers: sorted, body }, null, 1).split("\n");
}

/** Returns the form's problems with values that the runtime accepts. */
function problems({ parameters, types }, values) {
  return parameters.flatMap(({ name, repeated, type }) => {
    const value = values.get(name);
    const all = value === undefined ? [] : repeated ? value : [value];
    return all.flatMap((one) => validate(type, one, types)).map(({ path, message }) => `${name}${path}: ${message}`);
  });
}

const differences = [];
for (const { model, input, expected } of cases) {
  const values = new Map(Object.entries(parse(input)));
  const found = problems(read[model], values);
  if (found.length > 0 && differences.length < 10) differences.push(`${read[model].operation.id}: ${input}\n  form: ${found.join(" ")}`);
  let sent;
  try {
    const { method, target, headers, body } = resolve(read[model], values);
    const lower = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
    sent = { method, target, headers: lower, body: Buffer.from(body ?? "").toString("base64") };
  } catch (error) {
    sent = { method: String(error), target: "", headers: {}, body: "" };
  }
  const [page, runtime] = [plain(sent), plain(expected)];
  const at = runtime.findIndex((line, index) => line !== page[index]);
  if (at >= 0 && differences.length < 10) {
    const decoded = `${Buffer.from(expected.body, "base64")}\n           ${Buffer.from(sent.body, "base64")}`;
    differences.push(`${read[model].operation.id}: ${input}\n  runtime: ${runtime[at]}\n  page:    ${page[at]}\n  bodies:  ${decoded}`);
  }
}
if (differences.length > 0) {
  console.log(differences.join("\n"));
}
