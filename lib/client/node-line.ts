import { formatCountdown, nextOccurrence } from "#lib/graph/format-time.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** Writes a node's state in a few words without its age: `Blocked by postgres`, `Failed · next in 0:42`, `Ready · 1 behind`. */
export function toNodeLine(node: GraphNode, index: SnapshotIndex, now: number): string {
  switch (node.state) {
    case "blocked":
      return toBlockedLine(node, index);
    case "failed": {
      const at = node.next.what === "retry" ? nextOccurrence(node.next, now) : null;
      if (node.retrying) return "Failed · trying again";
      return at === null ? "Failed" : `Failed · next in ${formatCountdown(at - now)}`;
    }
    case "progressing":
      return node.activity === null ? "Progressing" : `Progressing · ${node.activity.step}`;
    case "suspended":
      return node.behind ? "Suspended · behind its source" : "Suspended";
    case "missing":
      return "Does not exist";
    case "hidden":
      return "Exists, not yours to see";
    case "terminating":
      return "Being deleted";
    case "unknown":
      return "No status yet";
    case "ready":
      return node.behind ? "Ready · behind its source" : "Ready";
  }
}

function toBlockedLine(node: GraphNode, index: SnapshotIndex): string {
  const held = (index.dependencies.get(node.id) ?? []).filter(
    ({ state }) => state === "blocking" || state === "missing",
  );
  const [first, ...others] = held.map(({ from }) => index.nodes.get(from)?.name ?? from);
  if (first === undefined) return "Blocked · looks again soon";
  return others.length === 0 ? `Blocked by ${first}` : `Blocked by ${first} and ${others.length} more`;
}
