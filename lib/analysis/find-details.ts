import { at } from "#lib/graph/adjacency.ts";
import { isReady } from "#lib/graph/edge-state.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Ahead, GraphNode, WaitedObject } from "#lib/graph/model.ts";
import { NO_CAUSES } from "./cause-sets.ts";
import type { Causes } from "./find-causes.ts";
import { isChecking } from "./held-graph.ts";
import { findNearMisses } from "./near-misses.ts";
import { findWaitedObjects } from "./waited-objects.ts";

/** What is found of a node beyond its own object, where there is anything. */
export type NodeDetails = Partial<
  Pick<GraphNode, "message" | "since" | "causes" | "waitsFor" | "nearMisses" | "ahead">
>;

/** Gathers what is found of each node, by number; most nodes have nothing. */
export function findDetails(
  graph: Graph,
  { sets, setOf }: Causes,
  ahead: ReadonlyMap<number, Ahead>,
): ReadonlyMap<number, NodeDetails> {
  const { nodes } = graph;
  const details = new Map<number, NodeDetails>();
  const nearMisses = findNearMisses(graph);
  const unseen = tellUnseen(nodes);
  for (const [number, node] of nodes.entries()) {
    const own: { -readonly [Key in keyof NodeDetails]: NodeDetails[Key] } = {};
    const set = at(setOf, number);
    if (set !== NO_CAUSES) own.causes = sets.list(set);
    if (node.state === "unknown" && node.reason === "" && node.message === "") own.message = unseen;
    if (node.since === null && (node.state === "missing" || node.state === "hidden")) {
      own.since = findWaitingSince(number, graph);
    }
    const waitsFor = isChecking(node) ? findWaited(number, node, graph) : [];
    if (waitsFor.length > 0) own.waitsFor = waitsFor;
    const near = nearMisses.get(number);
    if (near !== undefined) own.nearMisses = near;
    const way = ahead.get(number);
    if (way !== undefined) own.ahead = way;
    if (Object.keys(own).length > 0) details.set(number, own);
  }
  return details;
}

/** What the failure named; before the first failure, and where its words are gone, the children that are not ready. */
function findWaited(number: number, node: GraphNode, graph: Graph): readonly WaitedObject[] {
  const named = findWaitedObjects(node, graph.objects[number] ?? null);
  if (named.length > 0) return named;
  const { health } = graph.structure;
  return [...health.parents.keys()].flatMap((check) => {
    if (at(health.parents, check) !== number) return [];
    const child = at(health.children, check);
    const other = graph.nodes[child];
    const parsed = graph.objects[child]?.parsed ?? null;
    if (other === undefined || parsed === null || isReady(parsed)) return [];
    const { kind, namespace, name } = other;
    return [{ group: "kustomize.toolkit.fluxcd.io", kind, namespace, name, status: "InProgress" }];
  });
}

/**
 * Says what can be said of nodes that the controller has not looked at: whether it is busy with others or nothing
 * moves at all. Silence is no proof that it is down, for each health check holds one of its workers (flux-semantics §10).
 */
function tellUnseen(nodes: readonly GraphNode[]): string {
  let busy = 0;
  for (const node of nodes) if (node.activity !== null) busy++;
  return busy > 0
    ? `The controller has not looked at it yet: it is busy with ${busy === 1 ? "one other" : `${busy} others`}.`
    : "The controller has not looked at it, and nothing else moves: it may not be running.";
}

/** A node without a history of its own, because it is not there, counts from the first that waits for it. */
function findWaitingSince(number: number, { nodes, structure }: Graph): string | null {
  const { down } = structure.links;
  let [earliest, first] = [Number.POSITIVE_INFINITY, null as string | null];
  for (let place = at(down.starts, number); place < at(down.starts, number + 1); place++) {
    const dependent = nodes[at(down.targets, place)];
    const time = Date.parse(dependent?.since ?? "");
    if (dependent?.state === "blocked" && time < earliest) [earliest, first] = [time, dependent.since];
  }
  return first;
}
