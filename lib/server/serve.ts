import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { findNext } from "./build-if-needed.ts";
import type { Configuration } from "./configuration.ts";

/** The server closes its streams and ends within 3 s of a signal; this is for one that does not. */
const LAST_WORD_MS = 4_500;

/** Half of Node's nursery: a large fleet is read with a quarter less of memory at the peak, and no slower. */
const RUNTIME_OPTIONS = ["--max-semi-space-size=8"];

/** Serves the build below `root`. Passes SIGTERM and SIGINT on; gives the exit code when the server has ended. */
export function serve(
  root: string,
  { hostname, port }: Pick<Configuration, "hostname" | "port">,
  say: (line: string) => void,
): Promise<number> {
  const server = spawn(
    process.execPath,
    [...RUNTIME_OPTIONS, findNext(root), "start", "--hostname", hostname, "--port", String(port)],
    {
      cwd: root,
      env: { ...process.env, HOSTNAME: hostname, PORT: String(port), NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
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
  return new Promise((resolve) => {
    server.on("exit", (code) => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve(stopping ? 0 : (code ?? 1));
    });
  });
}

/** Of what Next prints only the address is of use, and what Headwater logs itself. */
function relayLines(server: ChildProcess, say: (line: string) => void): void {
  if (server.stdout === null) return;
  createInterface({ input: server.stdout }).on("line", (line) => {
    const address = /Local:\s+(http:\/\/\S+)/.exec(line)?.[1];
    if (address !== undefined) say(`Headwater is at ${address}`);
    else if (line.startsWith("{")) say(line);
  });
}
