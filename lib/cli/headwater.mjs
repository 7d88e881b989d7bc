#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

// Headwater runs on the Node that its packages bring; the one on the machine only has to be able to start it.
const LEAST_MAJOR = 24;
const OWN_NODE = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= LEAST_MAJOR) {
  module.enableCompileCache?.();
  await import("./main.ts");
} else if (existsSync(OWN_NODE)) {
  const { status, signal, error } = spawnSync(OWN_NODE, process.argv.slice(1), { stdio: "inherit" });
  if (error !== undefined) throw error;
  if (signal !== null) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(`headwater needs Node ${LEAST_MAJOR}: run "npm ci" in its folder, which brings it.\n`);
  process.exitCode = 2;
}
