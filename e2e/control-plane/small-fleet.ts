import { stringify } from "yaml";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";

const NAMESPACE = "flux-system";
const SOURCE = "fleet";
const REVISION = "main@sha1:3f1e0c0d5b6a7988f1e2d3c4b5a69788796a5b4c";

/** What waits for what. */
const FLEET: Readonly<Record<string, readonly string[]>> = {
  crds: [],
  "cert-manager": ["crds"],
  issuers: ["cert-manager"],
  "ingress-nginx": ["cert-manager"],
  monitoring: ["crds"],
  postgres: ["crds"],
  redis: [],
  catalogue: ["postgres", "ingress-nginx"],
  cart: ["redis", "ingress-nginx"],
  orders: ["postgres", "cart"],
  payments: ["orders", "issuers"],
  storefront: ["catalogue", "payments"],
};

/** This one names a file that is not there. */
const BROKEN = "postgres";

/** Puts a small fleet into a running control plane, one of it broken; needs the controller, which then works on it. */
export async function applySmallFleet({ client, artifacts }: ControlPlane): Promise<void> {
  const [gitRepository] = SOURCE_KINDS;
  if (gitRepository === undefined) throw new Error("There is no kind of source.");
  await client.post("/api/v1/namespaces", toNamespace(NAMESPACE));
  const metadata = { name: SOURCE, namespace: NAMESPACE };
  await client.create(gitRepository, { metadata, spec: { interval: "10m", url: "https://example.com/fleet.git" } });
  const files = Object.keys(FLEET).flatMap((name) =>
    name === BROKEN
      ? [[`${name}/kustomization.yaml`, stringify({ resources: ["cluster.yaml"] })]]
      : [[`${name}/configmap.yaml`, toConfigMap(name)]],
  );
  const artifact = artifacts.store(SOURCE, REVISION, Object.fromEntries(files));
  const since = artifact.lastUpdateTime;
  const ready = { type: "Ready", status: "True", reason: "Succeeded", message: `stored artifact for ${REVISION}` };
  const status = { artifact, observedGeneration: 1, conditions: [{ ...ready, lastTransitionTime: since }] };
  await client.mergePatch(gitRepository, NAMESPACE, SOURCE, { status }, "status");
  for (const [name, dependsOn] of Object.entries(FLEET)) {
    await client.create(KUSTOMIZATION, {
      metadata: { name, namespace: NAMESPACE },
      spec: {
        interval: "10m",
        retryInterval: "1m",
        path: `./${name}`,
        prune: true,
        wait: true,
        sourceRef: { kind: "GitRepository", name: SOURCE },
        dependsOn: dependsOn.map((one) => ({ name: one })),
      },
    });
  }
}

function toConfigMap(name: string): string {
  return stringify({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: NAMESPACE },
    data: { of: name },
  });
}
