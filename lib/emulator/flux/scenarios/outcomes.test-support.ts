import type { Outcome } from "#lib/emulator/flux/workload.ts";

/** The path is not in the artifact. */
export function pathMissing(name: string): Partial<Outcome> {
  const message = `kustomization path not found: stat /tmp/kustomization-1/${name}: no such file or directory`;
  return { fault: { step: "fetch", reason: "ArtifactFailed", message } };
}

/** The path is there, and cannot be built. */
export function buildFails(message: string): Partial<Outcome> {
  return { fault: { step: "build", reason: "BuildFailed", message } };
}

/** What was built is refused by the API server. */
export function applyFails(message: string): Partial<Outcome> {
  return { fault: { step: "apply", reason: "ReconciliationFailed", message: `${message}\n` } };
}

/** It is applied, and never gets healthy. */
export function neverHealthy(objects: string, inventory: readonly string[]): Partial<Outcome> {
  return { health: { kind: "timeout", objects }, inventory };
}
