import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findFreePort, waitForLine, waitUntilReady } from "./start-demo.ts";

const START = fileURLToPath(new URL("../lib/server/start.mjs", import.meta.url));

/** Headwater's server in a process of its own. */
export interface RunningHeadwater {
  readonly url: string;
  readonly port: number;
  /** Ends it; gives the exit code. */
  stop(): Promise<number>;
}

/** Starts `npm start` against a kubeconfig, on a free port unless one is given; rejects when it does not come up. */
export async function startHeadwater(
  kubeconfig: string,
  environment: Readonly<Record<string, string>> = {},
  given?: number,
): Promise<RunningHeadwater> {
  const port = given ?? (await findFreePort());
  const child = spawn(process.execPath, [START], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      HEADWATER_CONTEXTS: "",
      HEADWATER_NAMESPACES: "",
      HEADWATER_LOG_LEVEL: "error",
      ...environment,
      KUBECONFIG: kubeconfig,
      PORT: String(port),
    },
  });
  const exited = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? -1)));
  await waitForLine(child, [], /^Headwater is at/);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(`${url}/api/readyz`);
  return {
    url,
    port,
    async stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}
