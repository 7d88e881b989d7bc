import { formatCountdown, formatElapsed, formatSince, nextOccurrence } from "#lib/client/format-time.ts";
import type { GraphNode, NodeState } from "#lib/graph/model.ts";

const LABELS: Readonly<Record<NodeState, string>> = {
  ready: "Ready",
  progressing: "Progressing",
  failed: "Failed",
  blocked: "Blocked",
  suspended: "Suspended",
  terminating: "Terminating",
  missing: "Missing",
  hidden: "Hidden",
  unknown: "Unknown",
};

/** The second line of a card at the middle distance: the namespace when ready, else the state and its clock. */
export function toMiddleLine(node: GraphNode, now: number): string {
  if (node.state === "ready") return node.behind ? "Ready · behind" : node.namespace;
  const clock = toClock(node, now);
  return clock === "" ? LABELS[node.state] : `${LABELS[node.state]} · ${clock}`;
}

function toClock(node: GraphNode, now: number): string {
  switch (node.state) {
    case "failed": {
      if (node.retrying) return "retrying";
      const at = node.next.what === "retry" ? nextOccurrence(node.next, now) : null;
      return at !== null && at >= now ? formatCountdown(at - now) : formatSince(node.since, now);
    }
    case "progressing": {
      const since = Date.parse(node.activity?.since ?? node.since ?? "");
      return Number.isNaN(since) ? "" : formatElapsed(now - since);
    }
    case "blocked":
    case "terminating":
      return formatSince(node.since, now);
    default:
      return "";
  }
}

/** What a screen reader says of a card. */
export function toCardLabel(node: GraphNode): string {
  const parts = [node.name, node.namespace, LABELS[node.state]];
  if (node.retrying) parts.push("retrying");
  if (node.behind) parts.push("behind its source");
  if (node.inCycle) parts.push("in a cycle");
  if (node.blocks.now > 0) parts.push(`blocks ${node.blocks.now}`);
  return parts.join(", ");
}

/** How much of its time-out a node has used, from 0 to 1; null when it is not at work or the time-out is not known. */
export function toProgress(node: GraphNode, now: number): number | null {
  const since = Date.parse(node.activity?.since ?? "");
  if (node.state !== "progressing" || Number.isNaN(since) || !node.timing.timeout) return null;
  return Math.min(1, Math.max(0, (now - since) / (node.timing.timeout * 1000)));
}

/** Whether a node is drawn as a root cause: others wait because of it, and it does not wait itself (save in a cycle). */
export function isRootCause(node: GraphNode): boolean {
  return node.blocks.now > 0 && (node.state !== "blocked" || node.inCycle);
}
