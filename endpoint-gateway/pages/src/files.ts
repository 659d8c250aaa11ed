/** Files that were chosen: the form's values hold their names, and their contents stay on the disk until they are sent. */

import { type Json, type JsonObject, object } from "./json.js";

const chosen = new WeakMap<object, File>();

/** Returns the value of a file: its name and its media type. */
export function fileValue(file: File): JsonObject {
  const value = object([["file_name", file.name], ["content_type", file.type || "application/octet-stream"]]);
  chosen.set(value, file);
  return value;
}

/** Returns the file of such a value. */
export function fileOf(value: Json): File {
  return (typeof value === "object" && value !== null ? chosen.get(value) : undefined) ?? new File([], "");
}
