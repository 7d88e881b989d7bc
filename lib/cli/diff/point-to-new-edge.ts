import type { OrderDiff } from "#lib/graph/diff-order.ts";
import type { Finding } from "#lib/graph/model.ts";
import { toName } from "#lib/lint/words.ts";

/**
 * Of a cycle that one new edge closes, advises to take out that edge: any edge of a circle undoes it, but in a review
 * the change is what can be changed. Other findings stay as they are.
 */
export function pointToNewEdge(finding: Finding, { cycles, edges }: Pick<OrderDiff, "cycles" | "edges">): Finding {
  if (finding.rule !== "cycle") return finding;
  const members = new Set(finding.nodes);
  const isNew = cycles.added.some(({ nodes }) => nodes.length === members.size && nodes.every((id) => members.has(id)));
  const [own, ...others] = edges.added.filter(({ from, to }) => members.has(from) && members.has(to));
  if (!isNew || own === undefined || others.length > 0) return finding;
  const fix = `Take ${toName(own.from)} out of spec.dependsOn of ${toName(own.to)}: this change brings it in, and without it there is no such circle.`;
  return { ...finding, fix };
}
