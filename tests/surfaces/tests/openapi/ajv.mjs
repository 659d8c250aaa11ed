// Compiles every schema of an OpenAPI document in the strict mode of Ajv, with the formats of JSON Schema and of OpenAPI's registry.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const { default: Ajv } = require("ajv/dist/2020.js");
const { default: addFormats } = require("ajv-formats");

// Each component becomes a schema of its own, since a document is none.
const text = readFileSync(process.argv[3], "utf8").replaceAll('"#/components/schemas/', '"component:');
const document = JSON.parse(text);
const ajv = new Ajv({ strict: true });
addFormats(ajv);
for (const format of ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double"]) {
  ajv.addFormat(format, { type: "number", validate: () => true });
}
ajv.addKeyword("x-sensitive");
const components = Object.entries(document.components.schemas);
for (const [name, schema] of components) {
  ajv.addSchema({ $id: `component:${name}`, ...schema });
}
let compiled = 0;
const compile = (schema) => {
  ajv.compile(schema);
  compiled += 1;
};
components.forEach(([name]) => compile({ $ref: `component:${name}` }));
const visit = (value) => {
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === "schema") compile(member);
    else visit(member);
  }
};
visit(document.paths);
if (compiled === 0) throw new Error("the document has no schema");
