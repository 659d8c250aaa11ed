// Features that Stytch's endpoints do not use: other places, bodies and authentication schemes.
import assert from "node:assert/strict";
import test from "node:test";
import { ApiError, ConfigurationError, InputError, ResponseError, TimeoutError, createClient } from "depot-endpoints";
import { failure, listen } from "./support.mjs";

const credentials = { token: "to/ken" };
const input = { in: "a b", from: 7, parcel: { id: 1, anything: null } };

async function serve(t, answer) {
  const { url, requests } = await listen(t, answer);
  return {
    url,
    requests,
    client: createClient({ baseUrl: url, credentials, hosts: { pictures: `${url}/pictures-host` } }),
  };
}

function text(body, status = 200) {
  return (_, response) => response.writeHead(status).end(body);
}

test("each value is sent in its place", async (t) => {
  const { client, requests } = await serve(t);
  await client.parcelsSend({
    ...input,
    states: ["under_way", "é&="],
    limit: -1,
    neighbour: "next door",
    display_name: null,
    standard: false,
  });
  const [{ target, headers, body }] = requests;
  assert.equal(target, "/parcels/7/a%20b?states=under_way&states=%C3%A9%26%3D&limit=-1&kind=parcel");
  assert.equal(headers["x-neighbour"], "next door");
  assert.equal(headers.authorization, "Bearer to/ken");
  assert.deepEqual(JSON.parse(body), { parcel: input.parcel, displayName: null, default: false });
  await client.parcelsSend({ ...input, states: [] });
  assert.equal(requests[1].target, "/parcels/7/a%20b?kind=parcel");
});

test("null and lists are accepted only where they are declared", async (t) => {
  const { client, requests } = await serve(t);
  for (const [name, value, reason] of [
    ["others", null, "is null"],
    ["standard", null, "is null"],
    ["states", "under_way", "is not a list"],
    ["states", [null], "is not a string"],
    ["states", [["under_way"]], "is not a string"],
    ["neighbour", ["a"], "is not a string"],
  ]) {
    await failure(() => client.parcelsSend({ ...input, [name]: value }), InputError, `\`${name}\``, reason);
  }
  assert.deepEqual(requests, []);
  // Tools send null for values that they leave out.
  await client.parcelsSend({ ...input, limit: null, states: null, neighbour: null });
  assert.equal(requests[0].target, "/parcels/7/a%20b?kind=parcel");
  assert.equal(requests[0].headers["x-neighbour"], undefined);
});

test("values of the wrong type are refused in paths, queries and headers", async (t) => {
  const { client, requests } = await serve(t);
  for (const [name, value, reason] of [
    ["from", 1.5, "is not an integer"],
    ["from", true, "is not an integer"],
    ["from", "7", "is not an integer"],
    ["in", 7, "is not a string"],
    ["limit", 0.5, "is not an integer"],
    ["neighbour", false, "is not a string"],
  ]) {
    await failure(() => client.parcelsSend({ ...input, [name]: value }), InputError, `\`${name}\` ${reason}`);
  }
  await failure(() => client.picturesSay({ id: 1, what: [7], code: 1 }), InputError, "`what` is not a string");
  await failure(() => client.picturesSay({ id: 1, what: [], code: "1" }), InputError, "`code` is not an integer");
  assert.deepEqual(requests, []);
  await client.parcelsSend({ ...input, from: 18446744073709551615n });
  assert.equal(requests[0].target, "/parcels/18446744073709551615/a%20b?kind=parcel");
});

test("JSON that would lose information is refused", async (t) => {
  const { client, requests } = await serve(t);
  const circle = {};
  circle.circle = circle;
  for (const anything of [
    NaN,
    Infinity,
    () => 1,
    Symbol("x"),
    new Map([[1, 2]]),
    new Set([1]),
    new WeakMap(),
    Promise.resolve(1),
    /x/,
    new Date(NaN),
    new Error("x"),
    new Headers({ a: "b" }),
    new Uint8Array([1]),
    new ArrayBuffer(1),
    [undefined],
    "\ud800",
    { "\ud800": 1 },
    circle,
  ]) {
    await failure(() => client.parcelsSend({ ...input, parcel: { deep: [{ anything }] } }), InputError, "`parcel`");
  }
  const throwing = {
    toJSON: () => {
      throw new Error("secret");
    },
  };
  const { message } = await failure(
    () => client.parcelsSend({ ...input, parcel: throwing }),
    InputError,
    "has no JSON form",
  );
  assert.ok(!message.includes("secret"));
  class Sized {
    size = new Number(1);
  }
  const parcel = { at: new Date(0), gone: undefined, none: {}, bare: Object.create(null), sized: new Sized() };
  await client.parcelsSend({ ...input, parcel });
  const sent = { at: "1970-01-01T00:00:00.000Z", none: {}, bare: {}, sized: { size: 1 } };
  assert.deepEqual(JSON.parse(requests[0].body), { parcel: sent });
});

