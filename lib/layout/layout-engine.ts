/** What is laid out: the topology alone, in any order. Nothing here changes with the status of a node. */
export interface Topology {
  readonly nodes: readonly LayoutNode[];
  /** Edges to or from nodes that are not among the nodes are left out; repeated ones count once. */
  readonly edges: readonly LayoutEdge[];
}

export interface LayoutNode {
  readonly id: string;
  /** Longest path from a root, cycles collapsed: members of a cycle share a wave. */
  readonly wave: number;
}

export interface LayoutEdge {
  /** The dependency. */
  readonly from: string;
  /** The dependent. */
  readonly to: string;
}

/** A topology in numbers: nodes in the order of their ids, edges by their two ends, sorted, each once. */
export interface IndexedTopology {
  readonly ids: readonly string[];
  readonly waves: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** How many nodes each of them stands for; one where it does not say. */
  readonly weights?: Int32Array;
}

/** A topology in either form. */
export type AnyTopology = Topology | IndexedTopology;

export type LayoutInput = AnyTopology & LayoutFrame;

/** What a picture is made for, and after. */
export interface LayoutFrame {
  /** Width by height of the window that the picture is made for. */
  readonly aspect: number;
  /** The picture before; what is unchanged keeps its place in the next one. Any engine's result will do. */
  readonly previous?: LayoutResult;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One wave of an area. Several sub-columns of a folded wave are one of these. */
export interface WaveColumn {
  readonly wave: number;
  /** Left edge of its leftmost cards, in the world: where the heading stands. */
  readonly x: number;
  /** From there to the right edge of its rightmost cards. */
  readonly width: number;
}

/** A connected component with its ground and headings, or the grid of all that has no edge. */
export interface LayoutArea {
  /** Unique within the picture, and the same in the next one for an unchanged component. */
  readonly id: string;
  readonly kind: "component" | "isolated";
  /** Hash of what is in it: areas with equal keys hold the same nodes, waves and edges. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Left to right; empty for the isolated. */
  readonly waves: readonly WaveColumn[];
  readonly nodes: readonly string[];
  readonly count: number;
}

/**
 * A picture. Between threads and into a store it goes packed (packed-picture.ts). World units (see sizes.ts), y downwards,
 * the origin at the top left of all areas.
 */
export interface LayoutResult {
  /** Hash of the topology, see `toTopologyKey`. */
  readonly key: string;
  /** What it was made for. */
  readonly aspect: number;
  readonly width: number;
  readonly height: number;
  /** Top left of each card. */
  readonly nodes: ReadonlyMap<string, Point>;
  /**
   * By `toEdgeKey`: x, y, x, y … from the middle of the dependency's right side to the middle of the dependent's left.
   * Edges within one wave (cycles) may leave and enter on the other side. `toEdgeCurves` says how to join the points.
   */
  readonly edges: ReadonlyMap<string, readonly number[]>;
  readonly areas: readonly LayoutArea[];
}

/** Turns a topology into a picture. Equal input gives an equal picture, whatever order it comes in. */
export interface LayoutEngine {
  readonly name: string;
  layout(input: LayoutInput): LayoutResult;
}

/** Names an edge by its two ends, as lib/graph does; ids hold no line break. */
export function toEdgeKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
