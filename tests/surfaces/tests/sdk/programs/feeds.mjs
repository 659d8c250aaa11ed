// Streams that go on after their end, repeated calls and their keys, cookies, and credentials in queries and cookies.
import assert from "node:assert/strict";
import { once } from "node:events";
import test from "node:test";
import { ApiError, ConfigurationError, ConnectionError, InputError, createClient } from "feeds-endpoints";
import { failure, listen } from "./support.mjs";

async function serve(t, answers, options = {}) {
  let next = 0;
  const { url, requests } = await listen(t, (request, response) => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    answer(request, response);
  });
  return { url, requests, client: createClient({ baseUrl: url, credentials: { schemeToken: "t" }, ...options }) };
}

const events = (text, isBroken = false) => (_, response) => {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  // The connection is cut off once the text has gone.
  if (isBroken) response.write(text, () => response.destroy());
  else response.end(text);
};
const status = (code, headers = {}) => (_, response) => response.writeHead(code, headers).end("{}");

async function collect(iterable) {
  const all = [];
  for await (const one of iterable) all.push(one);
  return all;
}

test("a stream goes on behind the last event, after its end and after a break", async (t) => {
  const { client, requests } = await serve(t, [
    events("retry: 1\nid: 7\ndata: 1\n\nid: 8\ndata: 2\n\ndata: unfini"),
    events("data: 3\n\n", true),
    events("id\ndata: 4\n\n"),
    events("data: 5\n\ndata: [END]\n\ndata: 6\n\n"),
  ]);
  const all = await collect(await client.feedsFollow({ topic: "a b" }));
  assert.deepEqual(all.map(({ id, data }) => [id, data]), [["7", 1], ["8", 2], ["8", 3], ["", 4], ["", 5]]);
  assert.deepEqual(
    requests.map(({ target, headers }) => [target, headers["last-event-id"], headers.authorization]),
    [undefined, "8", "8", undefined].map((id) => ["/events?topic=a%20b", id, "Token t"]),
  );
});

test("a stream ends with 204, and with a call that fails", async (t) => {
  const ended = await serve(t, [events("retry: 1\ndata: 1\n\n"), status(204)]);
  assert.deepEqual((await collect(await ended.client.feedsFollow())).map(({ data }) => data), [1]);
  const failed = await serve(t, [events("retry: 1\ndata: 1\n\n"), status(403)]);
  const seen = [];
  await failure(async () => {
    for await (const { data } of await failed.client.feedsFollow()) seen.push(data);
  }, ApiError, "403");
  assert.deepEqual(seen, [1]);
});

test("a signal ends a stream that waits, and leaving the loop ends its request", async (t) => {
  const { client, requests } = await serve(t, [events("retry: 100000\ndata: 1\n\n")]);
  const controller = new AbortController();
  const stream = (await client.feedsFollow({}, { signal: controller.signal }))[Symbol.asyncIterator]();
  assert.equal((await stream.next()).value.data, 1);
  const next = stream.next();
  controller.abort(new Error("enough"));
  await assert.rejects(next, /enough/);
  assert.equal(requests.length, 1);

  let closed;
  const open = await serve(t, [
    (_, response) => {
      closed = once(response, "close");
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write("data: 1\n\n");
    },
  ]);
  for await (const { data } of await open.client.feedsFollow()) {
    assert.equal(data, 1);
    break;
  }
  await closed;
  assert.equal(open.requests.length, 1);
});

test("a stream without `reconnect` ends", async (t) => {
  const { client, requests } = await serve(t, [events("data: one\n\n")]);
  assert.deepEqual((await collect(await client.feedsOnce())).map(({ data }) => data), ["one"]);
  assert.equal(requests.length, 1);
});

const key = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("a key is made for each call, and kept over its attempts", async (t) => {
  const busy = status(503, { "Retry-After": "0" });
  const { client, requests } = await serve(t, [busy, busy, status(200), status(200)], { retries: 2 });
  await client.feedsPay({ amount: 5 });
  await client.feedsPay({ amount: 5 });
  const keys = requests.map(({ headers }) => headers["idempotency-key"]);
  assert.equal(keys.length, 4);
  assert.match(keys[0], key);
  assert.deepEqual(keys.slice(1, 3), [keys[0], keys[0]]);
  assert.match(keys[3], key);
  assert.notEqual(keys[3], keys[0]);
  assert.deepEqual(requests.map(({ body }) => body), Array(4).fill('{"amount":5}'));
});

test("a key may be a field of the body", async (t) => {
  const busy = status(503, { "Retry-After": "0" });
  const { client, requests } = await serve(t, [busy, status(200)]);
  await client.feedsOrder({ amount: 5 }, { retries: 1 });
  await client.feedsOrder({ amount: 5, request_id: "own" });
  const bodies = requests.map(({ body }) => JSON.parse(body));
  assert.match(bodies[0].request_id, key);
  assert.deepEqual(bodies, [bodies[0], bodies[0], { amount: 5, request_id: "own" }]);
});

