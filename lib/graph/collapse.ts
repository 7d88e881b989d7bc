import type { ObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "./bare-node.ts";
import {
  findStandIns,
  findWhollyReady,
  type Grouping,
  groupNodes,
  type NodeGroup,
  toGroupLine,
  toShownLink,
} from "./grouping.ts";
import type { EDGE_STATES, EdgeState, GraphEdge, GraphNode, Snapshot } from "./model.ts";
import { compareEdges, compareNodes, shareStructure } from "./patch.ts";
import { findTopology } from "./topology.ts";

/** How a graph is made smaller. */
export interface CollapseChoice {
  readonly by: Grouping | null;
  /** The keys of the groups that are open: their members stand for themselves. */
  readonly open: readonly string[];
  /** Leave out components in which all is ready. */
  readonly putAway: boolean;
}

/** A graph that was made smaller; `snapshot` is the whole one where nothing was done to it. */
export interface Collapsed {
  readonly snapshot: Snapshot;
  /** The closed groups, by the id under which they are nodes of the snapshot. */
  readonly groups: ReadonlyMap<ObjectId, NodeGroup>;
  /** All groups, open and closed. */
  readonly all: readonly NodeGroup[];
  /** What stands for a node that is not drawn itself. */
  readonly standIns: ReadonlyMap<ObjectId, ObjectId>;
  readonly putAway: number;
}

/** The states of edges, worst first. */
const WORST: readonly EdgeState[] = [
  "missing",
  "blocking",
  "unknown",
  "satisfied",
] satisfies (typeof EDGE_STATES)[number][];

/**
 * Draws groups as one node each, with the worst state of their members, and the edges between them as one each, with the
 * worst of theirs and how many they are. What is the same as in `before` keeps its identity.
 */
export function collapseSnapshot(snapshot: Snapshot, choice: CollapseChoice, before?: Collapsed): Collapsed {
  const away = choice.putAway ? findWhollyReady(snapshot) : new Set<ObjectId>();
  const nodes = away.size === 0 ? snapshot.nodes : snapshot.nodes.filter(({ id }) => !away.has(id));
  const all = choice.by === null ? [] : groupNodes(nodes, choice.by);
  const closed = all.filter(({ key }) => !choice.open.includes(key));
  const base = { all, putAway: away.size };
  if (closed.length === 0 && away.size === 0) return { ...base, snapshot, groups: new Map(), standIns: new Map() };

  const standIns = findStandIns(closed);
  const toShown = (id: ObjectId) => standIns.get(id) ?? id;
  const edges = mergeEdges(
    snapshot.edges.filter(({ from }) => !away.has(from)),
    standIns,
  );
  const alone = nodes.filter(({ id }) => !standIns.has(id));
  const { waves } = findTopology([...alone.map(({ id }) => id), ...closed.map(({ id }) => id)], edges);
  const shown = [
    ...alone.map((node) => withWave(node, waves.get(node.id) ?? node.wave)),
    ...closed.map((group) => toNode(group, waves.get(group.id) ?? 0, toShown)),
  ].sort(compareNodes);
  const next: Snapshot = {
    ...snapshot,
    nodes: shown,
    edges,
    cycles: snapshot.cycles.flatMap((cycle) => {
      const members = [...new Set(cycle.nodes.map(toShown))];
      return members.length === 1 && cycle.nodes.length > 1 ? [] : { ...cycle, nodes: members };
    }),
    problems: snapshot.problems.map((problem) => ({ ...problem, nodes: [...new Set(problem.nodes.map(toShown))] })),
  };
  return {
    ...base,
    snapshot: before === undefined ? next : shareStructure(before.snapshot, next),
    groups: new Map(closed.map((group) => [group.id, group])),
    standIns,
  };
}

/** Makes edges between what is shown, one for each pair; `why` says how many it stands for. */
function mergeEdges(edges: readonly GraphEdge[], standIns: ReadonlyMap<ObjectId, ObjectId>): readonly GraphEdge[] {
  const merged = new Map<string, { readonly edge: GraphEdge; count: number }>();
  for (const edge of edges) {
    const link = toShownLink(edge, standIns);
    if (link === null) continue;
    const { from, to, key } = link;
    const known = merged.get(key);
    const isWorse = known === undefined || WORST.indexOf(edge.state) < WORST.indexOf(known.edge.state);
    const shown = from === edge.from && to === edge.to ? edge : { ...edge, from, to };
    merged.set(key, { edge: isWorse ? shown : known.edge, count: (known?.count ?? 0) + 1 });
  }
  return [...merged.values()]
    .map(({ edge, count }) => (count === 1 ? edge : { ...edge, why: `${count} dependencies` }))
    .sort(compareEdges);
}

function withWave(node: GraphNode, wave: number): GraphNode {
  return node.wave === wave ? node : { ...node, wave };
}

/** A group as a node: what only one object can have is empty. */
function toNode(group: NodeGroup, wave: number, toShown: (id: ObjectId) => ObjectId): GraphNode {
  const { id, label, members, state } = group;
  const nodes = new Set(members.flatMap(({ causes }) => causes.flatMap((cause) => cause.nodes.map(toShown))));
  nodes.delete(id);
  const cluster = members[0]?.cluster ?? "";
  const bare = buildBareNode({ id, cluster, kind: "Group", namespace: toGroupLine(group), name: label, state });
  return { ...bare, wave, causes: nodes.size === 0 ? [] : [{ kind: "waiting", nodes: [...nodes].sort() }] };
}
