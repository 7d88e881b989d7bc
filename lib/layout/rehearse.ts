import type { LayoutEdge, LayoutEngine, LayoutNode, Topology } from "./layout-engine.ts";
import { createSeededRandom } from "./seeded-random.ts";

/** Each large enough to be laid out as ten thousand are (`toEffort`), and small enough to be done in a moment. */
const NODES = 480;
const WAVES = 8;
const DEPENDENCIES = 2;
/** After so many the functions that take the time have been compiled. */
const ROUNDS = 3;

/**
 * Lays out a few made-up graphs, one a step: what is compiled by then makes the first real picture of a large graph in
 * two thirds of the time.
 */
export function* rehearse(engine: LayoutEngine): Generator<void, void> {
  for (let round = 1; round <= ROUNDS; round++) {
    engine.layout({ ...createRehearsal(round), aspect: 1.6 });
    yield;
  }
}

/** A graph whose nodes name two of any earlier waves: another one for each seed. */
export function createRehearsal(seed: number): Topology {
  const random = createSeededRandom(seed);
  const nodes: LayoutNode[] = [];
  const edges: LayoutEdge[] = [];
  for (let node = 0; node < NODES; node++) {
    const wave = node % WAVES;
    nodes.push({ id: `node-${node}`, wave });
    for (let named = 0; wave > 0 && named < DEPENDENCIES; named++) {
      const row = Math.floor(random() * (node / WAVES)) * WAVES;
      edges.push({ from: `node-${row + Math.floor(random() * wave)}`, to: `node-${node}` });
    }
  }
  return { nodes, edges };
}
