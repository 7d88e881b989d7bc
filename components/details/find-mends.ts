import { findSuggestion } from "#components/problems/find-suggestion.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findLackingAccess } from "./find-lacking-access.ts";

/** What to change, mostly in Git, and why that. */
export interface Mend {
  readonly what: string;
  readonly why: string;
}

/** Finds what would mend a node's trouble for good: a cycle cut where it is cheapest, a dangling name, a lacking rule. */
export function findMends(node: GraphNode, snapshot: Snapshot): readonly Mend[] {
  const cuts = snapshot.cycles
    .filter(({ nodes }) => nodes.includes(node.id))
    .map(({ cut }) => ({
      what: cut.why === "" ? `Take ${toFull(cut.from)} out of the dependsOn of ${toFull(cut.to)}.` : cut.why,
      why: "",
    }));
  const mends = [
    ...cuts,
    ...(node.state === "missing" ? findForMissing(node, snapshot) : []),
    ...(node.state === "hidden" ? findLackingAccess(node, snapshot) : []),
  ];
  return mends.filter(({ what }, place) => mends.findIndex((other) => other.what === what) === place);
}

function findForMissing(node: GraphNode, snapshot: Snapshot): readonly Mend[] {
  const { nodes, dependents } = indexSnapshot(snapshot);
  const meant = findSuggestion(node, nodes.values());
  return (dependents.get(node.id) ?? []).map(({ to }) =>
    meant === null
      ? { what: `Create ${toFull(node.id)}, or remove it from the dependsOn of ${toFull(to)}.`, why: "" }
      : {
          what: `In the dependsOn of ${toFull(to)}, write name: ${meant.name}, namespace: ${meant.namespace}.`,
          why: "Without a namespace, a dependency is looked for in the dependent's own.",
        },
  );
}

function toFull(id: ObjectId): string {
  const { namespace, name } = toShortName(id);
  return `${namespace}/${name}`;
}
