import { describe, expect, it } from "vitest";
import { readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import { foldColumns } from "./fold-columns.ts";
import { placeItems } from "./place-items.ts";
import { routeThrough } from "./route-edges.ts";
import { AREA_PADDING_TOP, PLAIN_PADDING } from "./sizes.ts";

/** The points of an edge where every slot stands 100 below the one above, the first at 100. */
function route(text: string, columns: readonly string[], rowLimit: number, edge: string): number[] {
  const graph = toColumnGraph(text);
  const folded = foldColumns(graph, readOrder(graph, columns), rowLimit);
  const isPlain = folded.subColumns.every((_, column) => folded.slotStarts[column + 1] === column + 1);
  const top = isPlain ? PLAIN_PADDING : AREA_PADDING_TOP;
  const middles = Float64Array.from(folded.isLane, (_, slot) => {
    const column = folded.slotStarts.findLastIndex((start) => start <= slot);
    return 100 - top + 100 * (slot - (folded.slotStarts[column] ?? 0));
  });
  const { ids, from, to } = graph.topology;
  const number = from.findIndex((start, index) => `${ids[start]}>${ids[to[index] ?? -1]}` === edge);
  return routeThrough(graph, placeItems(graph, folded, middles), number);
}

const fan = "a>b a>c a>d b>z";

describe("routing an edge", () => {
  it.each([
    ["to the next wave", "a>b", ["a", "b"], 9, "a>b", [256, 100, 304, 100]],
    ["to a lower card", fan, ["a", "b c d", "z"], 9, "a>d", [256, 100, 304, 300]],
    ["straight through a wave", "a>b b>c a>c", ["a", "b a@1", "c"], 9, "a>c", [256, 100, 304, 200, 544, 200, 592, 100]],
    [
      "below the card that it reaches, behind another",
      fan,
      ["a", "b c d", "z"],
      2,
      "a>c",
      [256, 100, 352, 135, 592, 135, 616, 100],
    ],
    ["above the card in front of it", fan, ["a", "b c d", "z"], 2, "b>z", [592, 100, 616, 65, 856, 65, 952, 100]],
    [
      "straight past places where no card is",
      "a>b a>c a>d d>z",
      ["a", "b c d", "z"],
      2,
      "d>z",
      [592, 200, 856, 200, 952, 100],
    ],
  ])("%s", (_, text, columns, rowLimit, edge, points) => {
    expect(route(text, columns, rowLimit, edge)).toEqual(points);
  });
});
