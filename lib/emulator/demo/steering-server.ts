import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Something that one can make happen in the demo cluster. */
export interface SteeringAction {
  readonly id: string;
  readonly label: string;
  /** Does it, and says what was done. */
  readonly run: () => string;
}

/**
 * Serves the steering on a loopback address: `GET /` lists the actions, `POST /{id}` does one. It is there for Headwater's
 * server: what a page of some other site sends from a browser carries an Origin, and is refused.
 */
export async function startSteering(
  actions: readonly SteeringAction[],
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.headers.origin !== undefined) return answer(response, 403, { detail: "Not from a browser." });
    const path = (request.url ?? "/").replace(/\?.*$/s, "").slice(1);
    if (request.method === "GET" && path === "") {
      return answer(response, 200, { actions: actions.map(({ id, label }) => ({ id, label })) });
    }
    const action = actions.find(({ id }) => id === path);
    if (request.method !== "POST" || action === undefined)
      return answer(response, 404, { detail: "There is no such action." });
    answer(response, 200, { done: action.run() });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
