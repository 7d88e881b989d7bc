import { once } from "node:events";
import { buildPrograms } from "./build-programs.ts";
import { ControlPlane } from "./control-plane.ts";
import { applySmallFleet } from "./small-fleet.ts";

/** `npm run cluster`: a real control plane with a small fleet, until Ctrl-C. */
async function main(): Promise<void> {
  const plane = await ControlPlane.start(buildPrograms(say));
  try {
    await plane.startController();
    await applySmallFleet(plane);
    say(`A Kubernetes API server and kustomize-controller are running, with twelve Kustomizations, one of them broken.

Look at them with Headwater, in another terminal:
  KUBECONFIG=${await plane.writeKubeconfig("headwater")} npm start
or as somebody who may look and not act:
  KUBECONFIG=${await plane.writeKubeconfig("viewer")} npm start
or with kubectl, as an admin:
  KUBECONFIG=${await plane.writeKubeconfig("admin")} kubectl get kustomizations -A

Logs: ${plane.address.folder}
Ctrl-C ends it and leaves nothing.`);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  } finally {
    await plane.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
