import { findNamed, hasHeadings } from "#lib/layout/area-padding.ts";
import { toEdgePath } from "#lib/layout/edge-path.ts";
import { type LayoutArea, type LayoutEngine, type LayoutResult, toEdgeKey } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_X } from "#lib/layout/sizes.ts";
import { type ExportGraph, type ExportLook, toSummary } from "./export-graph.ts";
import { limitGraph } from "./limit-graph.ts";
import { toCard } from "./svg-card.ts";
import { toSvgStyles } from "./svg-styles.ts";
import { escapeXml, fitText } from "./svg-text.ts";

/** Beyond, the layout takes seconds and a viewer chokes on the picture. */
export const SVG_LIMITS = { nodes: 1_000, edges: 5_000 };

const MARGIN = 16;
const HEADER = 40;
/** Where the headings have no room in the areas. */
const HEADINGS_ABOVE = 12;
const ASPECT = 1.6;
/** Quiet edges have no arrow; these do. */
const TIPS: readonly ExportLook[] = ["planned", "blocking", "unknown", "missing", "cycle"];
/** Drawn in this order, so that what matters lies on top. */
const LAYERS: readonly ExportLook[] = ["satisfied", "planned", "unknown", "blocking", "missing", "cycle"];

/** Draws a graph as a picture that stands alone: no script, no font and no style from elsewhere; light and dark. */
export function toSvg(graph: ExportGraph, engine: LayoutEngine): string {
  const limited = limitGraph(graph, SVG_LIMITS);
  const layout = engine.layout({
    nodes: limited.nodes.map(({ id, node }) => ({ id, wave: node.wave })),
    edges: limited.edges,
    aspect: ASPECT,
  });
  const named = findNamed(layout.areas);
  const header = named.every(hasHeadings) ? HEADER : HEADER + HEADINGS_ABOVE;
  const width = Math.max(320, Math.ceil(layout.width)) + 2 * MARGIN;
  const height = Math.ceil(layout.height) + header + MARGIN;
  const summary = toSummary(limited);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Flux Kustomizations and what they depend on</title>`,
    `<desc id="desc">${escapeXml(`${summary}. Left to right: each stands to the right of what it depends on.`)}</desc>`,
    `<style>${toSvgStyles()}</style>`,
    `<defs>${toHatch()}${TIPS.map(toTip).join("")}</defs>`,
    `<rect class="canvas" width="${width}" height="${height}"/>`,
    `<text class="title" x="${MARGIN}" y="26">${escapeXml(fitText(toCaption(summary, graph.at), 13, width - 2 * MARGIN))}</text>`,
    `<g transform="translate(${MARGIN} ${header})">`,
    ...layout.areas.map((area) => toArea(area, named.includes(area))),
    ...toEdges(limited, layout),
    ...limited.nodes.flatMap((node) => {
      const place = layout.nodes.get(node.id);
      return place === undefined ? [] : [toCard(node, place, graph.at)];
    }),
    "</g></svg>",
  ].join("\n")}\n`;
}

function toCaption(summary: string, at: string | null): string {
  return at === null ? summary : `${summary} · ${at.slice(0, 16).replace("T", " ")} UTC`;
}

function toArea(area: LayoutArea, isNamed: boolean): string {
  const { x, y, width, height, kind, waves, count } = area;
  const texts =
    kind === "isolated"
      ? [{ x: x + AREA_PADDING_X, text: `No dependencies · ${count}` }]
      : waves.map((wave) => ({ x: wave.x, text: `Wave ${wave.wave}` }));
  const line = hasHeadings(area) ? y + 22 : y - 8;
  const headings = (isNamed ? texts : []).map(
    (each) => `<text class="heading" x="${each.x}" y="${line}">${each.text}</text>`,
  );
  const hairlines = waves.slice(1).map((wave, at) => {
    const before = waves[at];
    const middle = before === undefined ? wave.x : (before.x + before.width + wave.x) / 2;
    return `<path class="hairline" d="M${middle} ${y}V${y + height}"/>`;
  });
  return [
    `<rect class="area" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    ...hairlines,
    ...headings,
  ].join("");
}

function toEdges({ edges }: ExportGraph, layout: LayoutResult): readonly string[] {
  const drawn = edges.flatMap(({ from, to, look }) => {
    const points = layout.edges.get(toEdgeKey(from, to));
    if (points === undefined) return [];
    const tip = TIPS.includes(look) ? ` marker-end="url(#tip-${look})"` : "";
    return [{ layer: LAYERS.indexOf(look), text: `<path class="edge ${look}" d="${toEdgePath(points)}"${tip}/>` }];
  });
  return drawn.toSorted((a, b) => a.layer - b.layer).map(({ text }) => text);
}

function toHatch(): string {
  return '<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M2 0V8" stroke-width="4"/></pattern>';
}

/** Seven pixels, whatever the width of its edge. */
function toTip(look: ExportLook): string {
  const box = 'viewBox="0 0 7 7" refX="7" refY="3.5" markerWidth="7" markerHeight="7" orient="auto"';
  return `<marker id="tip-${look}" ${box} markerUnits="userSpaceOnUse"><path class="tip-${look}" d="M0 0 7 3.5 0 7Z"/></marker>`;
}
