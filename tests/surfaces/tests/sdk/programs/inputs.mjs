// Inputs that are refused, and requests of the others.
import assert from "node:assert/strict";
import test from "node:test";
import { EndpointError, InputError, createClient } from "stytch-endpoints";
import { credentials, failure, ids, revoke, serve } from "./support.mjs";

test("path values that would reach another route are refused", async (t) => {
  const { client, requests } = await serve(t);
  for (const [value, text] of [
    ["", "is empty"],
    [".", "is `.` or `..`"],
    ["..", "is `.` or `..`"],
    ["\ud800", "half a character"],
    ["a\udc00b", "half a character"],
    [null, "is not a string"],
    [{}, "is not a string"],
    [[], "is not a string"],
    [NaN, "not a finite number"],
    [Infinity, "not a finite number"],
    [() => "m", "is not a string"],
  ]) {
    const error = await failure(() => client[revoke]({ ...ids, member_id: value }), InputError, "`member_id`", text);
    assert.deepEqual(
      error.problems.map(({ name }) => name),
      ["member_id"],
    );
    assert.equal(error.operation, "api_organization_v1_organizations_members_connected_apps_Revoke");
    assert.ok(error instanceof EndpointError);
  }
  assert.deepEqual(requests, []);
});

test("invalid header values are refused", async (t) => {
  const { client, requests } = await serve(t);
  for (const value of ["a\nb", "a\r\nX-Other: b", " a", "a ", "\ta", "a\u007f", "\0", "ü", "😀", "a\u2028"]) {
    await failure(
      () => client[revoke]({ ...ids, session_token: value }),
      InputError,
      "`session_token`",
      "visible ASCII",
    );
  }
  assert.deepEqual(requests, []);
});

test("missing and unknown values are reported together", async (t) => {
  const { client, requests } = await serve(t);
  const error = await failure(
    () => client[revoke]({ organisation_id: "o", member_id: ".", connected_app_id: undefined }),
    InputError,
  );
  const reasons = Object.fromEntries(error.problems.map(({ name, reason }) => [name, reason]));
  assert.match(reasons.organisation_id, /did you mean `organization_id`\?/);
  assert.match(reasons.organization_id, /required and missing/);
  assert.match(reasons.connected_app_id, /required and missing/);
  assert.match(reasons.member_id, /`\.`/);
  await failure(() => client[revoke](), InputError, "organization_id", "member_id", "connected_app_id");
  for (const input of [null, "text", 7, ["o", "m", "a"]]) {
    await failure(() => client[revoke](input), InputError, "is not an object");
  }
  const unlike = await failure(() => client[revoke]({ ...ids, zzz: 1 }), InputError, "known are organization_id, ");
  assert.equal(unlike.problems.length, 1);
  await failure(() => client[revoke]({ ...ids, ["x\n".repeat(1e6)]: 1 }), InputError).then(({ message }) =>
    assert.ok(message.length < 1e3),
  );
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`organization_${index}`, 1]));
  const bounded = await failure(
    () => client[revoke]({ ...ids, ...many }),
    InputError,
    "`input` has 99981 more problems",
  );
  assert.equal(bounded.problems.length, 20);
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    await failure(() => client[revoke](JSON.parse(`{"${name}": "x"}`)), InputError, `\`${name}\` is not known`);
  }
  assert.deepEqual(requests, []);
});

test("headers may be given by their wire names, but not by both names", async (t) => {
  const { client, requests } = await serve(t);
  await client[revoke]({ ...ids, "x-stytch-MEMBER-session": "s" });
  assert.equal(requests[0].headers["x-stytch-member-session"], "s");
  await failure(
    () => client[revoke]({ ...ids, session_token: "s", "X-Stytch-Member-Session": "s" }),
    InputError,
    "`session_token` is given twice",
  );
  assert.equal(requests.length, 1);
});

