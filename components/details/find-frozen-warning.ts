import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";

/** Says of one that is left behind by a frozen source why it is, for neither its status nor any event does; else null. */
export function findFrozenWarning(
  { id, source }: Pick<GraphNode, "id" | "source">,
  { problems }: Pick<Snapshot, "problems">,
): string | null {
  const frozen = problems.find(({ kind, behind = [] }) => kind === "frozen" && behind.includes(id));
  if (frozen === undefined) return null;
  const [first, ...others] = frozen.nodes.map((node) => toShortName(node).name);
  const why =
    others.length === 0 ? `${first} depends on itself` : `${[first, ...others].join(", ")} wait for each other`;
  const from = source === null ? "its source" : `${toShortName(source).kind} ${toShortName(source).name}`;
  return `New revisions of ${from} are not pushed to it, because ${why}: reconcile it by hand, or cut that cycle.`;
}
