import type { LayoutEngine, LayoutInput, LayoutResult } from "./layout-engine.ts";
import { LeastRecentlyUsed } from "./least-recently-used.ts";
import { toTopologyKey } from "./topology-key.ts";

/** Lays out with another engine, and keeps the last pictures: a topology that was seen before costs its hash. */
export class KeepingEngine implements LayoutEngine {
  readonly name: string;
  readonly #engine: LayoutEngine;
  readonly #kept: LeastRecentlyUsed<LayoutResult>;

  constructor(engine: LayoutEngine, limit: number) {
    this.name = engine.name;
    this.#engine = engine;
    this.#kept = new LeastRecentlyUsed(limit);
  }

  layout(input: LayoutInput): LayoutResult {
    return this.#kept.getOrBuild(`${toTopologyKey(input)} ${input.aspect}`, () => this.#engine.layout(input));
  }
}
