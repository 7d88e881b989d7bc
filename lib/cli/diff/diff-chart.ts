import { toShortName } from "#lib/cli/names.ts";
import { type FlowEdge, type FlowNode, writeFlowchart } from "#lib/export/flowchart.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Link, OrderDiff } from "#lib/graph/diff-order.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";

/** More edges than this are no picture for a review. */
const MOST_EDGES = 120;
const MOST_NODES = 120;

const NODE_STYLES = {
  added: "fill:#f9fcfa,stroke:#18724a,color:#12181e",
  removed: "fill:#f8f8f9,stroke:#959eaa,color:#5b656f,stroke-dasharray:4 3",
  changed: "fill:#eff6f8,stroke:#17809a,color:#12181e",
  missing: "fill:#fbecea,stroke:#d53f2e,color:#12181e,stroke-dasharray:4 3",
  incycle: "fill:#fbecea,stroke:#d53f2e,color:#12181e",
} as const;
type Style = keyof typeof NODE_STYLES;

const EDGE_STYLES = {
  added: "stroke:#18724a,stroke-width:2px",
  removed: "stroke:#959eaa",
  incycle: "stroke:#d53f2e,stroke-width:2px",
} as const;

/**
 * Draws what a change does: the nodes it touches, their edges, and what is new and gone; null when that is nothing or
 * more than a picture bears.
 */
export function toDiffChart(diff: OrderDiff, after: Snapshot): string | null {
  const shown = findShown(diff);
  const cyclic = new Set(diff.cycles.added.flatMap(({ nodes }) => nodes));
  const added = new Set(diff.edges.added.map(toKey));
  const kept = after.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to) && !added.has(toKey(edge)));
  const toEdge = ({ from, to }: Link, label?: string): FlowEdge => {
    const isRound = cyclic.has(from) && cyclic.has(to) && label !== "removed";
    const arrow = label === "removed" ? "-.->" : label === "new" ? "==>" : "-->";
    const style = isRound ? "incycle" : label === "new" ? "added" : label === "removed" ? "removed" : null;
    return { from: toShortName(from), to: toShortName(to), arrow, style, ...(label === undefined ? {} : { label }) };
  };
  const edges = [
    ...diff.edges.added.map((edge) => toEdge(edge, "new")),
    ...diff.edges.removed.map((edge) => toEdge(edge, "removed")),
    ...kept.map((edge) => toEdge(edge)),
  ];
  if (edges.length === 0 || edges.length > MOST_EDGES || shown.size > MOST_NODES) return null;
  const styleOf = createStyleFinder(diff, after, cyclic);
  const nodes = [...shown].sort(compareText).map((id): FlowNode => {
    const { style, words } = styleOf(id);
    return { id: toShortName(id), lines: [toShortName(id), ...words], style };
  });
  return writeFlowchart({
    comments: [],
    groups: [{ id: "order", label: "What changes", nodes }],
    edges,
    nodeStyles: NODE_STYLES,
    edgeStyles: EDGE_STYLES,
  });
}

/** The ends of every edge that is new or gone, and what is in a new cycle; a changed object alone changes no order. */
function findShown({ edges, cycles }: OrderDiff): ReadonlySet<ObjectId> {
  return new Set([
    ...[...edges.added, ...edges.removed].flatMap(({ from, to }) => [from, to]),
    ...cycles.added.flatMap(({ nodes }) => nodes),
  ]);
}

function createStyleFinder(
  { added, removed, changed, moved }: OrderDiff,
  after: Snapshot,
  cyclic: ReadonlySet<ObjectId>,
): (id: ObjectId) => { readonly style: Style | null; readonly words: readonly string[] } {
  const missing = new Set(after.nodes.filter(({ state }) => state === "missing").map(({ id }) => id));
  const [isAdded, isRemoved, isChanged] = [new Set(added), new Set(removed), new Set(changed)];
  const waves = new Map(moved.map((one) => [one.id, `wave ${one.before} → ${one.after}`]));
  return (id) => {
    const wave = waves.get(id);
    const words = wave === undefined ? [] : [wave];
    if (missing.has(id)) return { style: "missing", words: ["missing"] };
    if (isRemoved.has(id)) return { style: "removed", words: ["removed"] };
    if (cyclic.has(id)) return { style: "incycle", words: ["in a cycle"] };
    if (isAdded.has(id)) return { style: "added", words: ["new"] };
    return { style: isChanged.has(id) ? "changed" : null, words };
  };
}

function toKey({ from, to }: Link): string {
  return `${from}\n${to}`;
}
