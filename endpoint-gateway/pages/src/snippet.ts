/**
 * Snippets: one call as a program text, the same as `endpoint_export::snippet` writes. What is shown and how it is
 * written is said there.
 */

import { inputs, type Values } from "./inputs.js";
import type { Model } from "./model.js";
import { request } from "./request.js";
import type { Options } from "./snippet/call.js";
import { curl } from "./snippet/curl.js";
import { fetchSnippet } from "./snippet/fetch.js";
import { go } from "./snippet/go.js";
import { python } from "./snippet/python.js";
import { rust } from "./snippet/rust.js";
import { typescript } from "./snippet/typescript.js";

/** The languages, in the order in which they are offered. */
export const LANGUAGES = [
  { id: "typescript", title: "TypeScript" },
  { id: "rust", title: "Rust" },
  { id: "curl", title: "curl" },
  { id: "fetch", title: "fetch" },
  { id: "python", title: "Python" },
  { id: "go", title: "Go" },
] as const;

export type Language = (typeof LANGUAGES)[number]["id"];

/**
 * A program that makes one call with these values. Sensitive arguments with a value are shown by their environment
 * variables; what the value is does not matter.
 */
export function snippet(model: Model, values: Values, options: Options, language: Language): string {
  const call = { model, shown: inputs(model, values), options, request: request(model, values) };
  const writers = { typescript, rust, curl, fetch: fetchSnippet, python, go };
  // No program can hold half a surrogate pair.
  return writers[language](call).replace(/\p{Surrogate}/gu, "\ufffd");
}
