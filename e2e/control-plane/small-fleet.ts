import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";
import { toBrokenKustomization, toConfigMap } from "./manifests.ts";
import { putRepository } from "./put-repository.ts";

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
export async function applySmallFleet(plane: ControlPlane): Promise<void> {
  const { client } = plane;
  await client.post("/api/v1/namespaces", toNamespace(NAMESPACE));
  const files = Object.keys(FLEET).map((name) =>
    name === BROKEN
      ? [`${name}/kustomization.yaml`, toBrokenKustomization("cluster.yaml")]
      : [`${name}/configmap.yaml`, toConfigMap(name, NAMESPACE)],
  );
  await putRepository(plane, {
    namespace: NAMESPACE,
    name: SOURCE,
    revision: REVISION,
    files: Object.fromEntries(files),
  });
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
