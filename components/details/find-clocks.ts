import { findSpeaker } from "#components/problems/find-speaker.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, NextStep } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** A moment to wait for: who does what, and when. */
export interface RunningClock {
  readonly id: ObjectId;
  readonly name: string;
  readonly verb: string;
  readonly next: NextStep;
}

const VERBS: Readonly<Record<NextStep["what"], string>> = {
  retry: "tries again in",
  "dependency-check": "looks again in",
  interval: "reconciles again in",
  nothing: "",
};

const MOST_CAUSES = 2;

/** Finds what happens by itself around a node: when its causes try again, then when it does. */
export function findClocks(node: GraphNode, index: SnapshotIndex): readonly RunningClock[] {
  const causes = node.state === "blocked" ? node.causes.flatMap((cause) => findSpeaker(cause, index) ?? []) : [];
  const trying = causes.filter((cause) => cause.id !== node.id && cause.next.what === "retry").slice(0, MOST_CAUSES);
  return [...trying, node].filter(({ next }) => next.what !== "nothing" && next.at !== null).map(toClock);
}

function toClock({ id, name, next }: GraphNode): RunningClock {
  return { id, name, verb: VERBS[next.what], next };
}
