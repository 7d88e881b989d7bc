import type { LayoutResult } from "./layout-engine.ts";
import type { PackedPicture } from "./packed-picture.ts";
import { PictureWriter } from "./picture-writer.ts";

/** Packs a picture; edges with less than two ends in it, and those without a way, are left out. */
export function packRows({ nodes, edges, areas, ...frame }: LayoutResult): PackedPicture {
  const writer = new PictureWriter();
  const indexOf = new Map<string, number>();
  for (const [id, { x, y }] of nodes) {
    indexOf.set(id, writer.count);
    writer.addNode(id, x, y);
  }
  for (const { from, to, points } of sortEdges(edges, indexOf)) writer.addEdge(from, to, points);
  return writer.finish(
    frame,
    areas.map((area) => ({ ...area, nodes: Int32Array.from(area.nodes, (id) => indexOf.get(id) ?? -1) })),
  );
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly points: readonly number[];
}

function sortEdges(edges: LayoutResult["edges"], indexOf: ReadonlyMap<string, number>): readonly Edge[] {
  const known: Edge[] = [];
  for (const [key, points] of edges) {
    const at = key.indexOf("\n");
    const [from, to] = [indexOf.get(key.slice(0, at)), indexOf.get(key.slice(at + 1))];
    if (from !== undefined && to !== undefined) known.push({ from, to, points });
  }
  return known.sort((a, b) => a.from - b.from || a.to - b.to);
}
