import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

/**
 * Outlives the process that started it by an instant. It is told process ids and folders, one a line; when its standard
 * input ends, for whatever reason, it kills and removes them. So nothing is left behind, not even after a SIGKILL.
 */
const processes = new Set<number>();
const folders = new Set<string>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [what, value = ""] = line.split("\t");
  if (what === "process") processes.add(Number(value));
  else if (what === "ended") processes.delete(Number(value));
  else if (what === "folder") folders.add(value);
}

for (const id of processes) {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
