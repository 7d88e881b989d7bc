import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { nameItems, readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import { anyLayers, countNaively, shuffleColumns } from "./layers.test-support.ts";
import { toReadingOrder } from "./reading-order.ts";

describe("an order to be read", () => {
  it.each([
    ["a hub's leaves by name", "h>a h>b h>c", ["h", "b c a"], "h a b c"],
    ["upside down where most fall", "x>a y>b z>c", ["z y x", "c b a"], "x y z a b c"],
    ["as it was where most rise", "x>a y>b z>c", ["x y z", "a b c"], "x y z a b c"],
    ["twins by name, the rest in its place", "x>b x>d y>c y>a", ["x y", "d b c a"], "x y b d a c"],
  ])("%s", (_, text, columns, wanted) => {
    const graph = toColumnGraph(text);
    const names = nameItems(graph);
    const order = toReadingOrder(graph, readOrder(graph, columns));
    expect(Array.from(order, (item) => names[item]).join(" ")).toBe(wanted);
  });

  it("crosses exactly as often as before", () => {
    fc.assert(
      fc.property(anyLayers, fc.array(fc.nat(100), { minLength: 60, maxLength: 60 }), (layers, numbers) => {
        const order = shuffleColumns(layers, numbers);
        const read = toReadingOrder(layers, order);
        expect(countNaively(layers, read)).toBe(countNaively(layers, order));
        expect([...read].sort((a, b) => a - b)).toEqual([...order].sort((a, b) => a - b));
      }),
      { seed: 61, numRuns: 1000 },
    );
  });
});
