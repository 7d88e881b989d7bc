import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Ahead, GraphNode, NearMiss, WaitedObject } from "#lib/graph/model.ts";
import { NO_CAUSES } from "./cause-sets.ts";
import type { Census } from "./census.ts";
import type { Causes } from "./find-causes.ts";
import { isChecking } from "./held-graph.ts";
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
  nearMisses: ReadonlyMap<number, readonly NearMiss[]>,
  census: Census,
): ReadonlyMap<number, NodeDetails> {
  const { nodes } = graph;
  const details = new Map<number, NodeDetails>();
  const add = (number: number, part: NodeDetails) => details.set(number, { ...details.get(number), ...part });
  for (const [number, way] of ahead) add(number, { ahead: way });
  for (const number of [...census.blocked, ...census.failed, ...census.progressing]) {
    const set = at(setOf, number);
    if (set !== NO_CAUSES) add(number, { causes: sets.listShort(set) });
  }
  for (const number of [...census.failed, ...census.progressing]) {
    const node = nodes[number];
    const waitsFor = node !== undefined && isChecking(node) ? findWaited(number, node, graph) : [];
    if (waitsFor.length > 0) add(number, { waitsFor });
  }
  for (const number of [...census.missing, ...census.hidden]) {
    const since = findWaitingSince(number, graph);
    if (since !== null && nodes[number]?.since === null) add(number, { since });
  }
  for (const [number, near] of nearMisses) add(number, { nearMisses: near });
  for (const number of census.unknown) {
    const node = nodes[number];
    if (node?.reason === "" && node.message === "") add(number, { message: tellUnseen(nodes) });
  }
  return details;
}

/** What the failure named; before the first failure, and where its words are gone, the children that are not ready. */
function findWaited(number: number, node: GraphNode, graph: Graph): readonly WaitedObject[] {
  const named = findWaitedObjects(node, graph.objects[number] ?? null);
  if (named.length > 0) return named;
  const { health } = graph.structure;
  const children: number[] = [];
  health.parents.forEach((parent, check) => {
    if (parent === number) children.push(at(health.children, check));
  });
  return children.flatMap((child) => {
    const other = graph.nodes[child];
    if (other === undefined || graph.objects[child]?.isReady !== false) return [];
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
