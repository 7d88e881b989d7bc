import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Runs one of the project's programs to its end with the output shown; gives its exit code. */
export function runCommand(command: string, args: readonly string[], env: Record<string, string> = {}): number {
  const path = [`${ROOT}node_modules/.bin`, process.env["PATH"]].join(delimiter);
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env, PATH: path },
  });
  if (error) throw error;
  return status ?? 1;
}
