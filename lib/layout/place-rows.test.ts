import { describe, expect, it } from "vitest";
import { at } from "#lib/graph/adjacency.ts";
import { nameItems, readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import { foldColumns } from "./fold-columns.ts";
import { placeRows } from "./place-rows.ts";

/** The middle of each node and (as "a@1") of each lane, its columns ordered as told. */
function place(text: string, columns: readonly string[], kept?: { middles: Record<string, number>; height: number }) {
  const graph = toColumnGraph(text);
  const names = nameItems(graph);
  const folded = foldColumns(graph, readOrder(graph, columns), Number.POSITIVE_INFINITY);
  const middles = placeRows(
    graph,
    folded,
    kept && { middles: Float64Array.from(names, (name) => kept.middles[name] ?? Number.NaN), height: kept.height },
  );
  return Object.fromEntries(names.map((name, item) => [name, at(middles, at(folded.slotOf, item))]));
}

describe("rows", () => {
  it.each([
    ["a chain is level", "a>b b>c", ["a", "b", "c"], { a: 32, b: 32, c: 32 }],
    ["a hub is in the middle of its fan", "a>b a>c a>d", ["a", "b c d"], { a: 106, b: 32, c: 106, d: 180 }],
    ["so is what a fan leads to", "a>b a>c b>z c>z", ["a", "b c", "z"], { a: 69, b: 32, c: 106, z: 69 }],
    [
      "two roots stand opposite their own",
      "a>b a>c x>y x>z",
      ["a x", "b c y z"],
      { a: 69, x: 217, b: 32, c: 106, y: 180, z: 254 },
    ],
    [
      "an edge over a wave passes between its cards",
      "a>b a>c b>z c>z a>z",
      ["a", "b a@1 c", "z"],
      { a: 69, b: 32, "a@1": 69, c: 106, z: 69 },
    ],
  ])("%s", (_, text, columns, middles) => {
    expect(place(text, columns)).toEqual(middles);
  });

  it("straightens a long edge before short ones", () => {
    const middles = place("a>b b>c c>d a>d b>c2 b>c3", ["a", "a@1 b", "a@2 c c2 c3", "d"]);
    const bend = (from: string, to: string) => Math.abs((middles[from] ?? 0) - (middles[to] ?? 0));
    expect(bend("a@1", "a@2") * 3).toBeLessThan(bend("b", "c3"));
  });

  it("leaves what is kept and puts the rest beside it", () => {
    const kept = { middles: { a: 180, b: 106, c: 254 }, height: 286 };
    expect(place("a>b a>c a>n", ["a", "b n c"], kept)).toEqual({ a: 180, b: 106, n: 180, c: 254 });
  });

  it("moves what is kept no further than the new one needs", () => {
    const kept = { middles: { a: 69, b: 32, c: 106 }, height: 138 };
    const middles = place("a>b a>c a>n", ["a", "b n c"], kept);
    expect(middles).toEqual({ a: 69, b: 32, n: 106, c: 180 });
  });
});
