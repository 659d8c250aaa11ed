// Shared by the programs: servers on loopback that record requests.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { inspect } from "node:util";

export const credentials = { projectId: "project-test-1", secret: "s3cret/+ value" };
export const revoke = "apiOrganizationV1OrganizationsMembersConnectedAppsRevoke";
export const ids = { organization_id: "o", member_id: "m", connected_app_id: "a" };

/** Starts a server for one test. `answer` is called with the request and the response. */
export async function listen(t, answer = (_, response) => response.end("{}")) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { method, url, headers } = request;
    requests.push({ method, target: url, headers, body: Buffer.concat(chunks).toString() });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}

/** Starts such a server, with a client of Stytch's package. */
export async function serve(t, answer) {
  const { createClient } = await import("stytch-endpoints");
  const { url, requests } = await listen(t, answer);
  return { url, requests, client: createClient({ baseUrl: url, credentials }) };
}

/** Runs work that has to fail, and returns its error, which has this type and contains these texts. */
export async function failure(work, kind, ...texts) {
  const error = await Promise.resolve()
    .then(work)
    .then(
      (value) => assert.fail(`no error, but ${inspect(value)}`),
      (error) => error,
    );
  assert.ok(error instanceof kind, inspect(error));
  assert.equal(error.name, kind.name);
  for (const text of texts) {
    assert.ok(error.message.includes(text), `"${text}" is not in: ${error.message}`);
  }
  return error;
}
