// The types of numbers.
import ledger, {
  JsonNumber,
  createClient,
  type Entry,
  type EntriesWriteInput,
  type EntryInput,
  type Expression,
  type Term,
} from "ledger-endpoints";

export const read: Promise<Entry> = ledger.entriesRead({ id: 1, after: -5n, ids: [1n, 2], version: 3 });
export const ids: Promise<bigint[]> = read.then(({ id, ids, by_name }) => [id, ...ids, ...Object.values(by_name)]);
export const pair: Promise<[bigint, number]> = read.then(({ pair }) => pair);
export const count: Promise<number> = read.then(({ count, ratio }) => count + ratio);
export const parent: Promise<bigint | null | undefined> = read.then(({ next }) => next?.parent);
// A value that is received can be sent.
export const again: Promise<Entry> = read.then((entry) => ledger.entriesReplace({ id: entry.id, entry }));
export const input = (entry: Entry): EntryInput => ({ ...entry, id: 1, ids: [1, 2n], next: { ...entry, id: 5 } });
export const write: EntriesWriteInput = { id: 1, amounts: [1, 1n, 0.5, "x"], note: [new JsonNumber("0.10"), 1n] };
export const written: Promise<Record<string, bigint>> = ledger.entriesWrite(write);
// Types in a circle.
export const expressions: Expression[] = ["x", 1n, {}];
export const term: Promise<Term> = ledger.entriesEvaluate({ expression: 1 });
export const both: Promise<Term | string> = ledger.entriesEvaluate({ expression: "x" });

// The `fetch` of a library, with types of its own.
declare const fetch: (
  url: string | URL,
  init?: { body?: string | Uint8Array; method?: string },
) => Promise<{ status: number; body: NodeJS.ReadableStream; headers: { get(name: string): string | null } }>;
declare namespace NodeJS {
  interface ReadableStream {
    pipe(to: unknown): void;
  }
}
export const client = createClient({ fetch });

// @ts-expect-error A response has bigints only.
export const safe: Promise<number> = read.then(({ id }) => id);
// @ts-expect-error 32 bits are a number.
export const limit: EntriesWriteInput = { id: 1, limit: 1n };
