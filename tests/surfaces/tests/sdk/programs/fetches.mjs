// A `fetch` of any kind is read to its end, or refused by name.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import test from "node:test";
import { ApiError, ConnectionError, ResponseError, TimeoutError, createClient } from "depot-endpoints";
import { failure, listen } from "./support.mjs";

const nodeFetch = createRequire(`${process.env.TOOLS}/`)("node-fetch");
const credentials = { token: "t" };
const LIMIT = 16 * 1024 * 1024;
const bytes = (text) => new TextEncoder().encode(text);

/** Makes a client of a `fetch` whose responses have these members. */
function client(response) {
  return createClient({ gatewayUrl: "https://gateway.example.com", fetch: async () => response });
}

/** Bodies that hold a text, as different libraries return them. */
const BODIES = {
  "a stream": (text) => ({ body: new Response(text).body }),
  "a stream of Node": (text) => ({ body: Readable.from([Buffer.from(text)]) }),
  "a stream of texts": (text) => ({ body: Readable.from([...text]) }),
  "text() alone": (text) => ({ text: async () => text }),
  "text() with a mark": (text) => ({ text: async () => `\ufeff${text}`, body: undefined }),
  "arrayBuffer() alone": (text) => ({ arrayBuffer: async () => bytes(text).buffer, body: null }),
  "both": (text) => ({ text: async () => text, arrayBuffer: async () => bytes(text).buffer }),
};

/** Headers that hold a request id, as different libraries return them. */
const HEADERS = {
  "Headers": () => new Headers({ "X-Request-Id": "r-1" }),
  "get alone": () => ({ get: (name) => (name.toLowerCase() === "x-request-id" ? "r-1" : undefined) }),
  "a plain object": () => ({ "X-Request-Id": "r-1", other: undefined }),
  "a map": () => new Map([["X-Request-Id", "r-1"]]),
  "lists": () => ({ "x-request-id": ["r-1"] }),
};

test("a success is read, whatever its body and its headers are", async () => {
  for (const [name, body] of Object.entries(BODIES)) {
    for (const headers of Object.values(HEADERS)) {
      const found = await client({ status: 200, headers: headers(), ...body('{"id":5,"é":1}') }).parcelsFind({ id: 1 });
      assert.deepEqual(found, { id: 5n, é: 1 }, name);
    }
    const label = await client({ status: 200, ...body("Grüße") }).parcelsLabel({ id: 1, label: "x" });
    assert.equal(label, "Grüße", name);
    assert.equal(await client({ status: 200, ...body("ignored") }).parcelsForget({ id: 1 }), undefined);
    assert.equal(await client({ status: 200, ...body("") }).parcelsFind({ id: 1 }), null);
  }
});

test("an error is read, whatever its body and its headers are", async () => {
  for (const body of Object.values(BODIES)) {
    for (const headers of Object.values(HEADERS)) {
      for (const call of ["parcelsFind", "picturesTake"]) {
        const response = { status: 404, headers: headers(), ...body('{"error":"gone"}') };
        const input = call === "picturesTake" ? { id: 1, picture: "" } : { id: 1 };
        const error = await failure(() => client(response)[call](input), ApiError, "404", "r-1");
        assert.deepEqual([error.requestId, error.body], ["r-1", { error: "gone" }]);
        assert.equal(error.headers.get("x-request-id"), "r-1");
        assert.ok(error.headers.has("x-request-id") && !error.headers.has("other"));
      }
    }
  }
});

test("bytes are read as bytes", async () => {
  const picture = new Uint8Array([0, 255, 254, 10]);
  for (const body of [
    { body: new Response(picture).body },
    { body: Readable.from([Buffer.from(picture)]) },
    { arrayBuffer: async () => picture.buffer },
    { arrayBuffer: async () => picture.buffer, text: async () => assert.fail("no text") },
  ]) {
    assert.deepEqual([...(await client({ status: 200, ...body }).picturesTake({ id: 1, picture: "" }))], [...picture]);
  }
  const text = { status: 200, text: async () => "\ufffd" };
  await failure(() => client(text).picturesTake({ id: 1, picture: "" }), ResponseError, "`fetch`", "unsuitable");
});

test("a fetch without anything to read is refused by name", async () => {
  for (const status of [200, 404]) {
    for (const body of [{}, { body: undefined }, { body: null }, { body: "text" }, { json: async () => ({}) }]) {
      const error = await failure(() => client({ status, ...body }).parcelsFind({ id: 1 }), ResponseError, "unsuitable");
      assert.equal(error.status, status);
    }
  }
  for (const response of [undefined, null, {}, { ok: true, text: async () => "{}" }]) {
    await failure(() => client(response).parcelsFind({ id: 1 }), ConnectionError, "unsuitable");
  }
  // No body is needed.
  assert.equal(await client({ status: 204 }).parcelsFind({ id: 1 }), null);
  assert.equal(await client({ status: 200 }).parcelsForget({ id: 1 }), undefined);
  await failure(() => client({ status: 302, headers: { Location: "/" } }).parcelsFind({ id: 1 }), ApiError, "redirect");
});

