import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const GUARD = fileURLToPath(new URL("guard.ts", import.meta.url));

/** Holds processes and a temporary folder that end with this process, however that ends. */
export class ProcessGuard {
  /** A temporary folder that goes when the guard is released. */
  readonly folder: string;
  readonly #guard: ChildProcess;

  constructor(prefix: string) {
    this.folder = mkdtempSync(join(tmpdir(), prefix));
    // Detached: Ctrl-C in a terminal goes to the whole group, and the guard has to be the last.
    this.#guard = spawn(process.execPath, [GUARD], { stdio: ["pipe", "ignore", "inherit"], detached: true });
    this.#tell(`folder\t${this.folder}`);
  }

  watch(child: ChildProcess): void {
    this.#tell(`process\t${child.pid}`);
    child.once("exit", () => this.#tell(`ended\t${child.pid}`));
  }

  /** Kills what still runs and removes the folder; resolves when that is done. */
  async release(): Promise<void> {
    if (this.#guard.exitCode !== null) return;
    const gone = once(this.#guard, "exit");
    this.#guard.stdin?.end();
    await gone;
  }

  #tell(line: string): void {
    if (this.#guard.stdin?.writable === true) this.#guard.stdin.write(`${line}\n`);
  }
}