test("text, bytes and forms are sent as bodies", async (t) => {
  const { client, requests } = await serve(t, text(""));
  await client.picturesSay({ id: 1, what: ["a b", "c&d=e"], code: 1234 }).catch(() => {});
  await client.parcelsLabel({ id: 1, label: "Grüße\n" });
  await client.picturesTake({ id: 1, picture: new Uint8Array([0, 255, 10]) });
  await client.picturesTake({ id: 1, picture: "AP8K" });
  await client.parcelsReplace({ id: 1, parcel: input.parcel }).catch(() => {});
  const sent = requests.map(({ target, headers, body }) => [target, headers["content-type"], body]);
  assert.deepEqual(sent, [
    ["/pictures-host/pictures/1", "application/x-www-form-urlencoded", "what=a%20b&what=c%26d%3De&code=1234"],
    ["/parcels/1/label", "text/plain; charset=utf-8", "Grüße\n"],
    ["/pictures-host/pictures/1", "application/octet-stream", "\0\ufffd\n"],
    ["/pictures-host/pictures/1", "application/octet-stream", "\0\ufffd\n"],
    ["/parcels/1", "application/json", JSON.stringify(input.parcel)],
  ]);
  for (const picture of ["AP8", "AP8K=", "A P8K", "_-8K", 7, [0], null]) {
    await failure(() => client.picturesTake({ id: 1, picture }), InputError, "Uint8Array");
  }
  await failure(() => client.parcelsLabel({ id: 1, label: 7 }), InputError, "`label` is not a string");
});

test("text and bytes are read as responses", async (t) => {
  const label = await serve(t, text("<b>"));
  assert.equal(await label.client.parcelsLabel({ id: 1, label: "" }), "<b>");
  assert.equal(label.requests[0].headers.accept, "*/*");
  assert.deepEqual(await label.client.picturesTake({ id: 1, picture: "" }), new Uint8Array([60, 98, 62]));
  // A body that is not read cannot be malformed.
  assert.equal(await label.client.parcelsForget({ id: 1 }), undefined);
  await failure(() => label.client.parcelsFind({ id: 1 }), ResponseError);
  const empty = await serve(t, text(""));
  assert.equal(await empty.client.parcelsFind({ id: 1 }), null);
  assert.equal(await empty.client.parcelsReplace({ id: 1, parcel: {} }), null);
  const binary = await serve(t, text(Buffer.from([0xff])));
  await failure(() => binary.client.parcelsLabel({ id: 1, label: "" }), ResponseError, "UTF-8");
});

test("only idempotent calls are retryable", async (t) => {
  const { client } = await serve(t, text("{}", 503));
  assert.equal((await failure(() => client.parcelsSend(input), ApiError)).retryable, false);
  assert.equal((await failure(() => client.parcelsFind({ id: 1 }), ApiError)).retryable, true);
});

test("a sensitive value of a form is not repeated", async (t) => {
  const { client } = await serve(t, (_, response) =>
    response.writeHead(400, { "X-Request-Id": "code 123456 of r" }).end(),
  );
  const { requestId } = await failure(() => client.picturesSay({ id: 1, what: [], code: 123456 }), ApiError);
  assert.equal(requestId, "code [redacted] of r");
});

