import { sortWorstFirst } from "#lib/client/sort-nodes.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toCommit } from "#lib/flux/revision.ts";
import type { Cause, GraphNode, Snapshot } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

/** A line of the table: the node, and what is worked out for showing and sorting; undefined sorts last. */
export interface Row {
  readonly node: GraphNode;
  readonly blockedBy: string | undefined;
  readonly revision: string | undefined;
  readonly source: string | undefined;
  readonly dependencies: number;
  /** Milliseconds since the epoch. */
  readonly since: number | undefined;
  readonly nextAt: number | undefined;
}

/** Makes the lines of the table, worst first, of the nodes that are visible. */
export function toRows(snapshot: Snapshot, visible: ReadonlySet<ObjectId>): readonly Row[] {
  const index = indexSnapshot(snapshot);
  return sortWorstFirst(
    snapshot.nodes.filter((node) => visible.has(node.id)),
    snapshot.problems,
  ).map((node) => ({
    node,
    blockedBy: node.state === "blocked" ? toBlockedBy(node.causes) : undefined,
    revision: node.revision.applied === null ? undefined : toCommit(node.revision.applied),
    source: node.source === null ? undefined : toShortName(node.source).name,
    dependencies: index.dependencies.get(node.id)?.length ?? 0,
    since: toTime(node.since),
    nextAt: toTime(node.next.at),
  }));
}

function toBlockedBy(causes: readonly Cause[]): string | undefined {
  if (causes.length === 0) return undefined;
  return joinNames(
    causes.map(({ kind, nodes }) => {
      if (kind === "cycle") return `cycle of ${nodes.length}`;
      const [first] = nodes;
      return first === undefined ? kind : toShortName(first).name;
    }),
  );
}

function toTime(moment: string | null): number | undefined {
  const time = Date.parse(moment ?? "");
  return Number.isNaN(time) ? undefined : time;
}
