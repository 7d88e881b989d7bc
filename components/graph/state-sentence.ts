import { toFailureWords } from "#components/problems/failure-words.ts";
import { findSuggestion } from "#components/problems/find-suggestion.ts";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import { formatCountdown, formatElapsed, nextOccurrence } from "#lib/graph/format-time.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { isHolding } from "./find-emphasis.ts";

/** Finds what a card's sentence takes from other nodes: who holds it up, or what a dangling name probably meant; else empty. */
export function findSentenceDetail(node: GraphNode, index: SnapshotIndex): string {
  if (node.state === "missing") {
    return findSuggestion(node, index)?.words ?? "";
  }
  if (node.state !== "blocked") return "";
  const [first, ...others] = (index.dependencies.get(node.id) ?? []).filter(isHolding);
  if (first === undefined) return "";
  const name = index.nodes.get(first.from)?.name ?? first.from;
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

/** Says in a few words how a node is, at `now` (milliseconds); `detail` is what `findSentenceDetail` found. */
export function toStateSentence(node: GraphNode, detail: string, now: number): string {
  const { label } = STATE_WORDS[node.state];
  if (node.state === "blocked") return detail === "" ? "Blocked · looks again soon" : `Blocked by ${detail}`;
  const more = toMore(node, detail, now);
  return more === "" ? label : `${label} · ${more}`;
}

function toMore(node: GraphNode, detail: string, now: number): string {
  switch (node.state) {
    case "ready":
    case "suspended":
      return node.behind ? "behind its source" : "";
    case "progressing":
      return toActivity(node, now);
    case "failed":
      return toFailure(node, now);
    case "missing":
      return detail === "" ? "" : `did you mean ${detail}?`;
    case "hidden":
      return "exists, not yours to see";
    case "unknown":
      return node.message === "" ? "no status yet" : node.message;
    case "blocked":
    case "terminating":
      return "";
  }
}

function toActivity({ activity }: GraphNode, now: number): string {
  if (activity === null) return "";
  const since = Date.parse(activity.since ?? "");
  const step = activity.step === "reconciling" ? [] : [activity.step];
  return [...step, ...(Number.isNaN(since) ? [] : [formatElapsed(now - since)])].join(" ");
}

function toFailure(node: GraphNode, now: number): string {
  if (node.retrying) return "trying again";
  const at = node.next.what === "retry" ? nextOccurrence(node.next, now) : null;
  if (at !== null) return at > now ? `tries again in ${formatCountdown(at - now)}` : "tries again any moment";
  const { headline } = toFailureWords(node);
  return headline === "Failed" ? "" : headline.charAt(0).toLowerCase() + headline.slice(1);
}
