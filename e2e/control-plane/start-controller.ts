import { findFreePort } from "#e2e/start-demo.ts";
import type { Binaries } from "./build-programs.ts";
import type { ProcessGuard } from "./process-guard.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

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
    env: { KUBECONFIG: kubeconfig, RUNTIME_NAMESPACE: "flux-system", TMPDIR: "/tmp" },
    ready: async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok,
  });
}
