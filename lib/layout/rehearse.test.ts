import { describe, expect, it } from "vitest";
import { LayeredEngine } from "./layered-engine.ts";
import type { LayoutEngine, LayoutInput } from "./layout-engine.ts";
import { toEffort } from "./order-columns.ts";
import { readTopology } from "./read-topology.ts";
import { createRehearsal, rehearse } from "./rehearse.ts";

describe("a rehearsal", () => {
  it("is of graphs that are laid out as the largest are", () => {
    for (const seed of [1, 2, 3]) {
      const { ids, waves, from, to } = readTopology(createRehearsal(seed));
      expect(toEffort(ids.length + from.length)).toBe("quick");
      expect([...from].every((start, edge) => (waves[start] ?? 0) < (waves[to[edge] ?? 0] ?? 0))).toBe(true);
    }
  });

  it("lays out another one in each step, and comes to an end", () => {
    const seen: LayoutInput[] = [];
    const real = new LayeredEngine();
    const engine: LayoutEngine = {
      name: "watched",
      layout(input) {
        seen.push(input);
        return real.layout(input);
      },
    };
    const steps = rehearse(engine);
    expect(seen).toHaveLength(0);
    steps.next();
    expect(seen).toHaveLength(1);
    for (const _ of steps);
    expect(new Set(seen.map((input) => JSON.stringify(input))).size).toBe(3);
  });
});
