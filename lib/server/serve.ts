import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createSystemClock } from "#lib/flux/clock.ts";
import { watchParent } from "#lib/flux/watch-parent.ts";

const HTTP_SERVER = fileURLToPath(new URL("http-server.ts", import.meta.url));
/** The server closes its streams and ends within 3 s of a signal; this is for one that does not. */
const LAST_WORD_MS = 4_500;

/**
 * Half of Node's nursery, and old space that is cleared when it has grown by three fifths: a large fleet under constant
 * change takes half the memory that it does as Node comes, for a tenth more of work.
 */
const RUNTIME_OPTIONS = ["--max-semi-space-size=8", "--heap-growing-percent=60"];

/**
 * For glibc, which else keeps what was freed: with ten thousand Kustomizations and a thousand streams the process is
 * smaller by a fifth. What somebody has set stays.
 */
const ALLOCATOR = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_TRIM_THRESHOLD_: "131072",
  MALLOC_MMAP_THRESHOLD_: "131072",
};

/**
 * Serves the build below `root` in a process of its own. Passes SIGTERM and SIGINT on, and ends it when npm is gone
 * that started this one; gives the exit code when the server has ended.
 */
export function serve(root: string, say: (line: string) => void): Promise<number> {
  const server = spawn(process.execPath, [...RUNTIME_OPTIONS, HTTP_SERVER], {
    cwd: root,
    env: {
      ...ALLOCATOR,
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  relayLines(server, say);
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A terminal sends Ctrl-C to the server as well as to this process.
    if (stopping) return;
    stopping = true;
    server.kill(signal);
    setTimeout(() => server.kill("SIGKILL"), LAST_WORD_MS).unref();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const unwatch = watchParent(process, createSystemClock(globalThis), () => stop("SIGTERM"));
  return new Promise((resolve) => {
    server.on("exit", (code) => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      unwatch();
      resolve(stopping ? 0 : (code ?? 1));
    });
  });
}

/** Of what is printed only the address is of use, and what Headwater logs itself; the rest is Next's. */
function relayLines(server: ChildProcess, say: (line: string) => void): void {
  if (server.stdout === null) return;
  createInterface({ input: server.stdout }).on("line", (line) => {
    if (line.startsWith("Headwater is at ") || line.startsWith("{")) say(line);
  });
}
