// Bundles the pages' module: `node build.mjs [entry [outfile]]`, the entry below `src`, both by default the pages' own.
//
// The same sources give the same bytes. esbuild is the one that the tests of the surfaces pin; `SURFACE_TOOLS` names
// another folder that has it.

import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const tools = resolve(process.env.SURFACE_TOOLS ?? join(folder, "../../tests/surfaces/tools"));
const { build } = createRequire(join(tools, "package.json"))("esbuild");
const [entry = "main.ts", outfile = "dist/page.js"] = process.argv.slice(2);

await build({
  absWorkingDir: folder,
  entryPoints: [resolve(folder, "src", entry)],
  outfile,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  tsconfig: "tsconfig.json",
  logLevel: "warning",
});
