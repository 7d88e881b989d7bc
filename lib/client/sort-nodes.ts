import { type GraphNode, NODE_STATES } from "#lib/graph/model.ts";

/** Orders nodes worst first: by state, then those that block most, then the longest in their state, then by name. */
export function compareWorstFirst(a: GraphNode, b: GraphNode): number {
  return (
    NODE_STATES.indexOf(a.state) - NODE_STATES.indexOf(b.state) ||
    b.blocks.now - a.blocks.now ||
    compareAge(a, b) ||
    compareByName(a, b)
  );
}

/** Orders nodes by when they came into their state, the last first. */
export function compareNewestFirst(a: GraphNode, b: GraphNode): number {
  return compareAge(b, a) || compareByName(a, b);
}

/** Orders nodes by name, then by namespace. */
export function compareByName(a: GraphNode, b: GraphNode): number {
  return a.name.localeCompare(b.name, "en") || a.namespace.localeCompare(b.namespace, "en");
}

/** The longest in its state first; what is not known counts as just now. */
function compareAge(a: GraphNode, b: GraphNode): number {
  if (a.since === b.since) return 0;
  if (a.since === null) return 1;
  if (b.since === null) return -1;
  return Date.parse(a.since) - Date.parse(b.since);
}
