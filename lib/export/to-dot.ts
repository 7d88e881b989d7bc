import {
  type ExportEdge,
  type ExportGraph,
  type ExportLook,
  type ExportNode,
  toStateLabel,
  toSummary,
} from "./export-graph.ts";
import { limitGraph } from "./limit-graph.ts";
import { STATE_HUES, THEMES } from "./palette.ts";

/** Beyond, Graphviz needs minutes and nobody can read the result. */
export const DOT_LIMITS = { nodes: 5_000, edges: 20_000 };

const { hues, card, fg, line, edge: plainEdge } = THEMES.light;

const EDGE_ATTRIBUTES: Readonly<Record<ExportLook, Readonly<Record<string, string>>>> = {
  satisfied: { color: plainEdge },
  planned: { color: hues.dim.edge },
  blocking: { color: hues.wait.edge, penwidth: "1.5" },
  unknown: { color: hues.dim.edge, style: "dotted" },
  missing: { color: hues.act.edge, style: "dashed" },
  // Does not count for the ranks, which a cycle has none of.
  cycle: { color: hues.act.edge, style: "dashed", penwidth: "1.5", constraint: "false" },
};

/** Draws a graph for Graphviz: from left to right, one rank a wave. */
export function toDot(graph: ExportGraph): string {
  const limited = limitGraph(graph, DOT_LIMITS);
  const attributes = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${quote(value)}`)
      .join(", ");
  return `${[
    `// ${toSummary(limited)}`,
    "digraph headwater {",
    `  graph [${attributes({ rankdir: "LR", ranksep: "0.6", nodesep: "0.15", fontname: "Helvetica" })}];`,
    `  node [${attributes({ shape: "box", style: "rounded,filled", fontname: "Helvetica", fontsize: "11", fontcolor: fg })}];`,
    '  edge [arrowsize="0.6"];',
    ...limited.nodes.map((node) => `  ${quote(node.id)} [${attributes(toNodeAttributes(node))}];`),
    ...toRanks(limited.nodes),
    ...limited.edges.map((edge) => `  ${toLink(edge)} [${attributes(EDGE_ATTRIBUTES[edge.look])}];`),
    "}",
  ].join("\n")}\n`;
}

function toNodeAttributes({ cluster, namespace, name, state, node }: ExportNode): Readonly<Record<string, string>> {
  const hue = state === null ? (node.inCycle ? hues.act : null) : hues[STATE_HUES[state]];
  const place = cluster === "" ? namespace : `${cluster} · ${namespace}`;
  return {
    label: [name, place, toStateLabel(state)].filter((text) => text !== "").join("\n"),
    fillcolor: hue?.tint ?? card,
    color: hue?.line ?? line,
    ...(state === "missing" || state === "hidden" ? { style: "rounded,filled,dashed" } : {}),
  };
}

function toRanks(nodes: readonly ExportNode[]): readonly string[] {
  const waves = new Map<number, string[]>();
  for (const { id, node } of nodes) {
    const wave = waves.get(node.wave) ?? [];
    waves.set(node.wave, wave);
    wave.push(quote(id));
  }
  return [...waves]
    .sort(([a], [b]) => a - b)
    .map(([wave, ids]) => `  { rank=same; /* Wave ${wave} */ ${ids.join("; ")}; }`);
}

function toLink({ from, to }: ExportEdge): string {
  return `${quote(from)} -> ${quote(to)}`;
}

/** A string of the DOT language; a line break becomes the escape that centres each line. */
function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
