import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, NearMiss, Snapshot } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
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
  const { dependents } = indexSnapshot(snapshot);
  const near = node.nearMisses?.[0];
  return (dependents.get(node.id) ?? []).map(({ to }) => toNameMend(node, near, toFull(to)));
}

function toNameMend({ id, nearMisses = [] }: GraphNode, near: NearMiss | undefined, dependent: string): Mend {
  const otherwise = `create ${toFull(id)}, or remove it from the dependsOn of ${dependent}`;
  if (near === undefined) return { what: `${otherwise.charAt(0).toUpperCase()}${otherwise.slice(1)}.`, why: "" };
  if (near.why === "kind") {
    return {
      what: `Name the Kustomization that applies the ${near.kind} ${near.namespace}/${near.name}, not the ${near.kind}; else ${otherwise}.`,
      why: "A dependsOn looks for Kustomizations alone.",
    };
  }
  const others = nearMisses.slice(1).map(({ namespace, name }) => `${namespace}/${name}`);
  const also = others.length === 0 ? "" : ` ${joinNames(others)} ${others.length === 1 ? "comes" : "come"} near, too.`;
  const why =
    near.why === "namespace"
      ? "Without a namespace, a dependency is looked for in the dependent's own."
      : `${toFull(id)} does not exist; that is how it is written there.`;
  return {
    what: `In the dependsOn of ${dependent}, write name: ${near.name}, namespace: ${near.namespace}.`,
    why: `${why}${also}`,
  };
}

function toFull(id: ObjectId): string {
  const { namespace, name } = toShortName(id);
  return `${namespace}/${name}`;
}
