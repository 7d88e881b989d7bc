import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findFreePort } from "./start-demo.ts";

const START = fileURLToPath(new URL("../lib/server/start.ts", import.meta.url));
const LIMIT_MS = 180_000;
const FIRST_LOOK_MS = 20;

/** Headwater as `npm start` runs it, in processes of its own. */
export interface RunningHeadwater {
  readonly url: string;
  /** Ends it; gives the exit code. */
  stop(): Promise<number>;
}

/** Starts Headwater on a free port against a kubeconfig, and waits until it has read the cluster. */
export async function startHeadwater(
  kubeconfig: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningHeadwater> {
  const port = await findFreePort();
  const env = { ...process.env, HEADWATER_LOG_LEVEL: "silent", ...environment, KUBECONFIG: kubeconfig };
  const server = spawn(process.execPath, [START], {
    env: { ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = new Promise<number>((resolve) => server.on("exit", (code) => resolve(code ?? -1)));
  const url = `http://127.0.0.1:${port}`;
  const stop = () => {
    server.kill("SIGTERM");
    return exited;
  };
  try {
    await waitUntil(async () => (await fetch(`${url}/api/readyz`)).ok);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** Asks again and again until the answer is yes; an error counts as no. Throws after three minutes. */
export async function waitUntil(ask: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; ) {
    if (await ask().catch(() => false)) return;
    await setTimeout(FIRST_LOOK_MS);
  }
  throw new Error("It did not come up in three minutes.");
}
