import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { createSystemClock } from "#lib/flux/clock.ts";
import { openCluster } from "./open-cluster.ts";
import { COULD_NOT_RUN, runHeadwater } from "./run-headwater.ts";
import { createPaint, type Terminal } from "./terminal.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
const INTERNAL_ERROR = 70;

/** The command line of this process; gives its exit code. */
async function main(): Promise<number> {
  const terminal: Terminal = {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
    home: homedir() || null,
    folder: process.cwd(),
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 100,
  };
  // Who reads the answer may have seen enough (`| head`); that is no failure, and the exit code stays the command's own.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exit(COULD_NOT_RUN);
  });
  const clock = createSystemClock(globalThis);
  const around = { terminal, paint: createPaint(terminal), clock, openCluster, version: readVersion() };
  return runHeadwater(process.argv.slice(2), around);
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
  return version;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`headwater: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.stderr.write("This is a mistake in Headwater itself; please report it with the lines above.\n");
  process.exitCode = INTERNAL_ERROR;
}
