import type { Surroundings } from "#lib/cli/command.ts";
import { toShortName } from "#lib/cli/names.ts";
import { type Origin, toExportGraph, toSummary } from "#lib/export/export-graph.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { writeNode } from "./write-node.ts";

/** Writes the graph wave by wave; what depends on nothing and has no dependents stands by itself, last. */
export function writeWaves(snapshot: Snapshot, origin: Origin, around: Surroundings): string {
  const { paint } = around;
  const linked = new Set(snapshot.edges.flatMap(({ from, to }) => [from, to]));
  const waves = groupBy(snapshot.nodes, (node) => (linked.has(node.id) ? node.wave : -1));
  const width = Math.max(...snapshot.nodes.map(({ id }) => toShortName(id).length));
  const inOrder = [...waves].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  const parts = inOrder.map(([wave, nodes]) => {
    const title = wave < 0 ? "No dependencies" : `Wave ${wave}`;
    const lines = nodes.map((node) => `  ${writeNode(node, origin, around, width)}`);
    return `${paint("bold", title)} ${paint("dim", `· ${nodes.length}`)}\n${lines.join("\n")}\n`;
  });
  return `${parts.join("\n")}\n${toSummary(toExportGraph(snapshot, origin))}\n`;
}
