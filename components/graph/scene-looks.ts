import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { type GraphEdge, type GraphNode, NODE_STATES, type NodeState, type Snapshot } from "#lib/graph/model.ts";
import { findReplacedPlaces } from "#lib/graph/replaced-places.ts";
import type { Rect } from "./camera-moves.ts";
import { toCycleRings } from "./cycle-rings.ts";
import { type EdgeLook, mayWait } from "./edge-look.ts";
import { findEdgesInto, type Scene } from "./scene.ts";
import { selectTopology } from "./select-topology.ts";
import { isRootCause } from "./to-card-text.ts";

/** The looks of edges, in the order in which they are drawn: what says most lies on top. */
export const EDGE_LOOKS = [
  "satisfied",
  "would-block",
  "unknown",
  "blocking",
  "missing",
  "cycle",
] as const satisfies readonly EdgeLook[];

const STATE_CODES = new Map(NODE_STATES.map((state, code) => [state, code]));
const LOOK_CODES = new Map<EdgeLook, number>(EDGE_LOOKS.map((look, code) => [look, code]));
/** Of a node or an edge that the snapshot does not have any more. */
export const GONE = 255;
const READY = STATE_CODES.get("ready");
const SATISFIED = LOOK_CODES.get("satisfied");
const BLOCKING = LOOK_CODES.get("blocking") ?? GONE;
const WOULD_BLOCK = LOOK_CODES.get("would-block") ?? GONE;

/** What is to be drawn anew after a change: places in the scene's rows; `all` where nearly everything is. */
export interface LooksChange {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly all: boolean;
  /** Whether anything has gone. */
  readonly isLess: boolean;
}

/**
 * How each node and edge of a scene looks at the moment, as codes in a row. It is told of each snapshot and finds what
 * changed by the identity of the parts, which a patch keeps for all that it does not touch.
 */
export class SceneLooks {
  readonly scene: Scene;
  /** Places in `NODE_STATES`. */
  readonly states: Uint8Array;
  /** 1 for a root cause that has a ring of its own. */
  readonly causes: Uint8Array;
  /** Places in `EDGE_LOOKS`. */
  readonly edges: Uint8Array;
  /** The nodes that are not simply ready, and the edges that are not simply satisfied. */
  readonly loudNodes = new Set<number>();
  readonly loudEdges = new Set<number>();
  /** Round each cycle, in world units. */
  rings: readonly Rect[] = [];
  #snapshot: Snapshot | null = null;
  #cycleOf: ReadonlyMap<string, number> = new Map();

  constructor(scene: Scene) {
    this.scene = scene;
    this.states = new Uint8Array(scene.ids.length).fill(GONE);
    this.causes = new Uint8Array(scene.ids.length);
    this.edges = new Uint8Array(scene.edges.count).fill(GONE);
  }

  /** Takes a snapshot in and tells what looks different from before. */
  update(snapshot: Snapshot): LooksChange {
    const before = this.#snapshot;
    this.#snapshot = snapshot;
    const isSameCycles = before?.cycles === snapshot.cycles;
    if (!isSameCycles) {
      this.#cycleOf = toCycleOf(snapshot);
      this.rings = snapshot.cycles.flatMap((cycle) => toCycleRings(cycle, this.scene.layout.nodes));
    }
    const nodes: number[] = [];
    const edges: number[] = [];
    const otherNodes = before === null ? null : findReplacedPlaces(before.nodes, snapshot.nodes);
    if (otherNodes === null) this.#readAllNodes(snapshot, nodes);
    else
      for (const at of otherNodes) {
        const node = snapshot.nodes[at];
        if (node !== undefined) this.#readNode(node, nodes);
      }
    const otherEdges = before === null || !isSameCycles ? null : findReplacedPlaces(before.edges, snapshot.edges);
    if (otherEdges === null) this.#readAllEdges(snapshot, edges);
    else
      for (const at of otherEdges) {
        const edge = snapshot.edges[at];
        const row = edge === undefined ? -1 : this.scene.rows.findEdge(edge.from, edge.to);
        if (edge !== undefined && row >= 0) this.#readEdge(edge, row, edges);
      }
    if (otherEdges !== null) for (const node of nodes) this.#lookInto(node, edges);
    const isLess = nodes.some((node) => this.states[node] === GONE) || edges.some((edge) => this.edges[edge] === GONE);
    return { nodes, edges, all: before === null || !isSameCycles, isLess };
  }

