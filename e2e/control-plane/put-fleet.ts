import { stringify } from "yaml";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";
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
export async function putFleet(
  { client, artifacts }: ControlPlane,
  namespace: string,
  { nodes }: RandomFleet,
): Promise<void> {
  const [gitRepository] = SOURCE_KINDS;
  if (gitRepository === undefined) throw new Error("There is no kind of source.");
  await client.post("/api/v1/namespaces", toNamespace(namespace));
  const metadata = { name: SOURCE, namespace };
  await client.create(gitRepository, { metadata, spec: { interval: "10m", url: "https://example.com/repo.git" } });
  const files = Object.fromEntries(nodes.flatMap((node) => toFiles(node, namespace)));
  const artifact = artifacts.store(namespace, REVISION, files);
  const since = { lastTransitionTime: artifact.lastUpdateTime, observedGeneration: 1 };
  const ready = { type: "Ready", status: "True", reason: "Succeeded", message: "stored artifact", ...since };
  const status = { artifact, observedGeneration: 1, conditions: [ready] };
  await client.mergePatch(gitRepository, namespace, SOURCE, { status }, "status");
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
  const metadata = { name, namespace };
  switch (fault) {
    case "path":
      return [];
    case "build":
      return [[`${name}/kustomization.yaml`, stringify({ resources: ["nope.yaml"] })]];
    case "apply":
      return [
        [
          `${name}/service.yaml`,
          stringify({ apiVersion: "v1", kind: "Service", metadata, spec: { ports: [{ port: 99999999 }] } }),
        ],
      ];
    case "health":
      return [[`${name}/deployment.yaml`, toDeployment(name, namespace)]];
    default:
      return [[`${name}/configmap.yaml`, stringify({ apiVersion: "v1", kind: "ConfigMap", metadata })]];
  }
}

/** With nobody to run it, it never becomes available. */
function toDeployment(name: string, namespace: string): string {
  const labels = { app: name };
  return stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image: "example.com/web:1" }] } },
    },
  });
}
