import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { readConfiguration } from "./configuration.ts";
import { findOfferedRoutes } from "./offered-routes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The process that `npm start` runs: one HTTP server, with Headwater's direct routes before Next's pages and routes. */
async function serveHttp(): Promise<void> {
  const { hostname, port } = readConfiguration(process.env);
  const app = next({ dev: false, dir: ROOT, hostname, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    const isAnswered = findOfferedRoutes()?.(request, response) ?? false;
    if (!isAnswered) void handle(request, response);
  });
  const end = () => server.close(() => process.exit(0));
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, resolve);
  });
  process.stdout.write(`Headwater is at http://${toShownHost(hostname)}:${port}\n`);
}

/** A name to open: one that means every address of this machine cannot be opened everywhere. */
function toShownHost(hostname: string): string {
  if (hostname === "0.0.0.0" || hostname === "::") return "localhost";
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}

try {
  await serveHttp();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
