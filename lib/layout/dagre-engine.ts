import { orderWithDagre } from "./order-with-dagre.ts";
import { WaveEngine } from "./wave-engine.ts";

/** The engine that lets dagre order each wave: the baseline of ours, and slow beyond some hundreds of nodes. */
export class DagreEngine extends WaveEngine {
  constructor() {
    super("dagre", orderWithDagre);
  }
}
