import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findTraced, type Trace } from "#lib/graph/trace.ts";
import { findBetween, findDownstream, findUpstream } from "#lib/graph/traversal.ts";
import { toEdgeKey } from "#lib/layout/layout-engine.ts";

/** How strongly one node or edge is drawn. */
export type Strength = "usual" | "kept" | "path" | "faded";

/** Nodes by id and edges by `toEdgeKey`. */
interface Part {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** What stands out: all as usual (`kept` null), or the kept with the rest faded; `path` leads from the causes to the selected. */
export interface Emphasis {
  readonly kept: Part | null;
  readonly path: Part;
}

/** What emphasis is found from. */
export interface EmphasisInput {
  readonly index: SnapshotIndex;
  readonly hovered: ObjectId | null;
  readonly selected: ObjectId | null;
  /** What the selected is followed to. */
  readonly trace: Trace | null;
  /** What the filters let pass; null when nothing is filtered. */
  readonly visible: ReadonlySet<ObjectId> | null;
}

const NOTHING: Part = { nodes: new Set(), edges: new Set() };

/** Nothing hovered, selected or filtered. */
export const NO_EMPHASIS: Emphasis = { kept: null, path: NOTHING };

/**
 * Finds what stays when a node is hovered, else selected: its upstream, its downstream and the edges within each, so
 * that an edge past the node is none of it. Without either, what the filters show. What is followed from the selected
 * (a path, or all that would wait) stays alone.
 */
export function findEmphasis({ index, hovered, selected, trace, visible }: EmphasisInput): Emphasis {
  const known = (id: ObjectId | null) => (id !== null && index.nodes.has(id) ? id : null);
  const chosen = known(selected);
  const centre = known(hovered) ?? chosen;
  if (chosen !== null && trace !== null) {
    const nodes = findTraced(index, chosen, trace);
    const pointed = known(hovered);
    // Whoever has chosen the end of a path points at it still.
    if (pointed === null || nodes.has(pointed)) {
      const traced = toPart(index, [nodes]);
      return { kept: traced, path: traced };
    }
  }
  const path = chosen === null ? NOTHING : toPart(index, [findCausePath(index, chosen)], isHolding);
  if (centre === null) return { kept: visible === null ? null : toPart(index, [visible]), path };
  const upstream = new Set([centre, ...findUpstream(index, centre)]);
  const downstream = new Set([centre, ...findDownstream(index, centre)]);
  return { kept: toPart(index, [upstream, downstream]), path };
}

/** Finds the nodes on the ways from the root causes of a node to it, over what holds it up. */
export function findCausePath(index: SnapshotIndex, id: ObjectId): ReadonlySet<ObjectId> {
  const causes = index.nodes.get(id)?.causes ?? [];
  const starts = causes.flatMap(({ nodes }) => nodes);
  return findBetween(index, starts, id, isHolding);
}

/** Whether an edge holds its dependent up. */
export function isHolding({ state }: GraphEdge): boolean {
  return state === "blocking" || state === "missing";
}

/** Tells how a node is drawn. */
export function toNodeStrength({ kept, path }: Emphasis, id: string): Strength {
  return toStrength(path.nodes.has(id), kept?.nodes.has(id));
}

/** Tells how an edge is drawn, by its key. */
export function toEdgeStrength({ kept, path }: Emphasis, key: string): Strength {
  return toStrength(path.edges.has(key), kept?.edges.has(key));
}

function toStrength(isOnPath: boolean, isKept: boolean | undefined): Strength {
  if (isOnPath) return "path";
  if (isKept === undefined) return "usual";
  return isKept ? "kept" : "faded";
}

/** The groups' nodes, and the edges with both ends in one group. */
function toPart(
  index: SnapshotIndex,
  groups: readonly ReadonlySet<ObjectId>[],
  test: (edge: GraphEdge) => boolean = () => true,
): Part {
  const edges = new Set<string>();
  for (const group of groups) {
    for (const id of group) {
      for (const edge of index.dependencies.get(id) ?? []) {
        if (group.has(edge.from) && test(edge)) edges.add(toEdgeKey(edge.from, edge.to));
      }
    }
  }
  return { nodes: new Set(groups.flatMap((group) => [...group])), edges };
}
