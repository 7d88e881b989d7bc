import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toColumnGraph } from "./column-graph.test-support.ts";
import { createFleet } from "./graphs.test-support.ts";
import { shuffleColumns } from "./layers.test-support.ts";
import { countCrossings } from "./ranked-order.ts";
import { measureEdges, shortenOrder } from "./shorten-order.ts";

const numbers = fc.array(fc.nat(100), { minLength: 60, maxLength: 60 });

describe("shortening edges", () => {
  it("lets no more links cross, makes no edge longer in all, and keeps each item in its column", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 12 }), fc.nat(300), numbers, (size, seed, by) => {
        const graph = toColumnGraph(createFleet(size, seed));
        const order = shuffleColumns(graph, by);
        const shorter = shortenOrder({ graph, order });
        expect(countCrossings(graph, shorter)).toBeLessThanOrEqual(countCrossings(graph, order));
        expect(measureEdges(graph, shorter)).toBeLessThanOrEqual(measureEdges(graph, order));
        expect([...shorter].sort((a, b) => a - b)).toEqual([...order].sort((a, b) => a - b));
        expect(Array.from(shorter, (item) => graph.columnOf[item])).toEqual(
          Array.from(order, (item) => graph.columnOf[item]),
        );
      }),
      { seed: 103, numRuns: 150 },
    );
  });

  it("puts the leaf of a hub beside it where nothing crosses either way", () => {
    const graph = toColumnGraph("h>a h>b h>c a>x c>x");
    const bad = Int32Array.from(graph.topology.ids.keys()).sort(
      (a, b) => (graph.columnOf[a] ?? 0) - (graph.columnOf[b] ?? 0) || a - b,
    );
    const shorter = shortenOrder({ graph, order: bad });
    expect(measureEdges(graph, shorter)).toBeLessThan(measureEdges(graph, bad));
  });
});
