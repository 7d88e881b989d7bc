import dagre from "@dagrejs/dagre";
import type { Point, Topology } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH, ROW_GAP, WAVE_GAP } from "#lib/layout/sizes.ts";

export interface DagrePicture {
  readonly width: number;
  readonly height: number;
  /** Top left of each card. */
  readonly nodes: ReadonlyMap<string, Point>;
  readonly edges: readonly (readonly number[])[];
}

/** Lays the whole graph out with dagre and its tight-tree ranker, with our cards and gaps: the baseline. */
export function layOutWithDagre({ nodes, edges }: Topology): DagrePicture {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", ranker: "tight-tree", nodesep: ROW_GAP, ranksep: WAVE_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: CARD_WIDTH, height: CARD_HEIGHT });
  for (const { from, to } of edges) graph.setEdge(from, to);
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const places = nodes.map(({ id }): [string, Point] => {
    const { x, y } = graph.node(id) as Point;
    return [id, { x: x - CARD_WIDTH / 2, y: y - CARD_HEIGHT / 2 }];
  });
  const lines = edges.map(({ from, to }) =>
    (graph.edge(from, to) as { points: Point[] }).points.flatMap(({ x, y }) => [x, y]),
  );
  return { width, height, nodes: new Map(places), edges: lines };
}
