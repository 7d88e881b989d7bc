import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import type { LayoutResult, Topology } from "#lib/layout/layout-engine.ts";
import { layOutWithDagre } from "./dagre-picture.ts";
import { measureLines } from "./measure-picture.ts";
import { type Row, toRow } from "./row.ts";

/** The shape of the window that pictures are laid out for. */
export const ASPECT = 1140 / 800;

/** Lays out with an engine of its own: none of the figures is that of something remembered. */
export function layOut(topology: Topology, previous?: LayoutResult): LayoutResult {
  return new LayeredEngine().layout({ ...topology, aspect: ASPECT, ...(previous === undefined ? {} : { previous }) });
}

/** What of two pictures of the same graph is compared; ours is to be no more than so many times dagre's. */
const MEASURES = [
  { what: "crossings", unit: "", aim: "≤ 1" },
  { what: "length of all edges", unit: "k", aim: "≤ 1" },
  { what: "area", unit: "M", aim: "≤ 1.2" },
] as const;

/**
 * Compares our picture of a graph with dagre's of the whole: crossings and length of the lines, their points joined
 * straight (see `measureLines`), and area, our headings and grounds included. No row where there is nothing to compare.
 */
export function comparePictures(suite: string, name: string, topology: Topology): Row[] {
  if (topology.edges.length === 0) return [];
  const [ours, theirs] = [layOut(topology), layOutWithDagre(topology)];
  const [lines, theirLines] = [measureLines(ours.edges.values()), measureLines(theirs.edges)];
  return toRows(suite, name, {
    crossings: [lines.crossings, theirLines.crossings],
    "length of all edges": [lines.length / 1000, theirLines.length / 1000],
    area: [(ours.width * ours.height) / 1e6, (theirs.width * theirs.height) / 1e6],
  });
}

/** Adds up what {@link comparePictures} says of many graphs. */
export function sumUp(suite: string, name: string, rows: readonly Row[]): Row[] {
  const sums = MEASURES.map(({ what }) => {
    const some = rows.filter((row) => row.what.endsWith(`: ${what}`));
    const add = (toFigure: (row: Row) => number) => some.reduce((sum, row) => sum + toFigure(row), 0);
    return [what, [add(({ ours }) => ours.median), add(({ baseline }) => baseline?.median ?? 0)]] as const;
  });
  return toRows(suite, name, Object.fromEntries(sums) as Figures);
}

/** Ours, and dagre's. */
type Figures = Readonly<Record<(typeof MEASURES)[number]["what"], readonly [ours: number, theirs: number]>>;

function toRows(suite: string, name: string, figures: Figures): Row[] {
  return MEASURES.flatMap(({ what, unit, aim }) => {
    const [ours, theirs] = figures[what];
    if (ours === 0 && theirs === 0) return [];
    return [toRow(suite, `${name}: ${what}`, unit, [ours], { what: "dagre", figures: [theirs] }, aim)];
  });
}
