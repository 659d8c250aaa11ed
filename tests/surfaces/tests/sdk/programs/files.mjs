// Files in multipart bodies, and streams as bodies.
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import test from "node:test";
import { ApiError, InputError, createClient } from "feeds-endpoints";
import { failure, listen } from "./support.mjs";

const credentials = { schemeToken: "t" };

async function serve(t, answer) {
  const { url, requests } = await listen(t, answer);
  return { url, requests, client: createClient({ baseUrl: url, credentials }) };
}

/** Returns the parts of a request's body: its heads and its contents. */
function parts({ headers, body }) {
  const [, boundary] = /^multipart\/form-data; boundary=(part-[0-9a-f]{32})$/.exec(headers["content-type"]) ?? [];
  assert.ok(boundary !== undefined, headers["content-type"]);
  assert.equal(Number(headers["content-length"]), Buffer.byteLength(body));
  assert.ok(body.endsWith(`--${boundary}--\r\n`), body);
  const written = body.slice(0, -`--${boundary}--\r\n`.length).split(`--${boundary}\r\n`).slice(1);
  return written.map((part) => {
    const at = part.indexOf("\r\n\r\n");
    assert.ok(part.endsWith("\r\n"));
    return [part.slice(0, at).split("\r\n").map((line) => line.replace(/^Content-Disposition: form-data; |^Content-/, "")), part.slice(at + 4, -2)];
  });
}

test("fields and files are parts, in the order of their declaration", async (t) => {
  const { client, requests } = await serve(t);
  await writeFile("on disk.txt", "from disk");
  await client.uploadsUpload({
    title: 'Täx\n"x"',
    folder: "a b",
    cover: { file_name: 'c"ö\n.txt', content_type: "text/plain; charset=UTF-8", text: "cöver\n" },
    files: [
      new File([await openAsBlob("on disk.txt")], "on disk.txt", { type: "text/css" }),
      new Blob(["blob"]),
      { file_name: "b.bin", content: new Uint8Array([97, 13, 10]) },
      { file_name: "base64", content: "YQ==" },
    ],
    labels: { a: [1, null, "é"] },
    tags: ["x", ""],
    sizes: [1, 2],
  });
  assert.equal(requests[0].target, "/uploads?folder=a%20b");
  assert.deepEqual(parts(requests[0]), [
    [['name="version"'], "2"],
    [['name="title"'], 'Täx\n"x"'],
    [['name="files[]"; filename="on disk.txt"', "Type: text/css"], "from disk"],
    [['name="files[]"; filename="blob"', "Type: application/octet-stream"], "blob"],
    [['name="files[]"; filename="b.bin"', "Type: application/octet-stream"], "a\r\n"],
    [['name="files[]"; filename="base64"', "Type: application/octet-stream"], "a"],
    [['name="cover"; filename="c%22ö%0A.txt"', "Type: text/plain; charset=UTF-8"], "cöver\n"],
    [['name="labels"', "Type: application/json"], '{"a":[1,null,"é"]}'],
    [['name="tags"'], "x"],
    [['name="tags"'], ""],
    [['name="sizes"'], "1,2"],
  ]);
  await client.uploadsUpload({ title: "" });
  assert.deepEqual(parts(requests[1]), [[['name="version"'], "2"], [['name="title"'], ""]]);
  assert.notEqual(requests[0].headers["content-type"], requests[1].headers["content-type"]);
});

test("what is no file is refused before anything is sent", async (t) => {
  const { client, requests } = await serve(t);
  for (const cover of [
    "text",
    7,
    new Uint8Array([1]),
    {},
    { file_name: "x" },
    { file_name: 7, text: "" },
    { file_name: "x", text: "a", content: "YQ==" },
    { file_name: "x", content: "no base64" },
    { file_name: "x", text: 7 },
    { file_name: "x", text: "a", content_type: "png" },
    { file_name: "x", text: "a", content_type: "image/png\r\nX: y" },
    { file_name: "x", text: "a", path: "/etc/passwd" },
  ]) {
    await failure(() => client.uploadsUpload({ title: "x", cover }), InputError, "`cover`");
  }
  await failure(() => client.uploadsUpload({ title: "x", files: new Blob([]) }), InputError, "`files` is not a list");
  await failure(() => client.uploadsUpload({ title: "x" }, { headers: { "Content-Type": "multipart/form-data" } }), InputError, "content-type");
  assert.deepEqual(requests, []);
});

test("a secret part is in no error", async (t) => {
  const { client } = await serve(t, (_, response) => response.writeHead(400, { "X-Request-Id": "of s3cret-token" }).end("{}"));
  const { requestId } = await failure(() => client.uploadsUpload({ title: "x", token: "s3cret-token" }), ApiError);
  assert.equal(requestId, "of [redacted]");
});

test("a body may be bytes, a file or a stream, which is sent once", async (t) => {
  const { client, requests } = await serve(t, (_, response) => response.writeHead(503, { "Retry-After": "0" }).end("{}"));
  await writeFile("layer.tar", "layer");
  const stream = () => new ReadableStream({
    start: (controller) => {
      for (const text of ["a", "b", "c"]) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  const store = (content, retries) => failure(() => client.uploadsStore({ name: "x", content }, { retries }), ApiError, "503");
  await store(new Uint8Array([97, 10]), 1);
  await store(await openAsBlob("layer.tar"), 1);
  await store("YWI=", 0);
  await store(stream(), 1);
  assert.deepEqual(requests.map(({ body }) => body), ["a\n", "a\n", "layer", "layer", "ab", "abc"]);
  assert.deepEqual(requests.map(({ headers }) => headers["content-type"]), Array(6).fill("application/octet-stream"));
  assert.equal(requests[2].headers["content-length"], "5");
  await failure(() => client.uploadsStore({ name: "x", content: 7 }), InputError, "`content`", "a Blob or a stream");
});
