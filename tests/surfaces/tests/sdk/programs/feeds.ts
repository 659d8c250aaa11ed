// Lists and streams.
import feeds, { createClient, type CursorPage, type Entry, type FileInput, type PagePromise } from "feeds-endpoints";

export const promise: PagePromise<CursorPage, Entry> = feeds.listsByCursor({ limit: 2 });
export const page: Promise<CursorPage> = feeds.listsByCursor();

export async function iterate(): Promise<number[]> {
  const ids: number[] = [];
  for await (const entry of feeds.listsByCursor()) ids.push(entry.id);
  for await (const { id } of feeds.listsAfter()) ids.push(id);
  for await (const { entries } of feeds.listsByOffset().pages()) ids.push(...entries.map(({ id }) => id));
  for await (const { data } of await feeds.feedsOnce()) ids.push(data.length);
  // @ts-expect-error A call that is no list has one output.
  for await (const one of feeds.feedsNote({ text: "x" })) ids.push(one);
  // @ts-expect-error An entry has no name.
  for await (const { name } of feeds.listsInBody({ name: "x" })) ids.push(name);
  return ids;
}

export const client = createClient({ credentials: { queryKey: "k" }, retries: 2 });
export const repeated = client.feedsPay({ amount: 5 }, { retries: 0 });

export const files: FileInput[] = [new Blob(["x"]), { file_name: "a.txt", text: "x" }, { file_name: "b", content: new Uint8Array([1]) }];
export const uploaded = client.uploadsUpload({ title: "x", files, cover: new File(["x"], "c.png") });
export const stored: Promise<void> = client.uploadsStore({ name: "x", content: new Blob(["x"]).stream() });
// @ts-expect-error A text is no file.
void client.uploadsUpload({ title: "x", cover: "c.png" });

export const started: Promise<[string, string | undefined, number]> = client
  .feedsStart({ name: "x" })
  .then(({ headers, body }) => [headers.location, headers.retry_after, body.id]);
