/**
 * Python, over `requests`.
 *
 * Each secret is `os.environ["NAME"]`. `json=` sets the content type; with any other body it stands among the headers.
 */

import type { Input } from "../inputs.js";
import type { Body, Piece } from "../request.js";
import { basic, type Call, has, headerCredential, mustStay, url } from "./call.js";
import { block, JSON_SYNTAX, literal, members, quoted, type Syntax, type Written } from "./literal.js";

const PYTHON: Syntax = { ...JSON_SYNTAX, indent: "    ", null: "None", yes: "True", no: "False", lastComma: true };

export function python(call: Call): string {
  const { method, body } = call.request;
  const all = [url(call).map(part).join(" + ")];
  const pair = basic(call);
  if (pair) {
    all.push(`auth=(${environ(pair[0])}, ${environ(pair[1])})`);
  }
  const sent = headers(call);
  if (sent.length > 0) {
    all.push(`headers=${members(PYTHON, sent, 1)}`);
  }
  if (body) {
    all.push(written(body));
  }
  if (mustStay(call)) {
    all.push("allow_redirects=False");
  }
  const response = block(PYTHON, `requests.${method.toLowerCase()}(`, all, ")", 0);
  return `${imports(call)}response = ${response}\nprint(response.status_code, response.text)\n`;
}

function imports(call: Call): string {
  const { body, credential, target } = call.request;
  const modules: [boolean, string][] = [
    [body?.kind === "bytes", "import base64\n"],
    [has(call, "rawJson"), "import json\n"],
    [credential !== undefined || has(call), "import os\n"],
    [target.some((piece) => typeof piece !== "string"), "from urllib.parse import quote\n"],
  ];
  const standard = modules.map(([isUsed, text]) => (isUsed ? text : "")).join("");
  return `${standard}${standard === "" ? "" : "\n"}import requests\n\n`;
}

function headers(call: Call): Written[] {
  const { headers: all, body } = call.request;
  const credential = headerCredential(call);
  const own: Written[] = [];
  if (credential) {
    const [header, scheme, variable] = credential;
    own.push([header, `${scheme === "" ? "" : `${quoted(scheme)} + `}${environ(variable)}`]);
  }
  const rest = all.filter(([name]) => !(body && isJson(body) && name === "Content-Type"));
  return [...own, ...rest.map(([name, value]): Written => [name, part(value)])];
}

/** Whether `json=` can write the body: it takes `None` for no body. */
function isJson(body: Body): boolean {
  return body.kind === "object" || (body.kind === "json" && !isNull(body.input));
}

function isNull(input: Input): boolean {
  return "value" in input && input.value === null;
}

function written(body: Body): string {
  switch (body.kind) {
    case "object":
      return `json=${members(PYTHON, body.members.map(([name, input]) => [name, json(input, 2)]), 1)}`;
    case "json":
      return isNull(body.input) ? 'data="null"' : `json=${json(body.input, 1)}`;
    case "form":
      return `data=${block(PYTHON, "[", body.pairs.map(([key, value]) => `(${quoted(key)}, ${part(value)})`), "]", 1)}`;
    case "text":
      return `data=${part(body.piece)}.encode()`;
    case "bytes":
      return `data=base64.b64decode(${part(body.piece)})`;
  }
}

function json(input: Input, depth: number): string {
  if ("value" in input) {
    return literal(PYTHON, input.value, depth);
  }
  return input.isText ? environ(input.variable) : `json.loads(${environ(input.variable)})`;
}

function part(piece: Piece): string {
  if (typeof piece === "string") {
    return quoted(piece);
  }
  const text = environ(piece.variable);
  return piece.written === "segment" || piece.written === "pair" ? `quote(${text}, safe="")` : text;
}

function environ(variable: string): string {
  return `os.environ["${variable}"]`;
}
