import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";
import { toBrokenKustomization, toConfigMap, toDeployment, toInvalidService } from "./manifests.ts";
import { putRepository } from "./put-repository.ts";
import type { Expression, FleetNode, RandomFleet } from "./random-fleet.ts";

const SOURCE = "repo";
/** No object has this name. */
export const GONE_SOURCE = "gone";
const REVISION = "main@sha1:1111111111111111111111111111111111111111";

/** What stands in for the built-in check; the object that it looks at is there, so each of them can be evaluated. */
const EXPRESSIONS: Readonly<Record<Exclude<Expression, null>, string>> = {
  true: "dep.metadata.name != ''",
  false: "dep.metadata.name == self.metadata.name + '-other'",
  error: "dep.status.nothing == self.metadata.name",
};

/** Puts a fleet into a namespace of its own, all at once, and its artifact with what is to fail. */
export async function putFleet(plane: ControlPlane, namespace: string, { nodes }: RandomFleet): Promise<void> {
  const { client } = plane;
  await client.post("/api/v1/namespaces", toNamespace(namespace));
  const files = Object.fromEntries(nodes.flatMap((node) => toFiles(node, namespace)));
  await putRepository(plane, { namespace, name: SOURCE, revision: REVISION, files });
  for (const node of nodes) {
    await client.create(KUSTOMIZATION, { metadata: { name: node.name, namespace }, spec: toSpec(node) });
  }
}

function toSpec({ name, fault, dependsOn }: FleetNode): object {
  return {
    interval: "10m",
    retryInterval: "10s",
    timeout: "30s",
    path: `./${name}`,
    prune: true,
    wait: fault === "health",
    suspend: fault === "suspended",
    sourceRef: { kind: "GitRepository", name: fault === "source" ? GONE_SOURCE : SOURCE },
    dependsOn: dependsOn.map(({ name: other, expression }) => ({
      name: other,
      ...(expression === null ? {} : { readyExpr: EXPRESSIONS[expression] }),
    })),
  };
}

function toFiles({ name, fault }: FleetNode, namespace: string): readonly (readonly [path: string, text: string])[] {
  switch (fault) {
    case "path":
      return [];
    case "build":
      return [[`${name}/kustomization.yaml`, toBrokenKustomization()]];
    case "apply":
      return [[`${name}/service.yaml`, toInvalidService(name, namespace)]];
    case "health":
      return [[`${name}/deployment.yaml`, toDeployment(name, namespace)]];
    default:
      return [[`${name}/configmap.yaml`, toConfigMap(name, namespace)]];
  }
}
