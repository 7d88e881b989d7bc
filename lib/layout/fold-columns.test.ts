import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { at } from "#lib/graph/adjacency.ts";
import { nameItems, readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { countSubColumns, FoldBuilder, type FoldedColumns, foldColumns } from "./fold-columns.ts";
import { createFleet } from "./graphs.test-support.ts";
import { toNumberedOrder } from "./layers.ts";
import { measureArea, measureFold, measureHeight, measureWidths } from "./measure-columns.ts";

const graph = toColumnGraph("a>b a>c a>d a>e a>f b>z a>z");

/** The slots of a column, rows as the names of their cards. */
function nameSlots(of: ColumnGraph, folded: FoldedColumns, column: number): string {
  const names = nameItems(of);
  const slots: string[] = [];
  for (let slot = at(folded.slotStarts, column); slot < at(folded.slotStarts, column + 1); slot++) {
    const items = folded.items.subarray(at(folded.itemStarts, slot), at(folded.itemStarts, slot + 1));
    slots.push(folded.isLane[slot] === 1 ? "|" : Array.from(items, (item) => names[item]).join(""));
  }
  return slots.join(" ");
}

function fold(middle: string, rowLimit: number): string {
  const order = readOrder(graph, ["a", middle.replace("|", "a@1"), "z"]);
  return nameSlots(graph, foldColumns(graph, order, rowLimit), 1);
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
  it.each([
    ["nothing", "", 0],
    ["a card", "c", 64],
    ["two cards, 10 apart", "cc", 138],
    ["a lane fits between two cards", "clc", 138],
    ["each further lane takes 4", "clllc", 146],
    ["a lane at the side takes half a gap", "lc", 69],
    ["a lane alone", "l", 0],
  ])("%s", (_, slots, height) => {
    expect(measureHeight(toFolded(slots), 0)).toBe(height);
  });

  it("keeps waves 48 apart, and 96 beside a folded one", () => {
    expect(measureWidths(Int32Array.of(1, 1, 3))).toEqual([
      { x: 0, width: 240 },
      { x: 288, width: 240 },
      { x: 624, width: 768 },
    ]);
  });

  it.each([
    ["one row", "c", 74],
    ["two rows", "cc", 148],
    ["two rows and a lane, with headings", "lcc", 185],
    ["three rows, with headings", "ccc", 254],
  ])("adds the padding of the area to %s", (_, slots, height) => {
    expect(measureArea(graph, toFolded(slots))).toEqual({ width: 272, height });
  });

  it("gives without folding what folding gives", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 120 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(99),
        (size, limit, seed) => {
          const fleet = createFleet(size, seed);
          const all = toColumnGraph(fleet);
          const order = toNumberedOrder(all);
          expect(measureFold(all, order, limit)).toEqual(measureArea(all, foldColumns(all, order, limit)));
        },
      ),
      { seed: 59, numRuns: 300 },
    );
  });
});

/** One column with cards (c) and lanes (l) from top to bottom. */
function toFolded(slots: string): FoldedColumns {
  const count = slots.length;
  return {
    subColumns: Int32Array.of(1),
    slotStarts: Int32Array.of(0, count),
    slotOf: new Int32Array(count),
    subColumnOf: new Int32Array(count),
    isLane: Uint8Array.from(slots, (slot) => Number(slot === "l")),
    itemStarts: new Int32Array(count + 1),
    items: new Int32Array(count),
  };
}

describe("building folded columns", () => {
  it("throws when an item has no place", () => {
    const builder = new FoldBuilder(graph);
    builder.addSlot(false);
    builder.addItem(0, 0);
    expect(() => builder.build()).toThrow("not every item has a place");
  });
});
