import { type ExportGraph, type ExportLook, type ExportNode, toStateLabel, toSummary } from "./export-graph.ts";
import { type FlowEdge, type FlowGroup, writeFlowchart } from "./flowchart.ts";
import { limitGraph } from "./limit-graph.ts";
import { STATE_HUES, THEMES } from "./palette.ts";

/** Mermaid refuses more (`maxEdges`, `maxTextSize`), and where it is embedded nobody can raise that. */
export const MERMAID_LIMITS = { nodes: 500, edges: 500, characters: 50_000 };

export type Grouping = "namespace" | "wave";

const ARROWS: Readonly<Record<ExportLook, FlowEdge["arrow"]>> = {
  satisfied: "-->",
  planned: "-->",
  blocking: "==>",
  unknown: "-.->",
  missing: "-.->",
  cycle: "-.->",
};

const { hues } = THEMES.light;
const EDGE_STYLES: Readonly<Partial<Record<ExportLook, string>>> = {
  blocking: `stroke:${hues.wait.edge}`,
  unknown: `stroke:${hues.dim.edge}`,
  missing: `stroke:${hues.act.edge}`,
  cycle: `stroke:${hues.act.edge},stroke-width:2px`,
};

/** Draws a graph as a Mermaid flowchart, from left to right; what Mermaid does not bear is left out, and said. */
export function toMermaid(graph: ExportGraph, grouping: Grouping = "namespace"): string {
  let limited = limitGraph(graph, MERMAID_LIMITS);
  let text = writeGraph(limited, grouping);
  while (text.length > MERMAID_LIMITS.characters && limited.nodes.length > 1) {
    // In proportion, and a little more, so that a second round is rare.
    const share = (MERMAID_LIMITS.characters / text.length) * 0.95;
    limited = limitGraph(limited, { ...MERMAID_LIMITS, nodes: Math.floor(limited.nodes.length * share) });
    text = writeGraph(limited, grouping);
  }
  return text;
}

function writeGraph(graph: ExportGraph, grouping: Grouping): string {
  const shortIds = new Map(graph.nodes.map((node) => [node.id, toShortId(node)]));
  return writeFlowchart({
    comments: [toSummary(graph), ...(graph.leftOut === 0 ? [] : [`${graph.leftOut} left out: ask for one namespace.`])],
    groups: [...toGroups(graph, grouping), ...toRest(graph)],
    edges: graph.edges.map(({ from, to, look }) => ({
      from: shortIds.get(from) ?? from,
      to: shortIds.get(to) ?? to,
      arrow: ARROWS[look],
      style: EDGE_STYLES[look] === undefined ? null : look,
    })),
    nodeStyles: toNodeStyles(),
    edgeStyles: EDGE_STYLES,
  });
}

function toGroups({ nodes }: ExportGraph, grouping: Grouping): readonly FlowGroup[] {
  const groups = new Map<string, { order: number; label: string; nodes: ExportNode[] }>();
  for (const item of nodes) {
    const { cluster, namespace, node } = item;
    const place = cluster === "" ? namespace : `${cluster} · ${namespace}`;
    const [order, label] = grouping === "wave" ? [node.wave, `Wave ${node.wave}`] : [0, place];
    const group = groups.get(label) ?? { order, label, nodes: [] };
    groups.set(label, group);
    group.nodes.push(item);
  }
  return [...groups.values()]
    .sort((a, b) => a.order - b.order || (a.label < b.label ? -1 : 1))
    .map(({ label, nodes: members }) => ({
      id: label,
      label,
      nodes: members.map((member) => ({
        id: toShortId(member),
        lines: toLines(member, grouping),
        style: toStyle(member),
      })),
    }));
}

/** All are Kustomizations, so their kind would only be noise. */
function toShortId({ cluster, namespace, name }: ExportNode): string {
  return `${cluster === "" ? "" : `${cluster}:`}${namespace}/${name}`;
}

function toLines({ namespace, name, state, node }: ExportNode, grouping: Grouping): readonly string[] {
  const place = grouping === "wave" ? [namespace] : [];
  const words = toStateLabel(state);
  const waiting = node.blocks.now > 0 ? `, blocks ${node.blocks.now}` : "";
  return [name, ...place, ...(words === "" ? [] : [`${words}${waiting}`])];
}

function toStyle({ state, node }: ExportNode): string | null {
  if (state !== null) return state;
  return node.inCycle ? "incycle" : null;
}

/** A box that says how many are not shown: a comment alone would not be seen in the picture. */
function toRest({ leftOut }: ExportGraph): readonly FlowGroup[] {
  if (leftOut === 0) return [];
  return [{ id: "left out", label: "Left out", nodes: [{ id: "left out", lines: [`${leftOut} more`], style: null }] }];
}

function toNodeStyles(): Readonly<Record<string, string>> {
  const toDefinition = (hue: keyof typeof hues, dash = "") =>
    `fill:${hues[hue].tint},stroke:${hues[hue].line},color:${THEMES.light.fg}${dash}`;
  return {
    ...Object.fromEntries(
      Object.entries(STATE_HUES).map(([state, hue]) => [
        state,
        toDefinition(hue, state === "missing" || state === "hidden" ? ",stroke-dasharray:4 3" : ""),
      ]),
    ),
    incycle: toDefinition("act"),
  };
}
