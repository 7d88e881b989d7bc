import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, parseObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { type FailureRecord, recordFailure } from "#lib/graph/failure-record.ts";
import type { GraphNode, NextStep, Snapshot } from "#lib/graph/model.ts";
import { buildSnapshot } from "./build-snapshot.ts";

/** One version of an object that a watcher saw. */
export interface Seen {
  readonly type: string;
  readonly object: RawObject;
}

export interface ReplayOptions {
  /** Milliseconds since the epoch at the end. */
  readonly now: number;
  /** Read as if the process had only just started: what passed before is not remembered. */
  readonly fresh?: boolean;
}

/** Plays what a watcher saw into the failure memory and gives the snapshot of the end. */
export function replay(seen: readonly Seen[], { now, fresh = false }: ReplayOptions): Snapshot {
  const objects = new Map<ObjectId, RawObject>();
  const failures = new Map<ObjectId, FailureRecord>();
  for (const { type, object } of seen) {
    const id = toObjectId(object.kind ?? "", object.metadata.namespace ?? "", object.metadata.name);
    if (type === "DELETED") objects.delete(id);
    else objects.set(id, object);
    if (fresh || object.kind !== "Kustomization") continue;
    const record = type === "DELETED" ? undefined : recordFailure(failures.get(id), object);
    if (record === undefined) failures.delete(id);
    else failures.set(id, record);
  }
  const all = [...objects.values()];
  const sources = all.filter(({ kind }) => kind !== "Kustomization" && kind !== "Event");
  return buildSnapshot({
    clusters: [
      {
        cluster: "case",
        idPrefix: null,
        kustomizations: all.filter(({ kind }) => kind === "Kustomization"),
        sources,
        events: all.filter(({ kind }) => kind === "Event"),
        failures,
        absenceOf: () => "missing",
      },
    ],
    statuses: [],
    now,
    revision: "1",
  });
}

/** Says the state of each node in one word or two, by name (with the namespace where it is not the case's own). */
export function tellStates(snapshot: Snapshot, namespace: string): Record<string, string> {
  return Object.fromEntries(snapshot.nodes.map((node) => [toShortName(node.id, namespace), tellState(node)]));
}

/** Says the causes of each node that has any, as `kind:names`. */
export function tellCauses(snapshot: Snapshot, namespace: string): Record<string, string[]> {
  return Object.fromEntries(
    snapshot.nodes
      .filter((node) => node.causes.length > 0)
      .map((node) => [
        toShortName(node.id, namespace),
        node.causes.map(({ kind, nodes }) => `${kind}:${nodes.map((id) => toShortName(id, namespace)).join(",")}`),
      ]),
  );
}

/** Says each problem in its order, as `kind:names`, with those it blocks and what happens next. */
export function tellProblems(snapshot: Snapshot, namespace: string): string[] {
  const names = (ids: readonly ObjectId[]) => ids.map((id) => toShortName(id, namespace)).join(",");
  return snapshot.problems.map(({ kind, nodes, blocked, next }) =>
    [`${kind}:${names(nodes)}`, blocked.length > 0 ? `blocks ${names(blocked)}` : "", tellNext(next)]
      .filter(Boolean)
      .join("; "),
  );
}

/** Says what happens next to each node, and how often. */
export function tellNexts(snapshot: Snapshot, namespace: string): Record<string, string> {
  return Object.fromEntries(snapshot.nodes.map((node) => [toShortName(node.id, namespace), tellNext(node.next)]));
}

function tellNext({ what, every }: NextStep): string {
  return every === null ? what : `${what} each ${every} s`;
}

function tellState(node: GraphNode): string {
  return [node.state, node.retrying ? "retrying" : "", node.behind ? "behind" : ""].filter(Boolean).join(" ");
}

function toShortName(id: ObjectId, namespace: string): string {
  const name = parseObjectId(id);
  if (name === null) return id;
  return name.namespace === namespace ? name.name : `${name.namespace}/${name.name}`;
}
