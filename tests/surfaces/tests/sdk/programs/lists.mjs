// Lists that come page by page.
import assert from "node:assert/strict";
import test from "node:test";
import { ApiError, InputError, createClient } from "feeds-endpoints";
import { failure, listen } from "./support.mjs";

/** Starts a server that answers with these pages: bodies, or functions of the request and the response. */
async function serve(t, pages, options = { credentials: { schemeToken: "t" } }) {
  let next = 0;
  const { url, requests } = await listen(t, (request, response) => {
    const page = pages[next];
    next += 1;
    if (typeof page === "function") return page(request, response);
    assert.ok(page !== undefined, `there is no page ${next}: ${request.url}`);
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(page));
  });
  return { url, requests, client: createClient({ baseUrl: url, ...options }), targets: () => requests.map(({ target }) => target) };
}

async function collect(iterable) {
  const all = [];
  for await (const one of iterable) all.push(one);
  return all;
}

const entries = (...ids) => ids.map((id) => ({ id }));
const page = (ids, next_cursor) => ({ entries: entries(...ids), metadata: { next_cursor } });

test("items and pages are iterated, and the promise is the first page", async (t) => {
  const pages = [page([1, 2], "b/c"), page([], "d"), page([3], "")];
  const { client, targets } = await serve(t, [...pages, ...pages, ...pages]);
  assert.deepEqual(await collect(client.listsByCursor({ limit: 2 })), entries(1, 2, 3));
  assert.deepEqual(targets(), ["/cursor?limit=2", "/cursor?cursor=b%2Fc&limit=2", "/cursor?cursor=d&limit=2"]);
  assert.deepEqual(await collect(client.listsByCursor().pages()), pages);
  assert.deepEqual(await client.listsByCursor({}), pages[0]);
  assert.equal(targets().length, 7);
});

test("a page is requested when its first item is asked for, and never ahead", async (t) => {
  const { client, targets } = await serve(t, [page([1, 2], "b"), page([3], "c")]);
  const seen = [];
  for await (const { id } of client.listsByCursor()) {
    seen.push([id, targets().length]);
    if (id === 3) break;
  }
  assert.deepEqual(seen, [[1, 1], [2, 1], [3, 2]]);
});

test("the list ends without a cursor, with an empty one and with one that comes again", async (t) => {
  for (const last of [page([1], undefined), page([1], null), page([1], ""), { entries: entries(1) }]) {
    const { client } = await serve(t, [last]);
    assert.deepEqual(await collect(client.listsByCursor()), entries(1));
  }
  const cycle = ["a", "b", "c", "a", "b", "c", "a", "b", "c"].map((cursor, at) => page([at], cursor));
  const { client, targets } = await serve(t, cycle);
  await collect(client.listsByCursor());
  assert.ok(targets().length <= 8, String(targets()));
});

test("a list goes on at a cursor that the program has kept", async (t) => {
  const { client, targets } = await serve(t, [page([7], "")]);
  assert.deepEqual(await collect(client.listsByCursor({ cursor: "kept" })), entries(7));
  assert.deepEqual(targets(), ["/cursor?cursor=kept"]);
});

test("a cursor may be a field of the body", async (t) => {
  const { client, requests } = await serve(t, [page([1], "b"), page([2])]);
  assert.deepEqual(await collect(client.listsInBody({ name: "x" })), entries(1, 2));
  assert.deepEqual(requests.map(({ body }) => JSON.parse(body)), [{ name: "x" }, { name: "x", cursor: "b" }]);
});

test("the last item, the number of the page and that of the items lead to the next page", async (t) => {
  const after = await serve(t, [entries(1, 4), entries(9), []]);
  assert.deepEqual(await collect(after.client.listsAfter()), entries(1, 4, 9));
  assert.deepEqual(after.targets(), ["/after", "/after?after=4", "/after?after=9"]);

  const numbered = await serve(t, [{ entries: entries(1) }, { entries: entries(2), count: 3 }, { entries: entries(3), count: 3 }]);
  assert.deepEqual(await collect(numbered.client.listsByPage()), entries(1, 2, 3));
  assert.deepEqual(numbered.targets(), ["/page", "/page?page=1", "/page?page=2"]);
  const empty = await serve(t, [{ entries: entries(1) }, { entries: [] }]);
  assert.deepEqual(await collect(empty.client.listsByPage({ page: 5 })), entries(1));
  assert.deepEqual(empty.targets(), ["/page?page=5", "/page?page=6"]);

  const offset = await serve(t, [{ entries: entries(1, 2) }, { entries: entries(3, 4), has_more: true }, { entries: entries(5), has_more: false }]);
  assert.deepEqual(await collect(offset.client.listsByOffset()), entries(1, 2, 3, 4, 5));
  assert.deepEqual(offset.targets(), ["/offset", "/offset?offset=2", "/offset?offset=4"]);
});

