// No text that people might read shows a secret.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import stytch, {
  ApiError,
  ConfigurationError,
  ConnectionError,
  InputError,
  ResponseError,
  createClient,
} from "stytch-endpoints";
import { credentials, failure, ids, revoke, serve } from "./support.mjs";

const session = "session token / 1";
const input = { ...ids, session_token: session };
const encoded = btoa(`${credentials.projectId}:${credentials.secret}`);
const secrets = [
  credentials.secret,
  encoded,
  encodeURIComponent(credentials.secret),
  session,
  encodeURIComponent(session),
];

function assertSilent(...things) {
  for (const thing of things) {
    const shown = [String(thing), inspect(thing, { depth: 20 }), JSON.stringify(thing), thing?.message, thing?.stack];
    for (const secret of secrets) {
      for (const text of shown) {
        assert.ok(!text?.includes(secret), text);
      }
    }
  }
}

test("a client does not show its credentials", async (t) => {
  const { client } = await serve(t);
  await client[revoke](input);
  assertSilent(
    client,
    stytch,
    createClient({ gatewayUrl: "https://gateway.example.com", token: credentials.secret.replace(" ", "") }),
  );
  assert.equal(JSON.stringify(client), "{}");
  assert.match(inspect(client), /apiUserV1Revoke: \[Function: apiUserV1Revoke\]/);
});

test("a secret in an error body is removed", async (t) => {
  const message = `no session ${session}, ${encodeURIComponent(session)}; ${credentials.secret} Basic ${encoded}`;
  const { client } = await serve(t, (_, response) => {
    response.writeHead(401, { "X-Request-Id": session, "Set-Cookie": encoded });
    response.end(JSON.stringify({ error_type: session, error_message: message }));
  });
  const error = await failure(
    () => client[revoke](input),
    ApiError,
    "no session [redacted], [redacted]; [redacted] Basic [redacted]",
  );
  assertSilent(error);
  assert.deepEqual([error.errorType, error.requestId], ["[redacted]", "[redacted]"]);
  // The body itself is unchanged.
  assert.equal(error.body.error_message, message);
  assert.equal(error.headers.get("set-cookie"), encoded);
});

test("a sensitive header that is set by hand is removed, too", async (t) => {
  const { client } = await serve(t, (_, response) =>
    response.writeHead(400).end(JSON.stringify({ error_message: session })),
  );
  assertSilent(
    await failure(
      () => client[revoke](ids, { headers: { "x-stytch-member-session": session } }),
      ApiError,
      "[redacted]",
    ),
  );
});

test("a malformed response is not shown", async (t) => {
  const { client } = await serve(t, (_, response) => response.end(`<p>${session}</p>`));
  const error = await failure(() => client[revoke](input), ResponseError);
  assertSilent(error);
  assert.equal(error.body, `<p>${session}</p>`);
});

test("errors do not repeat refused values", async (t) => {
  const { client, url } = await serve(t);
  for (const bad of [`${session}\n`, ` ${session}`, `${session}ü`, `${session}\ud800`, [session], { session }]) {
    assertSilent(await failure(() => client[revoke]({ ...ids, session_token: bad }), InputError));
    assertSilent(await failure(() => client[revoke](ids, { headers: { "x-a": bad } }), InputError));
  }
  const { secret } = credentials;
  for (const bad of [`${secret}\n`, ` ${secret}`, `${secret}\u0001x`, `${secret}\ud800`, [secret]]) {
    assertSilent(
      await failure(
        () => createClient({ baseUrl: url, credentials: { projectId: "p", secret: bad } }),
        ConfigurationError,
      ),
    );
    assertSilent(await failure(() => createClient({ gatewayUrl: url, token: bad }), ConfigurationError));
  }
  assertSilent(
    await failure(() => createClient({ credentials: { projectId: `p:${secret}`, secret } }), ConfigurationError),
  );
  assertSilent(
    await failure(
      () => createClient({ baseUrl: `https://user:${encodeURIComponent(secret)}@example.com`, credentials }),
      ConfigurationError,
    ),
  );
});

test("a cause has a message and a code, and nothing else of the request", async () => {
  const words = `refused ${session} and ${encoded}`;
  const clientError = (headers) =>
    Object.assign(new Error(words), { code: "ECONNREFUSED", config: { headers }, request: { headers } });
  for (const thrown of [
    clientError,
    (headers) => new TypeError("fetch failed", { cause: clientError(headers) }),
    () => words,
    (headers) => ({ message: words, headers }),
    (headers) => ({ headers, toString: () => words }),
    () => Object.assign(new Error(""), { code: encoded }),
    () => new AggregateError([new Error(words)], words),
  ]) {
    const fetch = async (_, init) => {
      throw thrown(init.headers);
    };
    const client = createClient({ baseUrl: "https://example.com", credentials, fetch });
    const error = await failure(() => client[revoke](input), ConnectionError, "no response came");
    assert.ok(error.cause instanceof Error);
    assertSilent(error, error.cause);
    assert.deepEqual(
      Object.keys(error.cause).filter((name) => name !== "code"),
      [],
    );
  }
  const fetch = async (_, { headers }) => {
    throw clientError(headers);
  };
  const error = await failure(
    () => createClient({ baseUrl: "https://example.com", credentials, fetch })[revoke](input),
    ConnectionError,
    "refused [redacted] and [redacted]",
  );
  assert.equal(error.cause.code, "ECONNREFUSED");
});

test("the message of a failed `fetch` is scrubbed", async () => {
  const fetch = async (_, init) => {
    throw new TypeError("fetch failed", { cause: `bad headers ${JSON.stringify(init.headers)}` });
  };
  const client = createClient({ baseUrl: "https://example.com", credentials, fetch });
  const error = await failure(() => client[revoke](input), ConnectionError);
  assert.ok(!error.message.includes(session) && !error.message.includes(encoded), error.message);
});
