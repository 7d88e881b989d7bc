import type { RequestListener } from "node:http";
import { flushCompileCache } from "node:module";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Configuration } from "./configuration.ts";
import { toPortFault } from "./find-port-fault.ts";
import { findOffer } from "./offered-routes.ts";
import { offerThread } from "./picture/offered-thread.ts";
import type { RawThread } from "./picture/picture-thread.ts";
import { startEarly } from "./start-early.ts";

/** An import would ask for all that the module exports, and so load the WebSocket of Node with all that fetch needs. */
const { createServer } = process.getBuiltinModule("node:http");

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Who has waited for the graph is served before Next is loaded, which holds everything up. */
const AFTER_READING_MS = 1_500;

/**
 * The process that `npm start` runs: one HTTP server, with Headwater's direct routes before Next's pages and routes.
 * The cluster is read first; Next is loaded when that is done, or sooner where somebody asks for a page.
 */
async function serveHttp(): Promise<void> {
  offerThread(startThread);
  await startEarly(ROOT);
  const { hostname, port } = findOffer()?.address ?? (await readAddress());
  let pages: Promise<RequestListener> | null = null;
  const loadPages = () => {
    pages ??= loadNext(hostname, port).catch(fail);
    return pages;
  };
  const server = createServer(async (request, response) => {
    if (findOffer()?.routes(request, response)) return;
    const handle = await loadPages();
    handle(request, response);
  });
  const end = () => server.close(() => process.exit(0));
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new Error(toPortFault(error, hostname, port))));
    server.listen(port, hostname, resolve);
  });
  process.stdout.write(`Headwater is at http://${toShownHost(hostname)}:${port}\n`);
  await findOffer()?.read;
  await setTimeout(AFTER_READING_MS);
  await loadPages();
  flushCompileCache();
}

/** Nothing waits for the thread: it ends with the process. */
function startThread(): RawThread {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const thread = new Worker(new URL("./picture/layout-thread.ts", import.meta.url));
  thread.unref();
  return thread;
}

/** Where the build does not start by itself, which is rare: the configuration takes long to load. */
async function readAddress(): Promise<Pick<Configuration, "hostname" | "port">> {
  const { readConfiguration } = await import("./configuration.ts");
  return readConfiguration(process.env);
}

async function loadNext(hostname: string, port: number): Promise<RequestListener> {
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: ROOT, hostname, port });
  await app.prepare();
  return app.getRequestHandler();
}

/** A name to open: one that means every address of this machine cannot be opened everywhere. */
function toShownHost(hostname: string): string {
  if (hostname === "0.0.0.0" || hostname === "::") return "localhost";
  return hostname.includes(":") ? `[${hostname}]` : hostname;
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

serveHttp().catch(fail);