test("a position may be a list or a member of an argument, and items may be counted from one", async (t) => {
  const counted = await serve(t, [{ entries: entries(1, 2), isLast: false }, { entries: entries(3), isLast: true }]);
  assert.deepEqual(await collect(counted.client.listsByStart()), entries(1, 2, 3));
  assert.deepEqual(counted.targets(), ["/start", "/start?start=3"]);

  const hits = [[{ sort: [1, "a"] }, { sort: [2, null] }], [{ sort: [3] }], []];
  const sorted = await serve(t, hits);
  assert.deepEqual(await collect(sorted.client.listsAfterHit()), hits.flat());
  assert.deepEqual(sorted.requests.map(({ body }) => JSON.parse(body)), [{}, { search_after: [2, null] }, { search_after: [3] }]);

  const placed = await serve(t, [page([1], "b"), page([2], "c"), page([3], null)]);
  assert.deepEqual(await collect(placed.client.listsAtPlace({ place: { per_page: 1 } })), entries(1, 2, 3));
  const places = placed.requests.map(({ body }) => JSON.parse(body).place);
  assert.deepEqual(places, [{ per_page: 1 }, { per_page: 1, starting_after: "b" }, { per_page: 1, starting_after: "c" }]);
});

const linked = (body, link) => (_, response) =>
  response.writeHead(200, { "Content-Type": "application/json", ...(link === undefined ? {} : { Link: link }) }).end(JSON.stringify(body));

test("the URL of the next page is called at the client's origin", async (t) => {
  const { client, requests, targets, url } = await serve(t, [
    linked(entries(1), '<x>; rel="prev"; title="a, <b>; rel=next", </link?tag=a&page=2>; rel="last next"'),
    (request, response) => linked(entries(2), `<http://${request.headers.host}/other/3>; REL=next`)(request, response),
    linked(entries(3), "<4?x>; rel=next"),
    linked(entries(4), "<4>; rel=prev"),
  ]);
  assert.deepEqual(await collect(client.listsByLink({ tag: "a" })), entries(1, 2, 3, 4));
  assert.deepEqual(targets(), ["/link?tag=a", "/link?tag=a&page=2", "/other/3", "/4?x"]);
  assert.deepEqual(requests.map(({ headers }) => headers.authorization), Array(4).fill("Token t"));

  const body = await serve(t, [{ entries: entries(1), next: "/url?page=2" }, { entries: entries(2), next: null }]);
  assert.deepEqual(await collect(body.client.listsByUrl()), entries(1, 2));
  assert.deepEqual(body.targets(), ["/url", "/url?page=2"]);
  assert.notEqual(body.url, url);
});

test("the credential goes to no other origin", async (t) => {
  const stranger = await listen(t);
  for (const [next, reason] of [
    [`${stranger.url}/url`, "has the origin"],
    ["//127.0.0.2/url", "has the origin"],
    ["https://user@feeds.example.com/", "has the origin"],
    ["data:text/plain,x", "has the origin"],
    ["http://[", "is no URL"],
    ["/a/%2e%2E/b", "dot segment"],
    ["/a/.%2e", "dot segment"],
    ["/a#b", "fragment"],
  ]) {
    const { client, requests } = await serve(t, [{ entries: entries(1), next }]);
    await failure(() => collect(client.listsByUrl()), InputError, "the URL of the next page", reason);
    assert.equal(requests.length, 1);
  }
  assert.deepEqual(stranger.requests, []);
});

test("a key in the query is sent once, also if the API's URL repeats it", async (t) => {
  const { client, targets } = await serve(t, [{ entries: entries(1), next: "/url?api%20key=echo&page=2" }, { entries: [] }], { credentials: { queryKey: "k" } });
  await collect(client.listsByUrl());
  assert.deepEqual(targets(), ["/url?api%20key=k", "/url?page=2&api%20key=k"]);
});

test("errors end the iteration, and nothing else", async (t) => {
  const gone = (_, response) => response.writeHead(404).end("{}");
  const { client } = await serve(t, [page([1], "b"), gone, gone, gone]);
  const seen = [];
  await failure(async () => {
    for await (const { id } of client.listsByCursor()) seen.push(id);
  }, ApiError);
  assert.deepEqual(seen, [1]);
  // The error of a first page is thrown where it is awaited, and is not reported as unhandled.
  await failure(() => collect(client.listsByCursor().pages()), ApiError);
  await failure(() => client.listsByCursor(), ApiError);
  await failure(() => collect(client.listsByCursor({ limit: "x" })), InputError);
  await new Promise(setImmediate);
});
