// Responses and errors.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import test from "node:test";
import { ApiError, ConnectionError, InputError, ResponseError, TimeoutError, createClient } from "stytch-endpoints";
import { credentials, failure, ids, revoke, serve } from "./support.mjs";

const user = { user_id: "u" };

function json(status, body, headers = {}) {
  return (_, response) =>
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

test("the result is the JSON of the response", async (t) => {
  const { client } = await serve(t, json(201, { request_id: "r", status_code: 201, more: [null] }));
  assert.deepEqual(await client[revoke](ids), { request_id: "r", status_code: 201, more: [null] });
});

test("a byte-order mark before JSON is passed over", async (t) => {
  for (const [status, read] of [
    [200, (client) => client[revoke](ids)],
    [404, (client) => failure(() => client[revoke](ids), ApiError, "gone").then((error) => error.body)],
  ]) {
    const { client } = await serve(t, (_, response) => response.writeHead(status).end('\ufeff{"error_type":"gone"}'));
    assert.deepEqual(await read(client), { error_type: "gone" });
  }
});

test("an error body of the API is kept", async (t) => {
  const body = {
    status_code: 404,
    request_id: "r-1",
    error_type: "user_not_found",
    error_message: "There is no\nsuch user.",
  };
  const { client } = await serve(t, json(404, body, { "X-Other": "x" }));
  const error = await failure(
    () => client.apiUserV1ConnectedApps(user),
    ApiError,
    "api_user_v1_ConnectedApps",
    "404",
    "user_not_found",
    "There is no such user.",
    "r-1",
  );
  assert.deepEqual(
    [error.status, error.errorType, error.requestId, error.retryable],
    [404, "user_not_found", "r-1", false],
  );
  assert.deepEqual(error.body, body);
  assert.equal(error.headers.get("x-other"), "x");
  assert.ok(!error.message.includes("\n"));
});

test("an error body of OAuth is read", async (t) => {
  const { client } = await serve(
    t,
    json(400, { error: "invalid_grant", error_description: "No." }, { "X-Request-Id": "r-2" }),
  );
  const error = await failure(() => client[revoke](ids), ApiError, "invalid_grant: No. [request id r-2]");
  assert.deepEqual([error.errorType, error.requestId], ["invalid_grant", "r-2"]);
});

test("the message of problem details is read, whatever the error body of the API is", async (t) => {
  for (const [problem, message] of [
    [{ title: "Unauthorized", detail: "sign in" }, "43 bytes): sign in"],
    [{ title: "Unauthorized", detail: "", error_message: "" }, "): Unauthorized"],
    [{ detail: "is missing", field: "user_id" }, "): `user_id`: is missing"],
    [{ error_message: "No.", detail: "Not this." }, "): No."],
  ]) {
    const { client } = await serve(t, json(401, problem, { "Content-Type": "Application/Problem+JSON; charset=utf-8" }));
    await failure(() => client[revoke](ids), ApiError, message);
  }
  const { client } = await serve(t, json(401, { detail: "no problem" }));
  const { message } = await failure(() => client[revoke](ids), ApiError, "401");
  assert.ok(!message.includes("no problem"));
});

test("an error without JSON keeps its status and its text", async (t) => {
  const { client } = await serve(t, (_, response) => response.writeHead(502).end("<html>Bad gateway</html>"));
  const error = await failure(() => client[revoke](ids), ApiError, "502");
  assert.deepEqual(
    [error.status, error.body, error.errorType, error.retryable],
    [502, "<html>Bad gateway</html>", undefined, true],
  );
  assert.ok(!error.message.includes("html"));
});

test("unusual error bodies", async (t) => {
  for (const body of [null, 7, [], "text", { error_type: 7, error: ["x"], request_id: {} }]) {
    const { client } = await serve(t, json(500, body));
    const error = await failure(() => client[revoke](ids), ApiError);
    assert.deepEqual([error.errorType, error.requestId, error.body], [undefined, undefined, body]);
  }
  const { client } = await serve(t, json(500, { error_message: "x".repeat(1e6) }));
  const { message } = await failure(() => client[revoke](ids), ApiError, "…");
  assert.ok(message.length < 1_500);
});

test("only errors that a safe repetition may mend are retryable", async (t) => {
  for (const [status, retryable] of [
    [400, false],
    [408, true],
    [429, true],
    [500, false],
    [503, true],
    [504, true],
  ]) {
    const { client } = await serve(t, json(status, {}));
    assert.equal((await failure(() => client[revoke](ids), ApiError)).retryable, retryable);
  }
});

test("no call is repeated", async (t) => {
  const { client, requests } = await serve(t, json(503, {}, { "Retry-After": "0" }));
  await failure(() => client[revoke](ids), ApiError);
  assert.equal(requests.length, 1);
});

test("a success without JSON is an error with its status and its text", async (t) => {
  for (const text of ["<html>", " ", '{"a": ', "\ufffe"]) {
    const { client } = await serve(t, (_, response) => response.end(text));
    const error = await failure(() => client[revoke](ids), ResponseError, "200", "is not JSON");
    assert.deepEqual([error.status, error.body], [200, text]);
  }
  const { client } = await serve(t, (_, response) => response.end(Buffer.from([0x22, 0xff, 0x22])));
  await failure(() => client[revoke](ids), ResponseError, "is not UTF-8");
});

test("a response that is too long is not read to its end", async (t) => {
  const { client } = await serve(t, (_, response) => {
    const piece = Buffer.alloc(1 << 20, " ");
    const write = () => {
      while (!response.destroyed && response.write(piece)) {}
    };
    response.on("drain", write);
    write();
  });
  const error = await failure(() => client[revoke](ids), ResponseError, "longer than 16777216 bytes");
  assert.equal(error.body.length, 16_777_216);
});

test("a response of the maximum length is read", async (t) => {
  const { client } = await serve(t, (_, response) => response.end(`"${"x".repeat(16_777_214)}"`));
  assert.equal((await client[revoke](ids)).length, 16_777_214);
});

test("redirects are not followed", async (t) => {
  const other = await serve(t);
  for (const status of [301, 302, 303, 307, 308]) {
    const { client } = await serve(t, (_, response) =>
      response.writeHead(status, { Location: `${other.url}/elsewhere` }).end(),
    );
    const error = await failure(() => client[revoke](ids), ApiError, "redirect", String(status));
    assert.equal(error.status, status);
    assert.ok(!error.message.includes(other.url));
  }
  assert.deepEqual(other.requests, []);
  // The form of an opaque redirect in browsers.
  const opaque = { type: "opaqueredirect", status: 0, headers: new Headers(), body: null };
  const client = createClient({ gatewayUrl: "https://gateway.example.com", fetch: async () => opaque });
  assert.equal((await failure(() => client[revoke](ids), ApiError, "redirect")).status, 0);
});

test("a failed connection is an error", async (t) => {
  const { url } = await serve(t);
  const client = createClient({ baseUrl: "http://127.0.0.1:9", credentials });
  const error = await failure(() => client[revoke](ids), ConnectionError, "no response came");
  assert.ok(error.cause instanceof Error);
  const broken = await serve(t, (request) => request.socket.destroy());
  await failure(() => broken.client[revoke](ids), ConnectionError);
  for (const thrown of [undefined, null, "text", new Error("")]) {
    const odd = createClient({
      baseUrl: url,
      credentials,
      fetch: async () => {
        throw thrown;
      },
    });
    await failure(() => odd[revoke](ids), ConnectionError);
  }
});

test("a response that breaks off keeps its beginning", async (t) => {
  for (const status of [200, 503]) {
    const { client } = await serve(t, (request, response) => {
      response.writeHead(status, { "Content-Length": "10", "X-Request-Id": "r-3" }).write('{"a":');
      setTimeout(() => request.socket.destroy(), 20);
    });
    const error = await failure(() => client[revoke](ids), ResponseError, `${status}, 5 bytes`, "broke off");
    assert.deepEqual([error.status, error.body, error.headers.get("x-request-id")], [status, '{"a":', "r-3"]);
    assert.ok(error.cause instanceof Error);
  }
  const { client } = await serve(t, (_, response) => {
    response.writeHead(200, { "Content-Encoding": "gzip" }).end("no gzip");
  });
  assert.equal((await failure(() => client[revoke](ids), ResponseError, "broke off")).status, 200);
});

test("a response without a body is null", async (t) => {
  for (const status of [200, 201, 204, 205]) {
    const { client } = await serve(t, (_, response) => response.writeHead(status).end());
    assert.equal(await client[revoke](ids), null);
  }
});

test("a call ends at its timeout", async (t) => {
  const silent = await serve(t, () => {});
  await failure(() => silent.client[revoke](ids, { timeout: 30 }), TimeoutError, "30 ms");
  const slow = await serve(t, (_, response) => response.write("{"));
  await failure(() => slow.client[revoke](ids, { timeout: 30 }), TimeoutError);
  const client = createClient({ baseUrl: silent.url, credentials, timeout: 30 });
  await failure(() => client[revoke](ids), TimeoutError);
  // A `fetch` that ignores its signal does not delay the call.
  const deaf = createClient({ baseUrl: silent.url, credentials, timeout: 30, fetch: () => new Promise(() => {}) });
  await failure(() => deaf[revoke](ids), TimeoutError);
  for (const timeout of [0, -1, NaN, Infinity, 2 ** 31, "5", null]) {
    await failure(() => silent.client[revoke](ids, { timeout }), InputError, "`timeout`");
  }
});

test("a signal ends a call, with its own reason", async (t) => {
  const { client, requests } = await serve(t, () => {});
  const early = await client[revoke](ids, { signal: AbortSignal.abort() }).catch((error) => error);
  assert.equal(early.name, "AbortError");
  assert.deepEqual(requests, []);
  const controller = new AbortController();
  const call = client[revoke](ids, { signal: controller.signal });
  const reason = new Error("changed my mind");
  setTimeout(() => controller.abort(reason), 20);
  assert.equal(await call.catch((error) => error), reason);
});

test("a long-lived signal keeps no listeners, and ends any number of calls", async (t) => {
  const warnings = [];
  const warn = (warning) => warnings.push(warning);
  process.on("warning", warn);
  t.after(() => process.off("warning", warn));
  const { client } = await serve(t);
  const controller = new AbortController();
  const { signal } = controller;
  await Promise.all(Array.from({ length: 15 }, () => client[revoke](ids, { signal })));
  assert.equal(getEventListeners(signal, "abort").length, 0);
  const silent = await serve(t, () => {});
  const calls = Array.from({ length: 15 }, () => silent.client[revoke](ids, { signal }));
  await new Promise(setImmediate);
  controller.abort("enough");
  assert.deepEqual(await Promise.allSettled(calls), Array(15).fill({ status: "rejected", reason: "enough" }));
  await new Promise(setImmediate);
  assert.equal(getEventListeners(signal, "abort").length, 0);
  assert.deepEqual(warnings, []);
});
