import type { ObjectEvent } from "#lib/flux/event.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { at } from "./adjacency.ts";
import { buildBareNode } from "./bare-node.ts";
import { buildNode } from "./build-node.ts";
import type { Absence } from "./cluster-objects.ts";
import { readEdge } from "./edge-state.ts";
import type { FailureRecord } from "./failure-record.ts";
import type { EdgeState, GraphEdge, GraphNode, NodeState } from "./model.ts";
import type { Present } from "./present.ts";
import type { AbsentNode, Structure } from "./structure.ts";

/** All that the nodes and edges of one cluster are made of. */
export interface GraphInputs {
  readonly cluster: string;
  readonly idPrefix: string | null;
  readonly structure: Structure;
  /** By number; null where it is only named. */
  readonly objects: readonly (Present | null)[];
  /** What is known of each of `structure.absent`, in that order. */
  readonly absences: readonly Absence[];
  /** The revision of the artifact of each source that has one. */
  readonly revisions: ReadonlyMap<ObjectId, string>;
  readonly warnings: ReadonlyMap<string, ObjectEvent>;
  readonly failures: ReadonlyMap<ObjectId, FailureRecord>;
  readonly now: number;
}

const ABSENT_STATES: Readonly<Record<Absence, NodeState>> = { missing: "missing", hidden: "hidden", unread: "unknown" };

const ABSENT_WORDS: Readonly<Record<Absence, string>> = {
  missing: "It is named in a dependsOn, but there is no such Kustomization.",
  hidden: "It is named in a dependsOn, but may not be read from here.",
  unread: "It is named in a dependsOn and has not been read yet.",
};

/** Worse first: a reference that is written twice is one edge, and it holds up as soon as either does. */
const WORSE: readonly EdgeState[] = ["missing", "blocking", "unknown", "satisfied"];

/** Makes the node of an object that is there. */
export function makeNode(inputs: GraphInputs, number: number, present: Present): GraphNode {
  const { structure, revisions, failures, warnings, cluster, now } = inputs;
  return buildNode(present, {
    cluster,
    now,
    warnings,
    record: present.reading === null ? failures.get(present.id) : undefined,
    artifactRevision: (present.sourceId === null ? undefined : revisions.get(present.sourceId)) ?? null,
    wave: at(structure.waves, number),
    inCycle: isInCycle(structure, number),
    dependents: at(structure.dependents, number),
  });
}

/** A Kustomization that is named and not there stands in the graph too. */
export function makeAbsentNode(
  { structure, cluster }: GraphInputs,
  { number, namespace, name }: AbsentNode,
  absence: Absence,
): GraphNode {
  const id = structure.links.ids[number];
  if (id === undefined) throw new RangeError(`there is no node ${number}`);
  const bare = buildBareNode({ id, cluster, kind: "Kustomization", namespace, name, state: ABSENT_STATES[absence] });
  const blocks = { now: 0, ifFailed: at(structure.dependents, number) };
  return { ...bare, message: ABSENT_WORDS[absence], blocks };
}

/** Makes one edge; `absence` is what is known of its dependency where that is not there. */
export function makeEdge(
  { structure, objects, revisions }: GraphInputs,
  edge: number,
  absence: Absence | null,
): GraphEdge {
  const { links } = structure;
  const dependent = objects[at(links.to, edge)];
  const references = dependent?.references[at(links.place, edge)];
  const dependency = objects[at(links.from, edge)] ?? absence;
  const first = references?.[0];
  if (dependent == null || dependency == null || first === undefined) throw new RangeError(`there is no edge ${edge}`);
  const revision = (dependent.sourceId === null ? undefined : revisions.get(dependent.sourceId)) ?? null;
  let reading = readEdge(dependent, first, dependency, revision);
  for (let index = 1; index < (references?.length ?? 0); index++) {
    const again = readEdge(dependent, references?.[index] ?? first, dependency, revision);
    if (WORSE.indexOf(again.state) < WORSE.indexOf(reading.state)) reading = again;
  }
  return { from: first.id, to: dependent.id, state: reading.state, rule: reading.rule, why: reading.why };
}

/** Whether a node is in a cycle of either kind. */
export function isInCycle({ cycleOf, hiddenCycleOf }: Structure, number: number): boolean {
  return at(cycleOf, number) !== -1 || at(hiddenCycleOf, number) !== -1;
}