  #readAllNodes(snapshot: Snapshot, changed: number[]): void {
    const seen = new Uint8Array(this.states.length);
    for (const node of snapshot.nodes) {
      const at = this.#readNode(node, changed);
      if (at !== undefined) seen[at] = 1;
    }
    markGone(this.states, seen, changed, this.loudNodes);
  }

  #readNode(node: GraphNode, changed: number[]): number | undefined {
    const at = this.scene.indexOf.get(node.id);
    if (at === undefined) return undefined;
    const code = STATE_CODES.get(node.state) ?? GONE;
    const cause = isRootCause(node) && !node.inCycle ? 1 : 0;
    if (this.states[at] !== code || this.causes[at] !== cause) {
      this.states[at] = code;
      this.causes[at] = cause;
      changed.push(at);
      if (code === READY && cause === 0) this.loudNodes.delete(at);
      else this.loudNodes.add(at);
    }
    return at;
  }

  #readAllEdges(snapshot: Snapshot, changed: number[]): void {
    const seen = new Uint8Array(this.edges.length);
    const toRow = this.#toEdgeRow(snapshot);
    for (let place = 0; place < snapshot.edges.length; place++) {
      const edge = snapshot.edges[place];
      const at = edge === undefined ? -1 : toRow(edge, place);
      if (edge === undefined || at < 0) continue;
      this.#readEdge(edge, at, changed);
      seen[at] = 1;
    }
    markGone(this.edges, seen, changed, this.loudEdges);
  }

  /**
   * Finds the edges of a snapshot in the scene: by numbers, for each name that is looked up takes its time. What is laid
   * out has the ends of all edges in numbers, and its edges are those of the snapshot, unless that has some to nothing.
   */
  #toEdgeRow(snapshot: Snapshot): (edge: GraphEdge, place: number) => number {
    const { rows } = this.scene;
    const { ids, from, to } = selectTopology(snapshot, null);
    const rowOf = Int32Array.from(ids, (id) => rows.indexOf.get(id) ?? -1);
    return (edge, place) => {
      const source = from[place] ?? -1;
      const target = to[place] ?? -1;
      if (ids[source] === edge.from && ids[target] === edge.to)
        return rows.findBetween(rowOf[source] ?? -1, rowOf[target] ?? -1);
      return rows.findEdge(edge.from, edge.to);
    };
  }

  #readEdge(edge: GraphEdge, at: number, changed: number[]): void {
    const isInCycle = this.#cycleOf.size > 0 && edge.state !== "missing" && this.#isWithinCycle(edge);
    const code = LOOK_CODES.get(isInCycle ? "cycle" : edge.state) ?? GONE;
    this.#setEdge(at, code === BLOCKING && !this.#mayWait(at) ? WOULD_BLOCK : code, changed);
  }

  #isWithinCycle({ from, to }: GraphEdge): boolean {
    const cycle = this.#cycleOf.get(from);
    return cycle !== undefined && cycle === this.#cycleOf.get(to);
  }

  /** What a node waits for holds it up, or only would, by its own state: with that the edges into it look different. */
  #lookInto(node: number, changed: number[]): void {
    for (const edge of findEdgesInto(this.scene.edges, node)) {
      const code = this.edges[edge];
      if (code === BLOCKING || code === WOULD_BLOCK)
        this.#setEdge(edge, this.#mayWait(edge) ? BLOCKING : WOULD_BLOCK, changed);
    }
  }

  #mayWait(edge: number): boolean {
    const dependent = this.scene.edges.to[edge] ?? -1;
    return mayWait(toKnownObjectId(this.scene.ids[dependent] ?? ""), toState(this.states[dependent]));
  }

  #setEdge(at: number, code: number, changed: number[]): void {
    if (this.edges[at] === code) return;
    this.edges[at] = code;
    changed.push(at);
    if (code === SATISFIED) this.loudEdges.delete(at);
    else this.loudEdges.add(at);
  }
}

function markGone(codes: Uint8Array, seen: Uint8Array, changed: number[], loud: Set<number>): void {
  for (let at = 0; at < codes.length; at++) {
    if (seen[at] === 1 || codes[at] === GONE) continue;
    codes[at] = GONE;
    changed.push(at);
    loud.delete(at);
  }
}

function toCycleOf({ cycles }: Snapshot): ReadonlyMap<string, number> {
  return new Map(cycles.flatMap(({ nodes }, cycle) => nodes.map((id): [string, number] => [id, cycle])));
}

/** The state that a code of `SceneLooks.states` stands for; null for what is gone. */
export function toState(code: number | undefined): NodeState | null {
  return NODE_STATES[code ?? GONE] ?? null;
}
