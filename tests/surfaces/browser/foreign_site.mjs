// A web site of another origin, on this machine.
import { createServer } from "node:http";

/** Serves an empty page at every path and under every name of this machine. `close` ends it. */
export async function foreignSite(headers = {}) {
  const asked = [];
  const server = createServer((request, answer) => {
    asked.push(request);
    answer.writeHead(200, { "Content-Type": "text/html", ...headers });
    answer.end("<!doctype html><title>Elsewhere</title><link rel=icon href='data:,'><p>Elsewhere</p>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { port, asked, close: () => (server.closeAllConnections(), server.close()) };
}
