/**
 * TypeScript, over our generated SDK: its default export reads credentials and base URL from the environment.
 *
 * A secret is `process.env.NAME`; one that is required is followed by `!`, since the SDK's type asks for a text.
 */

import type { Shown } from "../inputs.js";
import { type Call, returnsNothing } from "./call.js";
import { JAVASCRIPT, literal, members, quoted } from "./literal.js";

export function typescript(call: Call): string {
  const { model, shown, options } = call;
  const { provider, operation } = model;
  const name = provider.typescript.import;
  const member = (one: Shown) => [one.parameter.name, value(one, operation.body === "bytes")] as const;
  const input = shown.length === 0 ? "" : members(JAVASCRIPT, shown.map(member), 0);
  const imported = `import ${name} from ${quoted(options.package ?? provider.typescript.package)};\n`;
  const sent = `await ${name}.${operation.typescript}(${input});\n`;
  return returnsNothing(call) ? `${imported}\n${sent}` : `${imported}\nconst result = ${sent}console.log(result);\n`;
}

function value({ parameter, input }: Shown, takesBytes: boolean): string {
  const isBytes = takesBytes && parameter.place === "body";
  if ("value" in input) {
    const written = literal(JAVASCRIPT, input.value, 1);
    return isBytes ? decoded(written) : written;
  }
  const mark = parameter.required || parameter.repeated || isBytes || !input.isText ? "!" : "";
  const text = `process.env.${input.variable}${mark}`;
  if (isBytes) {
    return decoded(text);
  }
  const read = input.isText ? text : `JSON.parse(${text})`;
  return parameter.repeated ? `[${read}]` : read;
}

/** Bytes are a `Uint8Array`, which Node's `Buffer` is. */
function decoded(base64: string): string {
  return `Buffer.from(${base64}, "base64")`;
}
