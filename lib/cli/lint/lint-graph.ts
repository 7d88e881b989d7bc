import type { GraphReading } from "#lib/cli/read-graph.ts";
import type { Finding } from "#lib/graph/model.ts";
import { lint } from "#lib/lint/lint.ts";
import type { RuleSettings } from "#lib/lint/rule-settings.ts";

/** Runs the rules over a graph. Of manifests nobody knows whether they are all there are; a cluster is read whole. */
export function lintGraph(reading: GraphReading, settings: RuleSettings): readonly Finding[] {
  const { snapshot, objects, manifests } = reading;
  const cluster = {
    ...objects,
    sourceScopes: manifests === null ? reading.sourceScopes : null,
    ...(manifests === null ? {} : { helmReleases: manifests.manifests.helmReleases, appliedBy: manifests.appliedBy }),
  };
  return lint({ snapshot, clusters: [cluster], complete: manifests === null }, settings);
}
