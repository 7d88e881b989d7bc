import { drawLines } from "./draw-lines.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { LayoutEdge, LayoutNode, Topology } from "./layout-engine.ts";
import { toRows } from "./picture-rows.ts";
import { createSeededRandom } from "./seeded-random.ts";

/** Small enough to be done in a moment: whoever asks for a real picture meanwhile does not wait. */
const NODES = 160;
const WAVES = 8;
const DEPENDENCIES = 2;
/** After so many the functions that take the time have been compiled; more would hold up the reading of the snapshot. */
const ROUNDS = 5;

/**
 * Lays out made-up graphs and draws their lines, one a step, in the way in which the largest are laid out: what is
 * compiled by then makes the first real picture of a large graph in two thirds of the time.
 */
export function* rehearse(): Generator<void, void> {
  // Not the engine of the real pictures: it would keep what was only rehearsed.
  const engine = new LayeredEngine("quick");
  for (let round = 1; round <= ROUNDS; round++) {
    drawLines(toRows(engine.layout({ ...createRehearsal(round), aspect: 1.6 })).packed);
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
