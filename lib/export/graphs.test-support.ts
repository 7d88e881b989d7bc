import { buildSnapshot } from "#lib/analysis/build-snapshot.ts";
import { gitRepository, ks, NOW, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";

/** The snapshot of one cluster that holds these Kustomizations and a source at a revision. */
export function snapshotOf(kustomizations: readonly RawObject[], clusters: readonly string[] = ["test"]): Snapshot {
  return buildSnapshot({
    clusters: clusters.map((cluster) => ({
      cluster,
      idPrefix: clusters.length > 1 ? cluster : null,
      kustomizations,
      sources: [gitRepository("fleet", REVISION_1)],
      events: [],
      failures: new Map(),
      absenceOf: () => "missing",
    })),
    statuses: clusters.map((id) => ({ id, connection: "live", since: "", message: "", fix: "", scopes: [] })),
    now: NOW,
    revision: "test.1",
  });
}

/** A fleet of so many in layers of ten; each depends on the one above it and on the next of that layer. */
export function fleetOf(count: number): readonly RawObject[] {
  return Array.from({ length: count }, (_, at) => {
    const above = at - 10;
    const names = above < 0 ? [] : [`k${above}`, `k${above % 10 === 9 ? above - 9 : above + 1}`];
    return ks(`k${at}`, { dependsOn: names });
  });
}
