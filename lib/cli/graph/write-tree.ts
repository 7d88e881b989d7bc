import type { Surroundings } from "#lib/cli/command.ts";
import { drawTree, type TreeLine } from "#lib/cli/draw-tree.ts";
import { toTreeLines } from "#lib/cli/signs.ts";
import { type Origin, toExportGraph, toSummary } from "#lib/export/export-graph.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { writeNode } from "./write-node.ts";

/** Deeper than this, lines would run out of any window; from there on the tree is only counted. */
const DEEPEST = 40;

/**
 * Writes the graph as trees, each from a node that depends on nothing down to its dependents. A node with several
 * dependencies stands in full under the first of them, and is only named under the others.
 */
export function writeGraphTree(snapshot: Snapshot, origin: Origin, around: Surroundings): string {
  const index = indexSnapshot(snapshot);
  const shown = new Set<ObjectId>();
  const lines: TreeLine[] = [];
  const grow = (root: GraphNode) => {
    const open = [{ node: root, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, depth } = next;
      const children = (index.dependents.get(node.id) ?? []).flatMap(({ to }) => index.nodes.get(to) ?? []);
      const text = writeNode(node, origin, around);
      if (shown.has(node.id)) {
        lines.push({ depth, text: children.length === 0 ? text : `${text}  ${around.paint("dim", "(above)")}` });
        continue;
      }
      shown.add(node.id);
      if (depth >= DEEPEST && children.length > 0) {
        lines.push({ depth, text: `${text}  ${around.paint("dim", "… goes on: it starts a tree of its own below")}` });
        later.push(...children);
        continue;
      }
      lines.push({ depth, text });
      for (const child of children.toReversed()) open.push({ node: child, depth: depth + 1 });
    }
  };
  const later: GraphNode[] = [];
  const isRoot = ({ id }: GraphNode) => (index.dependencies.get(id) ?? []).length === 0;
  for (const node of snapshot.nodes) if (isRoot(node)) grow(node);
  // What is left hangs in a cycle, or was too deep.
  for (const node of later) if (!shown.has(node.id)) grow(node);
  for (const node of snapshot.nodes) if (!shown.has(node.id)) grow(node);
  const drawn = drawTree(lines, toTreeLines(around.terminal));
  return `${drawn.join("\n")}\n\n${toSummary(toExportGraph(snapshot, origin))}\n`;
}
