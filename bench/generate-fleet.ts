import type { RawObject } from "#lib/flux/metadata.ts";

const REVISION = "main@sha1:9f3c2e1d0c5f1e2d3c4b5a69788796a5b4c3d2e1";
const TIME = "2026-03-01T11:00:00Z";

/** Numbers in [0, 1) that are the same for the same seed (Park and Miller). */
export function createRandom(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * Makes Kustomizations in the shape of real fleets: about two edges a node, some eight waves, hubs that many name,
 * a fifth without dependencies; one in forty fails and one in twenty waits. The same for the same seed. Who depends at
 * all names `fewest` to two more.
 */
export function generateFleet(size: number, seed = 1, fewest = 1): readonly RawObject[] {
  const random = createRandom(seed);
  const waves: number[][] = Array.from({ length: 8 }, () => []);
  return Array.from({ length: size }, (_, index) => {
    const isolated = random() < 0.2;
    const wave = isolated ? 0 : Math.min(7, Math.floor(random() * 8));
    const above = isolated || wave === 0 ? [] : (waves[wave - 1] ?? []);
    const dependsOn = new Set<number>();
    for (let edge = 0; above.length > 0 && edge < fewest + Math.floor(random() * 3); edge++) {
      // The square makes the first of a wave its hubs.
      const chosen = above[Math.floor(random() ** 2 * above.length)];
      if (chosen !== undefined) dependsOn.add(chosen);
    }
    if (!isolated) waves[wave]?.push(index);
    return toKustomization(index, [...dependsOn], random());
  });
}

function toKustomization(index: number, dependsOn: readonly number[], luck: number): RawObject {
  const dependency = dependsOn[0];
  const blocked = luck < 0.075 && luck >= 0.025 && dependency !== undefined;
  const ready = luck < 0.025 ? FAILED : blocked ? toBlocked(dependency) : READY;
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name: toName(index), namespace: toNamespace(index), generation: 1 },
    spec: {
      interval: "10m",
      prune: true,
      path: `./apps/${toName(index)}`,
      sourceRef: { kind: "GitRepository", name: "fleet", namespace: "flux-system" },
      dependsOn: dependsOn.map((other) => ({ name: toName(other), namespace: toNamespace(other) })),
    },
    status: {
      observedGeneration: 1,
      conditions: [{ type: "Ready", lastTransitionTime: TIME, observedGeneration: 1, ...ready }],
      lastAppliedRevision: REVISION,
      lastAttemptedRevision: REVISION,
    },
  };
}

const READY = { status: "True", reason: "ReconciliationSucceeded", message: `Applied revision: ${REVISION}` };
const FAILED = { status: "False", reason: "BuildFailed", message: "kustomize build failed: accumulating resources" };

function toBlocked(index: number) {
  const message = `dependency '${toNamespace(index)}/${toName(index)}' is not ready`;
  return { status: "False", reason: "DependencyNotReady", message };
}

function toName(index: number): string {
  return `app-${index}`;
}

function toNamespace(index: number): string {
  return `team-${index % 12}`;
}