test("a body that cannot be read to its end is an error", async () => {
  const broken = () => {
    throw new Error("lost");
  };
  const stream = async function* () {
    yield bytes('{"a":');
    throw new Error("lost");
  };
  for (const [body, start] of [
    [() => ({ text: async () => broken() }), ""],
    [() => ({ text: broken }), ""],
    [() => ({ body: stream() }), '{"a":'],
    [() => ({ body: Readable.from(stream()) }), '{"a":'],
    [() => ({ body: { getReader: broken } }), ""],
  ]) {
    for (const status of [200, 500]) {
      const error = await failure(() => client({ status, ...body() }).parcelsFind({ id: 1 }), ResponseError, "broke off: lost");
      assert.equal(error.body, start);
    }
  }
  const odd = { body: Readable.from([{ not: "bytes" }]) };
  await failure(() => client({ status: 200, ...odd }).parcelsFind({ id: 1 }), ResponseError, "unsuitable");
});

test("the limit of size holds for every kind of body", async () => {
  const long = `"${" ".repeat(LIMIT)}"`;
  let chunks = 0;
  const endless = async function* () {
    for (;;) {
      chunks += 1;
      yield new Uint8Array(1 << 20);
    }
  };
  for (const body of [
    { text: async () => long },
    { arrayBuffer: async () => bytes(long).buffer },
    { body: Readable.from(endless()) },
    { headers: { "content-length": String(LIMIT + 1) }, text: async () => assert.fail("it is not read") },
  ]) {
    await failure(() => client({ status: 200, ...body }).parcelsFind({ id: 1 }), ResponseError, "longer than 16777216");
  }
  assert.ok(chunks < 40, String(chunks));
});

test("node-fetch 2 works like the platform's fetch", async (t) => {
  const long = "x".repeat(200_000);
  const { url, requests } = await listen(t, (request, response) => {
    const id = request.url.split("/").pop();
    switch (id) {
      case "1":
        return response.end(`\ufeff{"id": 9007199254740993, "text": "${long}"}`);
      case "2":
        return response.writeHead(404, { "X-Request-Id": "r-2" }).end('{"error":"gone"}');
      case "3":
        return response.writeHead(204).end();
      case "4":
        return response.writeHead(302, { Location: "/parcels/1" }).end();
      case "5":
        // In chunks: of a body with a length, node-fetch 2 does not tell that it broke off.
        response.write('{"a":');
        return setTimeout(() => request.socket.destroy(), 20);
      case "6":
        return response.write("{");
      default:
        return response.end(Buffer.from([0, 255]));
    }
  });
  const depot = createClient({ baseUrl: url, credentials, hosts: { pictures: url }, fetch: nodeFetch });
  assert.deepEqual(await depot.parcelsFind({ id: 1 }), { id: 9007199254740993n, text: long });
  const gone = await failure(() => depot.parcelsFind({ id: 2 }), ApiError, "404", "r-2");
  assert.deepEqual(gone.body, { error: "gone" });
  assert.equal(await depot.parcelsFind({ id: 3 }), null);
  await failure(() => depot.parcelsFind({ id: 4 }), ApiError, "redirect");
  await failure(() => depot.parcelsFind({ id: 5 }, { timeout: 20_000 }), ResponseError, "broke off");
  await failure(() => depot.parcelsFind({ id: 6 }, { timeout: 50 }), TimeoutError);
  const picture = await depot.picturesTake({ id: 7, picture: new Uint8Array([1, 2]) });
  assert.deepEqual([...picture], [0, 255]);
  assert.equal(requests.at(-1).body, "\u0001\u0002");
  assert.equal(requests[0].headers.authorization, "Bearer t");
});

test("a signal without a reason ends a call, too", async () => {
  const listeners = [];
  const signal = { aborted: false, addEventListener: (_, listener) => listeners.push(listener), removeEventListener() {} };
  const deaf = createClient({ gatewayUrl: "https://gateway.example.com", fetch: () => new Promise(() => {}) });
  const call = deaf.parcelsFind({ id: 1 }, { signal }).catch((error) => error);
  await new Promise(setImmediate);
  signal.aborted = true;
  listeners.forEach((listener) => listener());
  assert.equal((await call).name, "AbortError");
  assert.equal((await deaf.parcelsFind({ id: 1 }, { signal }).catch((error) => error)).name, "AbortError");
});
