import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { ProcessGuard } from "./process-guard.ts";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const LAST_LINES = 30;

export interface ProgramStart {
  readonly name: string;
  readonly binary: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Says whether it answers; asked until it says yes, an error counts as no. */
  readonly ready: () => Promise<boolean>;
}

export interface RunningProgram {
  readonly pid: number;
  /** Where its output is written. */
  readonly log: string;
  /** Asks it to end, and kills it when it does not within 15 s. */
  stop(): Promise<void>;
  /** Ends it as a machine that fails does. */
  kill(): Promise<void>;
}

/** Starts a program and waits until it is ready; rejects with the last lines of its output when it does not get there. */
export async function startProgram(guard: ProcessGuard, start: ProgramStart): Promise<RunningProgram> {
  const log = join(guard.folder, `${start.name}.log`);
  const output = openSync(log, "a");
  const child = spawn(start.binary, [...start.args], {
    cwd: guard.folder,
    env: { ...process.env, ...start.env },
    stdio: ["ignore", output, output],
  });
  guard.watch(child);
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const stop = async () => {
    if (ended) return;
    child.kill("SIGTERM");
    const late = new AbortController();
    await Promise.race([exited, setTimeout(STOP_LIMIT_MS, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    if (!ended) child.kill("SIGKILL");
    await exited;
  };
  const kill = () => {
    child.kill("SIGKILL");
    return exited;
  };
  for (const end = Date.now() + START_LIMIT_MS; ; ) {
    if (await start.ready().catch(() => false)) return { pid: child.pid ?? 0, log, stop, kill };
    if (ended || Date.now() > end) {
      await stop();
      const why = ended ? "ended" : "was not ready in a minute";
      throw new Error(`${start.name} ${why}. The end of its output:\n${readEnd(log)}`);
    }
    await setTimeout(100);
  }
}

function readEnd(log: string): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-LAST_LINES).join("\n");
}
