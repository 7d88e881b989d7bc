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

/**
 * Compares our picture of a graph with dagre's of the whole: crossings and length of the lines, their points joined
 * straight (see `measureLines`), and area, our headings and grounds included. No row where there is nothing to compare.
 */
export function comparePictures(suite: string, name: string, topology: Topology): Row[] {
  if (topology.edges.length === 0) return [];
  const [ours, theirs] = [layOut(topology), layOutWithDagre(topology)];
  const [lines, theirLines] = [measureLines(ours.edges.values()), measureLines(theirs.edges)];
  const compare = (what: string, unit: string, figure: number, their: number, aim: string) =>
    figure === 0 && their === 0
      ? []
      : [toRow(suite, `${name}: ${what}`, unit, [figure], { what: "dagre", figures: [their] }, aim)];
  return [
    ...compare("crossings", "", lines.crossings, theirLines.crossings, "≤ 1"),
    ...compare("length of all edges", "k", lines.length / 1000, theirLines.length / 1000, "≤ 1"),
    ...compare("area", "M", (ours.width * ours.height) / 1e6, (theirs.width * theirs.height) / 1e6, "≤ 1.2"),
  ];
}
