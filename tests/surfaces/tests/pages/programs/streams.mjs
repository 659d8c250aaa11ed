// A stream is read row by row while it arrives, in bounded memory, wherever its chunks begin and end.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { errorInside, JsonNumber, MAX_ROW_LENGTH, RowReader, readRows, streamOf } from "./module.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const texts = (rows) => rows.map(({ label, text }) => [label, text]);

function readAll(format, chunks, done) {
  const reader = new RowReader(format, done);
  return texts([...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()]);
}

const stream = "\ufeffevent: a\r\ndata: 1\r\n\r\n:comment\nid: x\ndata\ndata:  two\rdata: é🦀\r\r\n\ndata: [DONE]\n\ndata: late\n\n";
const events = [["a", "1"], ["message x", "\n two\né🦀"]];
const whole = bytes(stream);
for (let size = 1; size <= whole.length; size += 1) {
  const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) => whole.subarray(at * size, (at + 1) * size));
  assert.deepEqual(readAll("sse", chunks, "[DONE]"), events, `chunks of ${size} bytes`);
}
assert.deepEqual(readAll("sse", [bytes("data: unfinished\n")]), []);
assert.deepEqual(readAll("sse", [bytes("id: a\0b\ndata: x\n\n")]), [["message", "x"]]);
assert.deepEqual(readAll("ndjson", [bytes('{"a":1}\r'), bytes('\n\n  \n[2]\n"end')]), [["", '{"a":1}'], ["", "[2]"], ["", '"end']]);
assert.deepEqual(readAll("stream", [bytes("one\n\ntwo")]), [["", "one"], ["", ""], ["", "two"]]);

// A row without an end is cut while it arrives.
const reader = new RowReader("sse");
reader.push(bytes("data: "));
for (let at = 0; at < 1000; at += 1) assert.deepEqual(reader.push(bytes("x".repeat(1000))), []);
const [{ text, cut }] = reader.push(bytes("\n\n"));
assert.equal(text.length + cut, 1_000_000);
assert.ok(text.length <= MAX_ROW_LENGTH, `${text.length} characters are kept`);

// The next part is sent once the one before was read.
const requests = [];
const server = createServer((_, response) => requests.push(response.writeHead(200, { "Content-Type": "text/event-stream" })));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const response = fetch(`http://127.0.0.1:${server.address().port}/`);
await once(server, "request");
requests[0].write("data: 0\n\n");
const seen = [];
await readRows((await response).body, new RowReader("sse", "end"), (rows) => {
  seen.push(...rows.map(({ text }) => text));
  // A connection that stays open does not keep the reader from its end.
  requests[0].write(seen.length < 3 ? `data: ${seen.length}\n\n` : "data: end\n\n");
});
assert.deepEqual(seen, ["0", "1", "2"]);
await once(requests[0], "close");
server.close();

// The declaration of the status counts, and else that of all others of 2xx.
const operation = { responses: [{ status: new JsonNumber("200"), format: "sse" }, { status: new JsonNumber("202"), format: "json" }, { format: "ndjson" }] };
assert.deepEqual([200, 202, 204, 404].map((status) => streamOf(operation, status)?.format), ["sse", undefined, "ndjson", undefined]);

// Errors with a status of success.
for (const [envelope, good, bad] of [
  [{ flag: "ok" }, ['{"ok": true}', "", "[]"], ['{"ok": false}', "{}", '{"ok": "true"}']],
  [{ errors: "errors" }, ["{}", '{"errors": null}', '{"errors": []}'], ['{"errors": [1]}', '{"errors": {}}']],
  [{ code: "code", success: "0" }, ['{"code": 0}'], ['{"code": 1}', '{"code": "0"}', "{}"]],
]) {
  for (const body of good) assert.equal(errorInside(envelope, body), undefined, body);
  for (const body of bad) assert.match(errorInside(envelope, body), /member/, body);
}
