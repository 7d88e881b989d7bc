import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startHeadwater } from "#e2e/start-headwater.ts";
import { type Probe, readProbe } from "./read-probe.ts";
import type { Start } from "./serve-fleet.ts";

const PROBE = fileURLToPath(new URL("process-probe.ts", import.meta.url));

/** The environment in which a process tells of itself, and a way to read what it tells. */
export interface Probed {
  readonly environment: Readonly<Record<string, string>>;
  read(): Probe;
  stop(): void;
}

/** Makes a place where a probed process leaves what it tells. */
export function createProbe(): Probed {
  const folder = mkdtempSync(join(tmpdir(), "headwater-probe-"));
  return {
    environment: { HEADWATER_PROBE: folder, NODE_OPTIONS: `--import ${pathToFileURL(PROBE)}` },
    read: () => readProbe(folder),
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts Headwater as it is, probed. */
export function startProbed({ environment }: Probed): Start {
  return (kubeconfig) => startHeadwater(kubeconfig, environment);
}
