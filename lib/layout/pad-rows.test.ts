import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { nameItems, readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import { createFleet } from "./graphs.test-support.ts";
import { shuffleColumns } from "./layers.test-support.ts";
import { padRows } from "./pad-rows.ts";

const graph = toColumnGraph("a>b a>c a>d a>e b>z a>z y>x y>z");

function pad(middle: string, rowLimit: number): string {
  const order = readOrder(graph, ["a y", middle, "z"]);
  const names = nameItems(graph);
  return Array.from(padRows({ graph, order }, rowLimit), (item) => names[item])
    .slice(2, -1)
    .join(" ");
}

describe("filling rows up to a lane", () => {
  it.each([
    ["takes leaves of the lane's node, the next first", "b a@1 c d e y@1 x", 2, "b c d a@1 e x y@1"],
    ["leaves a row that is full", "b c a@1 d e y@1 x", 3, "b c a@1 d e y@1 x"],
    ["leaves what is not folded", "b a@1 c d e y@1 x", 9, "b a@1 c d e y@1 x"],
    ["leaves a row for which there is no leaf", "c d e b y@1 x a@1", 2, "c d e b x y@1 a@1"],
  ])("%s", (_, middle, rowLimit, padded) => {
    expect(pad(middle, rowLimit)).toBe(padded);
  });

  it("keeps each item in its column, and all but leaves in their order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 60 }),
        fc.nat(500),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat(100), { minLength: 60, maxLength: 60 }),
        (size, seed, limit, numbers) => {
          const fleet = toColumnGraph(createFleet(size, seed));
          const order = shuffleColumns(fleet, numbers);
          const padded = padRows({ graph: fleet, order }, limit);
          expect([...padded].sort((a, b) => a - b)).toEqual([...fleet.columnOf.keys()]);
          const { starts } = fleet.right;
          const inner = (items: Int32Array) =>
            [...items].filter((item) => item >= fleet.cards || starts[item] !== starts[item + 1]);
          expect(inner(padded)).toEqual(inner(order));
        },
      ),
      { seed: 97, numRuns: 200 },
    );
  });
});
