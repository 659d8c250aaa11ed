/**
 * JavaScript's `fetch`, as a module on Node.
 *
 * Each secret is `process.env.NAME`; credentials are encoded by Node's `Buffer`.
 */

import type { Input } from "../inputs.js";
import type { Body, Piece } from "../request.js";
import { basic, type Call, headerCredential, mustStay, url } from "./call.js";
import { block, JAVASCRIPT, literal, members, quoted, type Written } from "./literal.js";

export function fetchSnippet(call: Call): string {
  const all = options(call);
  const second = all.length === 0 ? "" : `, ${members(JAVASCRIPT, all, 0)}`;
  const target = url(call).map(part).join(" + ");
  return `const response = await fetch(${target}${second});\nconsole.log(response.status, await response.text());\n`;
}

function options(call: Call): Written[] {
  const { method, body } = call.request;
  const sent = headers(call);
  const all: [boolean, string, () => string][] = [
    [method !== "GET", "method", () => quoted(method)],
    [sent.length > 0, "headers", () => members(JAVASCRIPT, sent, 1)],
    [body !== undefined, "body", () => (body ? written(body) : "")],
    [mustStay(call), "redirect", () => quoted("error")],
  ];
  return all.flatMap(([isThere, name, value]) => (isThere ? [[name, value()] as const] : []));
}

function headers(call: Call): Written[] {
  const all: Written[] = [];
  const pair = basic(call);
  if (pair) {
    const credential = `process.env.${pair[0]} + ":" + process.env.${pair[1]}`;
    all.push(["Authorization", `"Basic " + Buffer.from(${credential}).toString("base64")`]);
  }
  const other = headerCredential(call);
  if (other) {
    const [header, scheme, variable] = other;
    all.push([header, `${scheme === "" ? "" : `${quoted(scheme)} + `}process.env.${variable}`]);
  }
  return [...all, ...call.request.headers.map(([name, value]): Written => [name, part(value)])];
}

function written(body: Body): string {
  switch (body.kind) {
    case "object": {
      const all = body.members.map(([name, input]): Written => [name, json(input, 2)]);
      return `JSON.stringify(${members(JAVASCRIPT, all, 1)})`;
    }
    case "json":
      return `JSON.stringify(${json(body.input, 1)})`;
    case "form": {
      const pairs = body.pairs.map(([key, value]) => `[${quoted(key)}, ${part(value)}]`);
      return `new URLSearchParams(${block(JAVASCRIPT, "[", pairs, "]", 1)})`;
    }
    case "text":
      return part(body.piece);
    case "bytes":
      return `Buffer.from(${part(body.piece)}, "base64")`;
  }
}

/** A JSON value, as JavaScript. */
function json(input: Input, depth: number): string {
  if ("value" in input) {
    return literal(JAVASCRIPT, input.value, depth);
  }
  return input.isText ? `process.env.${input.variable}` : `JSON.parse(process.env.${input.variable})`;
}

function part(piece: Piece): string {
  if (typeof piece === "string") {
    return quoted(piece);
  }
  const text = `process.env.${piece.variable}`;
  return piece.written === "segment" || piece.written === "pair" ? `encodeURIComponent(${text})` : text;
}
