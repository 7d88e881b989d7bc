import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../lib/emulator/demo/main.ts", import.meta.url));
const LOOK_AGAIN_MS = 10;
const START_LIMIT_MS = 120_000;

/** Headwater on the embedded demo cluster, in processes of its own. */
export interface RunningDemo {
  readonly url: string;
  readonly kubeconfig: string;
  /** Ends it; gives the exit code. */
  stop(): Promise<number>;
}

/** Starts `npm run demo` with some arguments on a free port; rejects with what it printed when it does not come up. */
export async function startDemo(...args: readonly string[]): Promise<RunningDemo> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [MAIN, "--port", String(port), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const exited = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? -1)));
  await waitForLine(child, lines, /^Headwater is at/);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(`${url}/api/readyz`);
  const kubeconfig = /kubeconfig: (.*)$/m.exec(lines.join("\n"))?.[1] ?? "";
  return {
    url,
    kubeconfig,
    async stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

/** Asks the system for a port that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Ready says that the cluster has been read once; it takes an instant, and asking again costs nothing. */
export async function waitUntilReady(url: string): Promise<void> {
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; ) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await setTimeout(LOOK_AGAIN_MS);
  }
  throw new Error(`${url} did not become ready in time.`);
}

/** Resolves when a process prints such a line; rejects with all that it printed when it ends or takes too long. */
export function waitForLine(child: ChildProcess, lines: string[], pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${lines.join("\n")}`));
    const timer = globalThis.setTimeout(() => fail("It did not come up in time."), START_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (!pattern.test(line)) return;
        clearTimeout(timer);
        resolve();
      });
    }
    child.on("exit", (code) => {
      clearTimeout(timer);
      fail(`It ended with code ${code}.`);
    });
  });
}