test("one of several schemes is enough", async (t) => {
  const { url, requests } = await listen(t);
  await createClient({ baseUrl: url, credentials: { apiKey: "k e y" } }).parcelsFind({ id: 1 });
  t.after(() => ["DEPOT_TOKEN", "DEPOT_API_KEY"].forEach((name) => delete process.env[name]));
  const client = createClient({ baseUrl: url });
  const { message } = await failure(
    () => client.parcelsFind({ id: 1 }),
    ConfigurationError,
    "set DEPOT_TOKEN",
    "set DEPOT_API_KEY",
  );
  assert.match(message, /credentials: \{ token \}.*credentials: \{ apiKey \}/);
  // Without credentials only operations without authentication can be called, the others once there are credentials.
  await client.parcelsList();
  process.env.DEPOT_API_KEY = "key";
  await client.parcelsFind({ id: 1 });
  const sent = requests.map(({ headers }) => [headers.authorization, headers["x-depot-key"]]);
  assert.deepEqual(sent, [
    [undefined, "k e y"],
    [undefined, undefined],
    [undefined, "key"],
  ]);
  for (const bad of [
    { token: "a b" },
    { token: "ü" },
    { apiKey: "a\nb" },
    { apiKey: "" },
    {},
    { token: "t", apiKey: "k" },
  ]) {
    await failure(() => createClient({ credentials: bad }), ConfigurationError);
  }
});

test("an operation may have a credential of its own", async (t) => {
  const { client, requests, url } = await serve(t);
  await client.parcelsOwner({ access_token: "Bearer own" });
  await client.parcelsOwner();
  await client.parcelsOwner({}, { headers: { Authorization: "Basic own" } });
  assert.deepEqual(
    requests.map(({ headers }) => headers.authorization),
    ["Bearer own", undefined, "Basic own"],
  );
  const gateway = createClient({ gatewayUrl: url, token: "t" });
  await failure(
    () => gateway.parcelsOwner({ access_token: "Bearer own" }),
    InputError,
    "authorization",
    "credential is sent in it",
  );
  await failure(() => gateway.parcelsOwner({}, { headers: { Authorization: "x" } }), InputError, "authorization");
  assert.equal(requests.length, 3);
});

test("each host has a URL of its own, and none is guessed", async (t) => {
  const calls = [];
  const fetch = async (url) => {
    calls.push(url);
    return new Response();
  };
  const take = { id: 1, picture: "" };
  await createClient({ credentials, fetch }).picturesTake(take);
  await createClient({ credentials, fetch, hosts: { pictures: "https://other.example.com/p/" } }).picturesTake(take);
  await createClient({ gatewayUrl: "https://gateway.example.com", fetch }).picturesTake(take);
  await createClient({ credentials, fetch }).parcelsForget({ id: 1 });
  assert.deepEqual(calls, [
    "https://pictures.example.com/pictures/1",
    "https://other.example.com/p/pictures/1",
    "https://gateway.example.com/pictures/1",
    "https://depot.example.com/api/parcels/1",
  ]);
  const client = createClient({ credentials, fetch, baseUrl: "https://sandbox.example.com" });
  await failure(
    () => client.picturesTake(take),
    ConfigurationError,
    "`pictures`",
    "hosts: { pictures }",
    "DEPOT_PICTURES_URL",
  );
  t.after(() => delete process.env.DEPOT_PICTURES_URL);
  process.env.DEPOT_PICTURES_URL = "https://set.example.com";
  const set = { credentials, fetch, baseUrl: "https://sandbox.example.com" };
  await createClient(set).picturesTake(take);
  await createClient({ ...set, hosts: { pictures: "https://option.example.com" } }).picturesTake(take);
  process.env.DEPOT_PICTURES_URL = "";
  await failure(() => createClient(set), ConfigurationError, "DEPOT_PICTURES_URL is blank");
  delete process.env.DEPOT_PICTURES_URL;
  // The base URL is the API's own.
  await createClient({ credentials, fetch, baseUrl: "https://depot.example.com/api/" }).picturesTake(take);
  assert.deepEqual(calls.splice(4), [
    "https://set.example.com/pictures/1",
    "https://option.example.com/pictures/1",
    "https://pictures.example.com/pictures/1",
  ]);
  await failure(
    () => createClient({ credentials, hosts: { films: "https://x.example.com" } }),
    ConfigurationError,
    "known are pictures",
  );
  assert.equal(calls.length, 4);
});

test("the timeout of an operation takes precedence over the client's", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const fetch = () => new Promise(() => {});
  const client = createClient({ credentials, fetch, timeout: 600_000 });
  const call = failure(() => client.picturesSay({ id: 1, what: [], code: 1 }), TimeoutError, "2000 ms");
  await new Promise(setImmediate);
  t.mock.timers.tick(1_999);
  await new Promise(setImmediate);
  t.mock.timers.tick(1);
  await call;
});
