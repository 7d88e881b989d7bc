import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { bundleLanes } from "./bundle-lanes.ts";
import { nameItems, readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import { createFleet } from "./graphs.test-support.ts";
import { countNaively, shuffleColumns } from "./layers.test-support.ts";
import { partLanes } from "./part-lanes.ts";

describe("lanes that are parted", () => {
  it("stand where their bundle was, in the order in which they go on", () => {
    const graph = toColumnGraph("a>b b>c b>d a>c a>d");
    const order = readOrder(graph, ["a", "b a@1", "d c"]);
    const parted = partLanes({ graph, order });
    const names = nameItems(parted.graph);
    expect(Array.from(parted.order, (item) => names[item])).toEqual(["a", "b", "a@1", "a@1", "d", "c"]);
    // The lane of a>d (its second long edge) comes first, as d does.
    expect([...parted.order.subarray(2, 4)]).toEqual([parted.graph.lanes[1], parted.graph.lanes[0]]);
  });

  it("are the same bundle again when they are joined", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 60 }),
        fc.nat(500),
        fc.array(fc.nat(100), { minLength: 60, maxLength: 60 }),
        (size, seed, numbers) => {
          const graph = toColumnGraph(createFleet(size, seed));
          const order = shuffleColumns(graph, numbers);
          const joined = bundleLanes(partLanes({ graph, order }));
          expect(joined.order).toHaveLength(order.length);
          expect(countNaively(joined.graph, joined.order)).toBe(countNaively(graph, order));
        },
      ),
      { seed: 83, numRuns: 200 },
    );
  });
});
