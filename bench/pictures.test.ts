import { describe, expect, it } from "vitest";
import { comparePictures, sumUp } from "./compare-pictures.ts";
import { SHAPES } from "./shapes.ts";

const GRAPHS = ["fleet", "hubs", "dense", "chains"].flatMap((name) =>
  [30, 60, 120].map((size) => [name, size] as const),
);

/** How often the lines of Graphviz dot 16.1 cross in its drawing of the same (left to right, splines=polyline). */
const DOT: Readonly<Record<string, number>> = {
  "fleet 30": 5,
  "fleet 60": 82,
  "fleet 120": 447,
  "hubs 30": 3,
  "hubs 60": 8,
  "hubs 120": 23,
  "dense 30": 227,
  "dense 60": 1169,
  "dense 120": 5284,
};

describe("pictures beside dagre's", { timeout: 60_000 }, () => {
  it.each(GRAPHS)("%s of %i: no more crossings, no longer lines, no larger than they may be", (name, size) => {
    const rows = comparePictures("pictures", `${name} ${size}`, SHAPES[name]?.(size) ?? { nodes: [], edges: [] });
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { what, ours, baseline, aim } of rows) {
      const most = Number(aim?.replace("≤ ", ""));
      expect(most, what).toBeGreaterThanOrEqual(1);
      // Rounding moves a line by half a unit at most.
      expect(ours.median, what).toBeLessThanOrEqual((baseline?.median ?? 0) * most * 1.0001);
      if (what.endsWith("crossings")) expect(ours.median, what).toBeLessThanOrEqual(DOT[`${name} ${size}`] ?? 0);
    }
  });

  it("add up", () => {
    const one = comparePictures("pictures", "one", SHAPES["fleet"]?.(30) ?? { nodes: [], edges: [] });
    const sums = sumUp("pictures", "both", [...one, ...one]);
    expect(sums.map(({ what, baseline }) => [what, baseline?.ratio])).toEqual(
      one.map(({ what, baseline }) => [what.replace("one", "both"), baseline?.ratio]),
    );
    expect(sums.map(({ ours }) => ours.median)).toEqual(one.map(({ ours }) => 2 * ours.median));
    expect(sumUp("pictures", "none", [])).toEqual([]);
  });

  it("of nothing are none", () => {
    expect(comparePictures("pictures", "none", { nodes: [], edges: [] })).toEqual([]);
  });
});
