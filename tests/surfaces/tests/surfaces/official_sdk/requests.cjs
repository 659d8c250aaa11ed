// Makes calls through Stytch's SDK, and prints which operations have no method, and which methods no operation.
const { readFileSync } = require("node:fs");
const { clients, find, at, methods } = require("./tree.cjs");

async function main() {
  const { urls, project_id, secret, calls } = JSON.parse(readFileSync(0, "utf8"));
  const all = clients(project_id, secret, urls);
  const unused = new Map([...methods(all.b2b, "b2b"), ...methods(all.consumer, "consumer")]);
  const missing = new Set();
  for (const { operation, data, authorization } of calls) {
    const path = find(all, operation);
    if (!path) {
      missing.add(operation);
      continue;
    }
    const method = at(all, path);
    unused.delete(method);
    try {
      await method.call(at(all, path.slice(0, -1)), data, { authorization });
    } catch (error) {
      throw new Error(`${operation}: ${error.message}`, { cause: error });
    }
  }
  console.log(JSON.stringify({ missing: [...missing], unused: [...unused.values()] }));
}

main();
