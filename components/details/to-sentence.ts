import { toFailureWords } from "#components/problems/failure-words.ts";
import { findSuggestion } from "#components/problems/find-suggestion.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { formatElapsed } from "#lib/graph/format-time.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { ifKnown, type Phrase, type Sentence } from "./sentence.ts";
import { toBlockedSentence } from "./to-blocked-sentence.ts";

const STEPS: Readonly<Record<string, string>> = {
  fetching: "Fetching its manifests",
  building: "Building its manifests",
  applying: "Applying its objects",
  "health checks": "Waiting for its health checks",
};

/** Says why a node is as it is, the cause first; the node itself, whose name stands above, is never the grammatical subject. */
export function toSentence(node: GraphNode, index: SnapshotIndex): Sentence {
  switch (node.state) {
    case "ready":
      return toReady(node);
    case "progressing":
      return toProgressing(node);
    case "failed":
      return toFailed(node);
    case "blocked":
      return toBlockedSentence(node, index);
    case "suspended":
      return toSuspended(node);
    case "terminating":
      return ["Being deleted", ...ifKnown(node.since, " for ", "age"), ". Ends when its objects are gone."];
    case "missing":
      return ["Does not exist", ...toDependents(node, index, ", but "), ".", ...toSuggestion(node, index)];
    case "hidden":
      return ["Exists, but you may not see it", ...toDependents(node, index, "; "), "."];
    case "unknown":
      return [node.message === "" ? "Has not reported yet: the controller may be busy, or not running." : node.message];
  }
}

function toReady({ since, behind, revision }: GraphNode): Sentence {
  const ready: Phrase[] = ["Ready", ...ifKnown(since, " for ", "age")];
  if (!behind || revision.applied === null || revision.source === null) return [...ready, "."];
  return [
    ...ready,
    ", at ",
    toRevision(revision.applied),
    " while its source is at ",
    toRevision(revision.source),
    ".",
  ];
}

function toProgressing({ activity, timing }: GraphNode): Sentence {
  if (activity === null) return ["Not done yet: the controller has still to look at it."];
  const step = STEPS[activity.step] ?? "Reconciling";
  if (activity.since === null) return [`${step}.`];
  const most =
    activity.step === "health checks" && timing.timeout !== null ? ` of ${formatElapsed(timing.timeout * 1000)}` : "";
  return [`${step}: `, { kind: "elapsed", since: activity.since }, `${most}.`];
}

function toFailed(node: GraphNode): Sentence {
  const { clause } = toFailureWords(node);
  const failed = [clause.charAt(0).toUpperCase() + clause.slice(1), ...ifKnown(node.since, " ", "ago")];
  if (node.retrying) return [...failed, ", and is trying again now.", ...toWaiters(node)];
  const never = node.next.what === "nothing" ? " It does not try again by itself." : "";
  return [...failed, `.${never}`, ...toWaiters(node)];
}

function toSuspended(node: GraphNode): Sentence {
  const { behind, revision } = node;
  const isBehind = behind && revision.applied !== null && revision.source !== null;
  const at: Phrase[] = isBehind
    ? [" at ", toRevision(revision.applied ?? ""), " while its source is at ", toRevision(revision.source ?? "")]
    : [];
  return ["Suspended", ...at, ". Stays so until someone resumes it.", ...toWaiters(node)];
}

function toWaiters({ blocks }: GraphNode): readonly Phrase[] {
  if (blocks.now === 0) return [];
  return [blocks.now === 1 ? " 1 waits for it." : ` ${blocks.now} wait for it.`];
}

/** `web depends on it`, after whatever stands before; nothing where nobody in sight does. */
function toDependents(node: GraphNode, index: SnapshotIndex, before: string): readonly Phrase[] {
  const dependents = (index.dependents.get(node.id) ?? []).map((edge) => edge.to);
  const [first] = dependents;
  if (first === undefined) return [];
  const more = dependents.length > 1 ? ` and ${dependents.length - 1} more depend on it` : " depends on it";
  return [before, toNode(first), more];
}

function toSuggestion(node: GraphNode, index: SnapshotIndex): readonly Phrase[] {
  const meant = findSuggestion(node, index);
  if (meant === null) return [];
  return [" Did you mean ", meant.id === null ? meant.words : { ...toNode(meant.id), name: meant.words }, "?"];
}

function toNode(id: ObjectId): Extract<Phrase, { kind: "node" }> {
  return { kind: "node", id, name: toShortName(id).name };
}

function toRevision(revision: string): Phrase {
  return { kind: "revision", revision };
}
