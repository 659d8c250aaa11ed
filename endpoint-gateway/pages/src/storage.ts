/** The browser's storage: values by endpoint, the gateway's URL and the language, never a secret. */

import { isObject, type Json, type JsonObject, object, parse, print } from "./json.js";
import type { Model, Values } from "./model.js";
import { withoutSecrets } from "./secrets.js";

/** The prefix of all keys. Other entries of this origin are not touched. */
const PREFIX = "endpoints/1/";
const VALUES = `${PREFIX}values/`;
const GATEWAY = `${PREFIX}gateway`;
const LANGUAGE = `${PREFIX}language`;

/** The maximum number of endpoints whose values are kept. */
const MAX_ENTRIES = 200;

/** The maximum number of characters that are kept of all endpoints, and of one. */
const MAX_LENGTH = 1_000_000;
const MAX_ENTRY_LENGTH = 250_000;

/** The maximum length of a URL that is kept. */
const MAX_URL_LENGTH = 2000;

/** Runs a function on the browser's storage; returns undefined where it is blocked or full. */
function attempt<T>(run: (storage: Storage) => T): T | undefined {
  try {
    return run(localStorage);
  } catch {
    return undefined;
  }
}

/** Returns whether anything can be kept. */
export function isAvailable(): boolean {
  const probe = `${PREFIX}probe`;
  return (
    attempt((storage) => {
      storage.setItem(probe, "1");
      storage.removeItem(probe);
      return true;
    }) ?? false
  );
}

function keyOf(model: Model): string {
  return `${VALUES}${model.provider.name}/${model.operation.id}`;
}

/** Loads the last values of an endpoint, if it has not changed. */
export function loadValues(model: Model): Values {
  const entry = attempt((storage) => storage.getItem(keyOf(model))) ?? "";
  const [, version, text = ""] = /^\d+ (\S*) ([^]*)$/.exec(entry) ?? [];
  const saved = version === model.version ? read(text) : undefined;
  if (saved === undefined) {
    if (entry !== "") clearValues(model);
    return new Map();
  }
  return withoutSecrets(model, new Map(Object.entries(saved)));
}

function read(text: string): JsonObject | undefined {
  try {
    const saved = parse(text);
    return isObject(saved) ? saved : undefined;
  } catch {
    return undefined;
  }
}

/** Saves the values without the secrets and the files, which no page can choose. */
export function saveValues(model: Model, values: Values): void {
  const isKept = ([name]: readonly [string, Json]): boolean =>
    model.parameters.some((parameter) => parameter.name === name && parameter.type.kind !== "file");
  const members = new Map([...withoutSecrets(model, values)].filter(isKept));
  if (members.size === 0) return clearValues(model);
  const key = keyOf(model);
  const entry = `${Date.now()} ${model.version} ${print(object(members))}`;
  if (entry.length > MAX_ENTRY_LENGTH) return clearValues(model);
  attempt((storage) => {
    makeRoom(storage, key, entry.length);
    try {
      storage.setItem(key, entry);
    } catch {
      // The storage is full: without this, an old value would be loaded the next time.
      storage.removeItem(key);
      makeRoom(storage, key, MAX_LENGTH);
      storage.setItem(key, entry);
    }
  });
}

/** Removes the oldest entries until an entry of this length fits. */
function makeRoom(storage: Storage, key: string, length: number): void {
  const others = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "")
    .filter((other) => other.startsWith(VALUES) && other !== key)
    .map((other) => ({ other, entry: storage.getItem(other) ?? "" }))
    .sort((a, b) => (Number.parseInt(b.entry, 10) || 0) - (Number.parseInt(a.entry, 10) || 0));
  let total = length;
  for (const [at, { other, entry }] of others.entries()) {
    total += entry.length;
    if (total > MAX_LENGTH || at >= MAX_ENTRIES - 1) storage.removeItem(other);
  }
}

/** Removes the values of an endpoint. */
export function clearValues(model: Model): void {
  attempt((storage) => storage.removeItem(keyOf(model)));
}

/** Loads the gateway's URL that was entered last. */
export function loadGateway(): string | undefined {
  const url = attempt((storage) => storage.getItem(GATEWAY)) ?? "";
  return url === "" || url.length > MAX_URL_LENGTH ? undefined : url;
}

/** Saves the gateway's URL, unless it has a user, password, query or fragment. An empty one is removed. */
export function saveGateway(url: string): void {
  const shown = URL.canParse(url) ? new URL(url) : undefined;
  const isSecret = shown !== undefined && shown.username + shown.password + shown.search + shown.hash !== "";
  attempt((storage) => {
    if (url === "" || url.length > MAX_URL_LENGTH || isSecret) storage.removeItem(GATEWAY);
    else storage.setItem(GATEWAY, url);
  });
}

/** Loads the language of the snippets that was chosen last. */
export function loadLanguage(): string | undefined {
  return attempt((storage) => storage.getItem(LANGUAGE)) ?? undefined;
}

/** Saves the language of the snippets. */
export function saveLanguage(id: string): void {
  attempt((storage) => storage.setItem(LANGUAGE, id));
}
