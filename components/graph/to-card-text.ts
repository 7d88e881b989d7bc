import { STATE_WORDS } from "#components/ui/state-words.ts";
import { toCommit } from "#lib/flux/revision.ts";
import { formatCountdown, formatElapsed, formatSince, nextOccurrence } from "#lib/graph/format-time.ts";
import type { GraphNode } from "#lib/graph/model.ts";

/** The second line of a card at the middle distance: the namespace when ready, else the state and its clock. */
export function toMiddleLine(node: GraphNode, now: number): string {
  const { label } = STATE_WORDS[node.state];
  if (node.state === "ready") return node.behind ? `${label} · behind` : node.namespace;
  const clock = toClock(node, now);
  return clock === "" ? label : `${label} · ${clock}`;
}

/** The same without the clock, for a drawing that does not tick. */
export function toStillLine(node: GraphNode): string {
  const { label } = STATE_WORDS[node.state];
  if (node.state === "ready") return node.behind ? `${label} · behind` : node.namespace;
  return label;
}

/** The second line of a card near by: where it lives and what it is at. */
export function toPlaceLine({ namespace, state, revision }: GraphNode): string {
  if (state === "missing") return `${namespace} · does not exist`;
  if (state === "hidden") return `${namespace} · no access`;
  const at = revision.applied ?? revision.attempted;
  if (at !== null) return `${namespace} · ${toCommit(at)}`;
  return state === "unknown" ? `${namespace} · never reported` : namespace;
}

function toClock(node: GraphNode, now: number): string {
  switch (node.state) {
    case "failed": {
      if (node.retrying) return "retrying";
      const at = node.next.what === "retry" ? nextOccurrence(node.next, now) : null;
      return at !== null && at > now ? formatCountdown(at - now) : formatSince(node.since, now);
    }
    case "progressing":
    case "terminating": {
      const since = Date.parse(node.activity?.since ?? node.since ?? "");
      return Number.isNaN(since) ? "" : formatElapsed(now - since);
    }
    case "blocked":
      return formatSince(node.since, now);
    default:
      return "";
  }
}

/** What a screen reader says of a card. */
export function toCardLabel(node: GraphNode): string {
  const parts = [node.name, node.namespace, STATE_WORDS[node.state].label];
  if (node.retrying) parts.push("trying again");
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
