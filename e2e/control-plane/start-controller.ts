import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { findFreePort } from "#e2e/start-demo.ts";
import type { Binaries } from "./build-programs.ts";
import type { ProcessGuard } from "./process-guard.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

/** Writes a kubeconfig of one context into a file that its owner alone may read. */
export function writeKubeconfig(file: string, server: string, ca: string, token: string): void {
  const name = "control-plane";
  const text = stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server, "certificate-authority-data": Buffer.from(ca).toString("base64") } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
  writeFileSync(file, text, { mode: 0o600 });
}

/**
 * Starts the real kustomize-controller as the person of a kubeconfig. A dependency is looked at every 2 s, not 30, and
 * many passes run at once, so that the cases do not wait for each other.
 */
export async function startKustomizeController(
  guard: ProcessGuard,
  binaries: Binaries,
  kubeconfig: string,
): Promise<RunningProgram> {
  const [metrics, health] = [await findFreePort(), await findFreePort()];
  return startProgram(guard, {
    name: "kustomize-controller",
    binary: binaries["kustomize-controller"],
    args: [
      "--requeue-dependency=2s",
      "--concurrent=40",
      "--kube-api-qps=500",
      "--kube-api-burst=1000",
      `--metrics-addr=127.0.0.1:${metrics}`,
      `--health-addr=127.0.0.1:${health}`,
      "--enable-leader-election=false",
      "--log-level=info",
    ],
    // Its messages name its temporary folder, and the cases hold them word for word.
    env: { KUBECONFIG: join(kubeconfig), RUNTIME_NAMESPACE: "flux-system", TMPDIR: "/tmp" },
    ready: async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok,
  });
}
