import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "#lib/flux/clock.ts";
import { sendAnswer, sendFailure } from "./answer.ts";
import { type ApiUser, AUTHENTICATED } from "./api-user.ts";
import { authenticate } from "./authentication.ts";
import type { Authorize } from "./authorization.ts";
import type { ObjectStore } from "./object-store.ts";
import { answerRequest, type RouterContext } from "./router.ts";
import { StatusError } from "./status-error.ts";
import { type WatchRequest, WatchStream } from "./watch.ts";

export interface ApiServerOptions {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Who owns which bearer token. */
  readonly tokens: ReadonlyMap<string, ApiUser>;
  /** Who may do what; everybody who has a token everything when absent. */
  readonly authorize?: Authorize;
  /** Sees each request first; true says that it has answered it, or destroyed the connection. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
}

export interface ApiServer {
  /** Listens on 127.0.0.1, on a port of the system's choice unless one is given. Rejects when the port is taken. */
  listen(port?: number): Promise<{ readonly url: string }>;
  /** Ends the watches and closes every connection. */
  close(): Promise<void>;
}

/** A Kubernetes API over HTTP with the manners of the real one, on the objects of a store. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { store, clock, tokens, onRequest, authorize = isKnown } = options;
  const watches = new Set<WatchStream>();

  function startWatch(request: WatchRequest, response: ServerResponse): void {
    const watch = new WatchStream(store, clock, request, response);
    watches.add(watch);
    watch.start(() => watches.delete(watch));
  }

  const context: RouterContext = { store, clock, authorize, startWatch };
  const server = createServer((request, response) => {
    void respond(request, response, async () => {
      if (await onRequest?.(request, response)) return;
      const user = authenticate(request, tokens, authorize);
      await sendAnswer(request, response, await answerRequest(context, user, request));
    });
  });
  // Go keeps idle connections for long; Node's 5 s would race with a client that reuses one.
  server.keepAliveTimeout = 90_000;
  return {
    listen: (port = 0) => listen(server, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const watch of [...watches]) watch.end();
        // The last lines of the watches go out first.
        setImmediate(() => server.closeAllConnections());
      }),
  };
}

function isKnown({ groups }: ApiUser): boolean {
  return groups.includes(AUTHENTICATED);
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    // A client that went away is told nothing.
    if (response.headersSent || response.destroyed) response.destroy();
    else await sendFailure(request, response, toStatusError(error));
  }
}

function toStatusError(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StatusError(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] });
}

function listen(server: Server, port: number): Promise<{ readonly url: string }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const { port: actual } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${actual}` });
    });
  });
}
