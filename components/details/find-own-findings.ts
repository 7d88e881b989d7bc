import { indexFindings } from "#lib/graph/finding-index.ts";
import type { Finding, GraphNode, Snapshot } from "#lib/graph/model.ts";

/** What the panel says of a node in cycles already, with the edge to cut. */
const CYCLES = new Set(["cycle", "self-dependency", "hidden-cycle"]);

/** As a warning it is told beside the sentence, with whether it blocks already. */
const TOLD_AS_WARNING = "suspended-dependency";

/**
 * Finds what the rules say of a node: all that it mends itself, and of what others mend that which is more than a
 * note. Nothing of one that is not there, for the ways to mend that are told beside it.
 */
export function findOwnFindings(
  { id, state }: Pick<GraphNode, "id" | "state">,
  { findings, cycles }: Pick<Snapshot, "findings" | "cycles">,
): readonly Finding[] {
  if (state === "missing" || state === "hidden") return [];
  const isTold = cycles.some(({ nodes }) => nodes.includes(id));
  const those = indexFindings(findings).get(id) ?? [];
  const shown = those.filter(
    ({ rule, severity, nodes }) =>
      (nodes[0] === id || severity !== "info") &&
      !(isTold && CYCLES.has(rule)) &&
      !(rule === TOLD_AS_WARNING && severity === "warning"),
  );
  return [...shown.filter(({ nodes }) => nodes[0] === id), ...shown.filter(({ nodes }) => nodes[0] !== id)];
}
