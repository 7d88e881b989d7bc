import type { ActionRequest } from "#lib/api/action.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Problem } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findSpeaker } from "./find-speaker.ts";

/** What a problem's one button does: asks the cluster for something, or shows where to mend it. */
export type Remedy =
  | { readonly kind: "act"; readonly label: string; readonly request: ActionRequest }
  | { readonly kind: "show"; readonly label: string; readonly nodes: readonly ObjectId[] };

/** Gives the one thing that helps most against a problem. */
export function toRemedy(problem: Problem, index: SnapshotIndex): Remedy {
  const { nodes } = problem;
  const first = findSpeaker(problem, index)?.id;
  switch (problem.kind) {
    case "failed":
    case "revision":
      if (first === undefined) break;
      return { kind: "act", label: "Reconcile now", request: { action: "reconcile", targets: [first] } };
    case "source":
      if (first === undefined) break;
      return {
        kind: "act",
        label: "Reconcile source",
        request: { action: "reconcile", targets: [first], withSource: true },
      };
    case "suspended":
      if (first === undefined) break;
      return { kind: "act", label: "Resume", request: { action: "resume", targets: [first] } };
    case "cycle":
    case "frozen":
      return { kind: "show", label: "Show the cycle", nodes };
    case "missing":
    case "expression":
      return { kind: "show", label: "Show the fix", nodes };
  }
  return { kind: "show", label: "Show", nodes };
}
