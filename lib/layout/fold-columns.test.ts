import { describe, expect, it } from "vitest";
import { buildColumnGraph } from "./column-graph.ts";
import { countSubColumns, foldColumns } from "./fold-columns.ts";
import { parseGraph } from "./graphs.test-support.ts";
import { measureArea, measureHeight, measureWidths } from "./measure-columns.ts";
import { readTopology } from "./read-topology.ts";

const graph = buildColumnGraph(readTopology(parseGraph("a>b a>c a>d a>e a>f b>z a>z")));
const itemOf = (id: string) => graph.itemOf.get(id) ?? -1;
const trunk = graph.items.findIndex(({ node }) => node === null);

function fold(middle: string, rowLimit: number): string {
  const order = middle.split(" ").map((id) => (id === "|" ? trunk : itemOf(id)));
  const column = foldColumns(graph, [[itemOf("a")], order, [itemOf("z")]], rowLimit)[1];
  return (column?.slots ?? [])
    .map((slot) =>
      slot.kind === "lane" ? "|" : slot.cards.map((item) => (item === null ? "-" : graph.items[item]?.node)).join(""),
    )
    .join(" ");
}

describe("folding a wave", () => {
  it.each([
    ["none where it fits", "b c | d e f", 5, "b c | d e f"],
    ["into two", "b c | d e f", 3, "bc | de f"],
    ["a lane goes to the nearer side of its row", "b | c d e f", 3, "bc | de f"],
    ["a lane before all stays there", "| b c d e f", 3, "| bc de f"],
    ["a lane behind all stays there", "b c d e f |", 3, "bc de f |"],
    ["into three", "b | c d e f", 2, "| bcd ef"],
    ["into one row", "b c d e f |", 1, "bcdef |"],
  ])("%s", (_, column, rowLimit, folded) => {
    expect(fold(column, rowLimit)).toBe(folded);
  });

  it.each([
    [0, 5, 1],
    [5, Number.POSITIVE_INFINITY, 1],
    [5, 5, 1],
    [6, 5, 2],
    [177, 30, 6],
  ])("%i cards with at most %d in a row take %i", (cards, limit, subColumns) => {
    expect(countSubColumns(cards, limit)).toBe(subColumns);
  });
});

describe("measuring columns", () => {
  const row = { kind: "row" as const, cards: [0] };
  const lane = { kind: "lane" as const, item: 1 };
  it.each([
    ["nothing", [], 0],
    ["a card", [row], 64],
    ["two cards, 10 apart", [row, row], 138],
    ["a lane fits between two cards", [row, lane, row], 138],
    ["each further lane takes 4", [row, lane, lane, lane, row], 146],
    ["a lane at the side takes half a gap", [lane, row], 69],
    ["a lane alone", [lane], 0],
  ])("%s", (_, slots, height) => {
    expect(measureHeight({ wave: 0, subColumns: 1, slots })).toBe(height);
  });

  it("keeps waves 48 apart, and 96 beside a folded one", () => {
    const widths = measureWidths([{ subColumns: 1 }, { subColumns: 1 }, { subColumns: 3 }]);
    expect(widths).toEqual([
      { x: 0, width: 240 },
      { x: 288, width: 240 },
      { x: 624, width: 768 },
    ]);
  });

  it("adds the padding of the area", () => {
    expect(measureArea([{ wave: 0, subColumns: 1, slots: [row] }])).toEqual({ width: 272, height: 114 });
  });
});
