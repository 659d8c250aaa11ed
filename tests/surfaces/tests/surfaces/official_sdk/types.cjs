// Checks the values of calls with the types of Stytch's SDK. Prints the compiler's errors, and the members that the calls
// with all values omit.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const ts = require("typescript");
const { clients, find, at } = require("./tree.cjs");

const { calls } = JSON.parse(readFileSync(0, "utf8"));
const all = clients("project-test-1", "secret", {});

const omitted = [];

// One call in each line, and nothing else.
const head = 'import { B2BClient, Client } from "stytch"; declare const b2b: B2BClient; declare const consumer: Client;';
const source = [head, ...calls.map(written)].join("\n");

function written({ operation, set, data, authorization }) {
  const path = find(all, operation);
  if (!path) return "no_such_method;";
  const { length } = at(all, path);
  // A method of a call without parameters takes nothing.
  const values = length > 0 ? [data] : [];
  if (Object.keys(authorization).length > 0) values.push({ authorization });
  if (set === "full" && values.length < length) omitted.push(`${operation}: the session that authorizes it`);
  return `${path.join(".")}(${values.map((value) => JSON.stringify(value)).join()});`;
}

// The source is not written to a file. It stands where its import finds the SDK.
const name = join(process.env.NODE_PATH, "../calls.ts");
const options = {
  strict: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
};
const host = ts.createCompilerHost(options);
const { getSourceFile } = host;
host.getSourceFile = (file, ...others) =>
  file === name ? ts.createSourceFile(file, source, options.target, true) : getSourceFile(file, ...others);
const program = ts.createProgram([name], options, host);
const file = program.getSourceFile(name);
const checker = program.getTypeChecker();

const callAt = (position) => calls[file.getLineAndCharacterOfPosition(position).line - 1];

const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
  const call = diagnostic.file === file ? callAt(diagnostic.start) : undefined;
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  return `${call ? `${call.operation} (${call.set})` : (diagnostic.file?.fileName ?? "the program")}: ${text}`;
});

function visit(node) {
  const type = ts.isObjectLiteralExpression(node) ? checker.getContextualType(node) : undefined;
  const { operation, set } = callAt(node.getStart(file)) ?? {};
  if (type && set === "full") {
    const given = new Set(node.properties.map((property) => property.name.text));
    const members = checker.getPropertiesOfType(type).filter((member) => !given.has(member.name));
    omitted.push(...members.map((member) => `${operation}: ${checker.typeToString(type)}.${member.name}`));
  }
  ts.forEachChild(node, visit);
}

visit(file);
console.log(JSON.stringify({ errors, omitted }));
