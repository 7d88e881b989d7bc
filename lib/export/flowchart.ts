/** A Mermaid flowchart before it is written; ids and labels are any text. */
export interface Flowchart {
  readonly comments: readonly string[];
  readonly groups: readonly FlowGroup[];
  readonly edges: readonly FlowEdge[];
  /** CSS-like declarations by class of node, as `classDef` takes them. */
  readonly nodeStyles: Readonly<Record<string, string>>;
  /** The same by class of edge, as `linkStyle` takes them. */
  readonly edgeStyles: Readonly<Record<string, string>>;
}

export interface FlowGroup {
  readonly id: string;
  readonly label: string;
  readonly nodes: readonly FlowNode[];
}

export interface FlowNode {
  readonly id: string;
  readonly lines: readonly string[];
  /** A name of `nodeStyles`, or null for Mermaid's own look. */
  readonly style: string | null;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly arrow: "-->" | "==>" | "-.->";
  readonly label?: string;
  readonly style: string | null;
}

/** Writes a flowchart from left to right, the same for the same content. Mermaid numbers edges in the order written. */
export function writeFlowchart(chart: Flowchart): string {
  const lines = [...chart.comments.map((text) => `%% ${text.replaceAll(/\s+/g, " ")}`), "flowchart LR"];
  for (const group of chart.groups) {
    lines.push(`  subgraph ${toFlowId("G", group.id)}["${toFlowLabel([group.label])}"]`);
    for (const { id, lines: label, style } of group.nodes) {
      lines.push(`    ${toFlowId("N", id)}["${toFlowLabel(label)}"]${style === null ? "" : `:::${style}`}`);
    }
    lines.push("  end");
  }
  const styled = new Map<string, number[]>();
  for (const [index, { from, to, arrow, label, style }] of chart.edges.entries()) {
    const words = label === undefined ? "" : `|"${toFlowLabel([label])}"|`;
    lines.push(`  ${toFlowId("N", from)} ${arrow}${words} ${toFlowId("N", to)}`);
    if (style !== null) styled.set(style, [...(styled.get(style) ?? []), index]);
  }
  const used = new Set(chart.groups.flatMap(({ nodes }) => nodes.map(({ style }) => style)));
  for (const [name, style] of Object.entries(chart.nodeStyles))
    if (used.has(name)) lines.push(`  classDef ${name} ${style}`);
  for (const [name, style] of Object.entries(chart.edgeStyles)) {
    const numbers = styled.get(name);
    if (numbers !== undefined) lines.push(`  linkStyle ${numbers.join(",")} ${style}`);
  }
  return `${lines.join("\n")}\n`;
}

/**
 * Makes an id that Mermaid takes and that no other text gives: small letters and digits stay, `-` becomes `_`, `/`
 * becomes `_S_`, all else its code between two U. The prefix keeps clear of Mermaid's own words, such as `end`.
 */
export function toFlowId(prefix: string, text: string): string {
  const escaped = text.replaceAll(/[^a-z0-9]/gu, (letter) => {
    if (letter === "-") return "_";
    return letter === "/" ? "_S_" : `U${(letter.codePointAt(0) ?? 0).toString(16)}U`;
  });
  return `${prefix}_${escaped}`;
}

/** Writes text inside the quotes of a label; whatever Mermaid or HTML would take for its own becomes an entity. */
function toFlowLabel(lines: readonly string[]): string {
  return lines
    .map((line) =>
      line.replaceAll(/[^ !$'()*+,\-./0-9:=?@A-Z[\]_a-z{}\u00a0-\u{10ffff}]/gu, (letter) =>
        // A control character has no place in a label, and no entity either.
        letter < " " ? " " : `#${letter.codePointAt(0)};`,
      ),
    )
    .join("<br/>");
}