test("nothing is repeated unless the caller says so, or if it is not safe", async (t) => {
  const busy = status(503, { "Retry-After": "0" });
  const { client, requests } = await serve(t, [busy]);
  assert.equal((await failure(() => client.feedsPay({ amount: 5 }), ApiError, "503")).retryable, false);
  assert.equal((await failure(() => client.feedsPay({ amount: 5, key: "own" }), ApiError, "503")).retryable, true);
  assert.equal(requests.length, 2);
  await failure(() => client.feedsNote({ text: "x" }, { retries: 3 }), ApiError, "503");
  assert.equal(requests.length, 3);
  await failure(() => client.feedsPay({ amount: 5, key: "own" }, { retries: 3 }), ApiError, "503");
  assert.deepEqual(requests.slice(3).map(({ headers }) => headers["idempotency-key"]), Array(4).fill("own"));
  const refused = await serve(t, [status(400)], { retries: 3 });
  await failure(() => refused.client.feedsPay({ amount: 5 }), ApiError, "400");
  assert.equal(refused.requests.length, 1);
  // A pause that the timeout does not allow is not begun.
  const slow = await serve(t, [status(429, { "Retry-After": "3600" })], { retries: 3 });
  await failure(() => slow.client.feedsPay({ amount: 5 }), ApiError, "429");
  assert.equal(slow.requests.length, 1);
  for (const retries of [-1, 1.5, 11, "1", null]) {
    await failure(() => createClient({ retries }), ConfigurationError, "`retries`");
    await failure(() => client.feedsPay({ amount: 5 }, { retries }), InputError, "`retries`");
  }
});

test("a lost connection is repeated with the same key", async (t) => {
  const { client, requests } = await serve(t, [(_, response) => response.destroy(), status(200)], { retries: 1 });
  await client.feedsPay({ amount: 5 });
  assert.equal(requests[0].headers["idempotency-key"], requests[1].headers["idempotency-key"]);
  const gone = await serve(t, [(_, response) => response.destroy()]);
  await failure(() => gone.client.feedsPay({ amount: 5 }), ConnectionError);
});

test("a signal ends the pause before the next attempt", async (t) => {
  const controller = new AbortController();
  const { client } = await serve(t, [(_, response) => response.writeHead(503, { "Retry-After": "30" }).end("{}", () => setImmediate(() => controller.abort(new Error("enough"))))]);
  await assert.rejects(client.feedsPay({ amount: 5 }, { retries: 1, signal: controller.signal }), /enough/);
});

test("cookies are sent together, and those that cannot be are refused", async (t) => {
  const { client, requests } = await serve(t, [status(200)]);
  await client.feedsBasket({ session: "b7x", theme: "dark", page: 1 });
  await client.feedsBasket({ session: "b7x" });
  assert.deepEqual(requests.map(({ headers }) => headers.cookie), ["session_id=b7x; theme=dark", "session_id=b7x"]);
  for (const session of ["a b", 'a"', "a;b", "a,b", "a\\b", "é", "a\nb"]) {
    const { message } = await failure(() => client.feedsBasket({ session }), InputError, "`session`");
    assert.ok(session.length < 2 || !message.includes(session), message);
  }
  await failure(() => client.feedsBasket({ session: "a" }, { headers: { Cookie: "x=y" } }), InputError, "cookie");
  assert.equal(requests.length, 2);
});

test("a key is sent in the query, in a cookie, or behind the name of its scheme", async (t) => {
  const { url, requests } = await listen(t);
  const client = (credentials) => createClient({ baseUrl: url, credentials });
  await client({ queryKey: "k&=é" }).feedsBasket({ session: "s", page: 2 });
  await client({ queryKey: "k" }).feedsNote({ text: "x" });
  await client({ cookieKey: "c00kie" }).feedsBasket({ session: "s" });
  await client({ cookieKey: "c00kie" }).feedsNote({ text: "x" });
  await client({ schemeToken: "abc" }).feedsNote({ text: "x" });
  assert.deepEqual(
    requests.map(({ target, headers }) => [target, headers.cookie, headers.authorization]),
    [
      ["/basket?page=2&api%20key=k%26%3D%C3%A9", "session_id=s", undefined],
      ["/notes?api%20key=k", undefined, undefined],
      ["/basket", "session_id=s; sid=c00kie", undefined],
      ["/notes", "sid=c00kie", undefined],
      ["/notes", undefined, "Token abc"],
    ],
  );
  for (const credentials of [{ cookieKey: "a;b" }, { cookieKey: "a b" }, { schemeToken: "a\nb" }, { queryKey: " " }]) {
    await failure(() => createClient({ credentials }), ConfigurationError);
  }
});

test("combined credentials are all needed and all sent", async (t) => {
  const { url, requests } = await listen(t);
  const credentials = { user: "u", password: "p", application: "a", site: "s" };
  await createClient({ baseUrl: url, credentials }).feedsNote({ text: "x" });
  const [{ target, headers }] = requests;
  assert.deepEqual([target, headers.authorization, headers["x-application"]], ["/notes?site=s", "Basic dTpw", "a"]);
  const { site, ...incomplete } = credentials;
  await failure(() => createClient({ credentials: incomplete }), ConfigurationError, "{ user, password, application, site }");
  const client = createClient({ baseUrl: url, credentials });
  await failure(() => client.feedsNote({ text: "x" }, { headers: { "X-Application": "b" } }), InputError, "x-application");
});

test("a key of the query or of a cookie is in no error", async (t) => {
  for (const credentials of [{ queryKey: "s3cret/key" }, { cookieKey: "s3cretkey" }]) {
    const { url } = await listen(t, (request, response) => {
      response.writeHead(400, { "X-Request-Id": `${request.url} ${request.headers.cookie}` }).end("{}");
    });
    const error = await failure(() => createClient({ baseUrl: url, credentials }).feedsNote({ text: "x" }), ApiError);
    assert.ok(error.requestId.includes("[redacted]"), error.requestId);
    assert.ok(!`${error.message} ${error.requestId}`.includes("s3cret"), error.message);
  }
});

test("the headers of a response stand beside its body", async (t) => {
  const { client } = await serve(t, [(_, response) => response.writeHead(202, { Location: "/jobs/1" }).end('{"id": 1}')]);
  const { headers, body } = await client.feedsStart({ name: "x" });
  assert.deepEqual({ ...headers }, { location: "/jobs/1", retry_after: undefined });
  assert.deepEqual(body, { id: 1 });
});