test("all other values arrive unchanged", async (t) => {
  const { client, requests } = await serve(t);
  const hostile = "/ ? # % %2e%2e + & = ; : @ ! $ ' ( ) * , [ ] { } \\ ^ | ` ~ - _ < > \" é 😀 \u202e \n \0"
    .split(" ")
    .concat([" ", "...", "../x", "%2F"]);
  for (const value of hostile) {
    await client[revoke]({ organization_id: value, member_id: `a${value}b`, connected_app_id: "x" });
    const { target, method } = requests.pop();
    assert.equal(method, "POST");
    const parts = target.split("/");
    assert.equal(parts.length, 10, target);
    assert.deepEqual([decodeURIComponent(parts[4]), decodeURIComponent(parts[6])], [value, `a${value}b`]);
    assert.match(
      target,
      /^\/v1\/b2b\/organizations\/(?:[\w\-.~]|%[\dA-F]{2})+\/members\/(?:[\w\-.~]|%[\dA-F]{2})+\/connected_apps\/x\/revoke$/,
    );
  }
  for (const value of [7, true, 12n]) {
    await failure(() => client[revoke]({ ...ids, member_id: value }), InputError, "`member_id` is not a string");
  }
  assert.deepEqual(requests, []);
});

test("a request has the headers and the body of its method", async (t) => {
  const { client, requests, url } = await serve(t);
  await client[revoke]({ ...ids, session_token: undefined });
  await client.apiUserV1ConnectedApps({ user_id: "u" });
  const [post, get] = requests;
  assert.equal(post.body, "{}");
  assert.equal(post.headers["content-type"], "application/json");
  assert.equal(get.body, "");
  assert.equal(get.headers["content-type"], undefined);
  for (const { headers } of requests) {
    assert.equal(headers.accept, "application/json");
    assert.equal(headers.authorization, `Basic ${btoa("project-test-1:s3cret/+ value")}`);
    assert.match(headers["user-agent"], /^stytch-endpoints\/\d/);
    assert.equal(headers["x-stytch-member-session"], undefined);
  }
  const below = createClient({ baseUrl: `${url}/below/it/`, credentials });
  await below.apiUserV1ConnectedApps({ user_id: "u" });
  assert.equal(requests[2].target, "/below/it/v1/users/u/connected_apps");
});

test("a call may add headers", async (t) => {
  const { client, requests } = await serve(t);
  await client[revoke](ids, {
    headers: { "X-Trace": "1", Accept: "application/problem+json", "User-Agent": "me", "X-None": undefined },
  });
  const [{ headers }] = requests;
  assert.deepEqual(
    [headers["x-trace"], headers.accept, headers["user-agent"]],
    ["1", "application/problem+json", "me"],
  );
  for (const name of [
    "Authorization",
    "host",
    "Content-Length",
    "transfer-encoding",
    "Connection",
    "Proxy-Authorization",
    "keep-alive",
  ]) {
    await failure(
      () => client[revoke](ids, { headers: { [name]: "x" } }),
      InputError,
      name.toLowerCase(),
      "cannot be set",
    );
  }
  for (const [name, value] of [
    ["X Y", "1"],
    ["", "1"],
    ["X-\n", "1"],
    ["X-Y", "a\nb"],
    ["X-Y", "ü"],
    ["X-Y", null],
  ]) {
    await failure(() => client[revoke](ids, { headers: { [name]: value } }), InputError);
  }
  assert.equal(requests.length, 1);
});

test("unknown options of a call are refused", async (t) => {
  const { client, requests } = await serve(t);
  for (const [options, text] of [
    [{ header: {} }, "`header` is not an option of a call; known are signal, headers, timeout"],
    [null, "`options` is not an object"],
    ["x", "`options` is not an object"],
    [{ headers: new Headers({ a: "b" }) }, "`headers` is not a plain object"],
    [{ headers: [["a", "b"]] }, "`headers` is not a plain object"],
    [{ headers: "a: b" }, "`headers` is not a plain object"],
    [{ headers: null }, "`headers` is not a plain object"],
    [{ signal: {} }, "`signal` is not an AbortSignal"],
    [{ signal: null }, "`signal` is not an AbortSignal"],
    [{ signal: new AbortController() }, "`signal` is not an AbortSignal"],
  ]) {
    await failure(() => client[revoke](ids, options), InputError, text);
  }
  assert.deepEqual(requests, []);
});

test("a target that is too long is refused", async (t) => {
  const { client, requests } = await serve(t);
  await failure(() => client[revoke]({ ...ids, member_id: "m".repeat(65_535) }), InputError, "request target");
  assert.deepEqual(requests, []);
});
