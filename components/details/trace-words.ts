import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
import type { IfFailed, PathBetween } from "#lib/graph/trace.ts";

/** States in which a node is a failure to those behind it already. */
const HOLDING: ReadonlySet<GraphNode["state"]> = new Set(["failed", "missing", "suspended", "terminating", "hidden"]);

/** Names what is behind a node: a question while it is well, and a fact while it holds others up. */
export function toIfFailedLabel({ state }: Pick<GraphNode, "state">): string {
  return HOLDING.has(state) ? "All behind it" : "What if it failed";
}

/** Says how many would wait if a node failed, of `total` Kustomizations, and how many more than now. */
export function toIfFailedWords(
  { name, state }: Pick<GraphNode, "name" | "state">,
  { nodes, more }: IfFailed,
  total: number,
): string {
  const count = `${nodes.length} of ${total}`;
  const wait = nodes.length === 1 ? "waits" : "wait";
  if (HOLDING.has(state)) {
    const all =
      more === 0
        ? `${nodes.length === 1 ? "it waits" : "all of them wait"} now`
        : `${nodes.length - more} ${nodes.length - more === 1 ? "waits" : "wait"} now`;
    return `${count} ${nodes.length === 1 ? "stands" : "stand"} behind ${name}; ${all}.`;
  }
  if (more === 0) return `If ${name} failed, ${count} would wait, which ${wait} already.`;
  return `If ${name} failed, ${count} would wait${more < nodes.length ? `, ${more} more than now` : ""}.`;
}

/** Says how two nodes depend on each other. */
export function toPathWords(from: ObjectId, to: ObjectId, { direction, nodes, shortest, shared }: PathBetween): string {
  const [one, other] = [toName(from), toName(to)];
  if (direction === "round") return `${one} and ${other} depend on each other: they are in a cycle.`;
  if (direction === "none") {
    const up = shared.upstream.length === 0 ? "" : ` Both depend on ${joinNames(shared.upstream.map(toName))}.`;
    const verb = shared.downstream.length === 1 ? "depends" : "depend";
    const down = shared.downstream.length === 0 ? "" : ` ${joinNames(shared.downstream.map(toName))} ${verb} on both.`;
    return `Neither of ${one} and ${other} depends on the other.${up}${down}`;
  }
  const [dependent, dependency] = direction === "down" ? [other, one] : [one, other];
  const steps = shortest.length - 1;
  if (nodes.size === 2) return `${dependent} depends on ${dependency} directly.`;
  const between = nodes.size - 2;
  const lie = between === 1 ? "lies" : "lie";
  if (nodes.size === shortest.length)
    return `${dependent} depends on ${dependency} in ${steps} steps; ${between} ${lie} between them.`;
  const of = steps === 1 ? "is direct" : `has ${steps} steps`;
  return `${dependent} depends on ${dependency} by several ways: the shortest ${of}, and ${between} ${lie} on them in all.`;
}

function toName(id: ObjectId): string {
  return toShortName(id).name;
}
