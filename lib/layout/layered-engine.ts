import { type Effort, orderColumns } from "./order-columns.ts";
import { WaveEngine } from "./wave-engine.ts";

/** Our own engine, which the product uses: 10,000 nodes in a fraction of a second. */
export class LayeredEngine extends WaveEngine {
  constructor(effort: Effort | null = null) {
    super("layered", orderColumns, effort);
  }
}
