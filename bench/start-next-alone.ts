import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findFreePort, waitUntilReady } from "#e2e/start-demo.ts";
import { findNext } from "#lib/server/build.ts";
import type { Start } from "./serve-fleet.ts";
import type { Probed } from "./start-probed.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Starts the same build by `next start`: all is answered by Next's own routes, nothing before them. */
export function startNextAlone({ environment }: Probed): Start {
  return async (kubeconfig) => {
    const port = await findFreePort();
    const child = spawn(
      process.execPath,
      [findNext(ROOT), "start", "--hostname", "127.0.0.1", "--port", String(port)],
      {
        cwd: ROOT,
        stdio: "ignore",
        env: {
          ...process.env,
          ...environment,
          HEADWATER_CONTEXTS: "",
          HEADWATER_NAMESPACES: "",
          HEADWATER_LOG_LEVEL: "error",
          KUBECONFIG: kubeconfig,
          HOSTNAME: "127.0.0.1",
          PORT: String(port),
        },
      },
    );
    const exited = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 0)));
    const url = `http://127.0.0.1:${port}`;
    await waitUntilReady(`${url}/api/readyz`);
    return {
      url,
      stop() {
        child.kill("SIGTERM");
        return exited;
      },
    };
  };
}
