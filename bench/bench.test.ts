import { describe, expect, it } from "vitest";
import { generateFleet } from "./generate-fleet.ts";
import { toRow, toTable } from "./row.ts";
import { summarise } from "./statistics.ts";

describe("figures", () => {
  it("are summarised", () => {
    const figures = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(summarise(figures)).toEqual({ min: 1, median: 51, p95: 96, max: 100 });
    expect(() => summarise([])).toThrow(RangeError);
  });

  it("stand beside those of the same run", () => {
    const row = toRow("layout", "250 nodes", "ms", [10, 20, 30], { what: "dagre", figures: [40, 40, 40] });
    expect(row.baseline?.ratio).toBe(0.5);
    expect(toTable([row])).toContain("| layout: 250 nodes | 10 ms | 20 ms | 30 ms | 30 ms | dagre: 40 ms | 0.5 |");
  });
});

describe("generateFleet", () => {
  it("gives the same fleet for the same seed, about two edges a node, a fifth alone", () => {
    const fleet = generateFleet(1_000, 3);
    expect(generateFleet(1_000, 3)).toEqual(fleet);
    const counts = fleet.map(({ spec }) => (spec as { dependsOn: unknown[] }).dependsOn.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(900);
    expect(fleet).toHaveLength(1_000);
  });
});
