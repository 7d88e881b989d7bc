import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toColumnGraph } from "./column-graph.test-support.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { foldColumns } from "./fold-columns.ts";
import { FoldSifter } from "./fold-sifter.ts";
import { FoldedColumn } from "./folded-column.ts";
import { createFleet } from "./graphs.test-support.ts";
import { countNaively, shuffleColumns } from "./layers.test-support.ts";
import type { ColumnOrder } from "./layers.ts";
import { RankedOrder } from "./ranked-order.ts";
import { createSeededRandom } from "./seeded-random.ts";

const FAR = { cards: 100, rows: 100 };

/** A fleet's columns in any order, folded in any way. */
const anyFold = fc
  .record({
    size: fc.integer({ min: 4, max: 40 }),
    seed: fc.nat(500),
    limit: fc.integer({ min: 1, max: 8 }),
    numbers: fc.array(fc.nat(100), { minLength: 60, maxLength: 60 }),
  })
  .map(({ size, seed, limit, numbers }) => {
    const graph = toColumnGraph(createFleet(size, seed));
    return { graph, limit, folded: foldColumns(graph, shuffleColumns(graph, numbers), limit) };
  });

/** Each item once, in its column, and no lane between two cards of a row: then folding changes nothing more. */
function expectFolded(graph: ColumnGraph, order: ColumnOrder, limit: number): void {
  expect([...order].sort((a, b) => a - b)).toEqual([...graph.columnOf.keys()]);
  expect(foldColumns(graph, order, limit).items).toEqual(order);
}

describe("a folded column", () => {
  it.each([
    ["its lanes", (rows: FoldedColumn) => rows.siftLanes(FAR)],
    ["its lanes to the next row", (rows: FoldedColumn) => rows.siftLanes({ cards: 0, rows: 1 })],
    ["its cards", (rows: FoldedColumn) => rows.siftCards(FAR)],
    ["its cards near by", (rows: FoldedColumn) => rows.siftCards({ cards: 2, rows: 0 })],
  ])("sifts %s, saves what it says, and stays folded", (_, sift) => {
    fc.assert(
      fc.property(anyFold, ({ graph, limit, folded }) => {
        const ranked = new RankedOrder(graph, folded.items);
        for (let column = 0; column < ranked.columns; column++) {
          const before = countNaively(graph, ranked.order);
          const rows = new FoldedColumn(ranked, column, folded.subColumns[column] ?? 1, graph.cards);
          const saved = sift(rows);
          rows.settle();
          expect(saved).toBeGreaterThanOrEqual(0);
          expect(countNaively(graph, ranked.order)).toBe(before - saved);
        }
        expectFolded(graph, ranked.order, limit);
      }),
      { seed: 71, numRuns: 150 },
    );
  });

  it("stays folded however it is shuffled", () => {
    fc.assert(
      fc.property(anyFold, fc.nat(), ({ graph, limit, folded }, seed) => {
        const random = createSeededRandom(seed);
        const ranked = new RankedOrder(graph, folded.items);
        for (let column = 0; column < ranked.columns; column++) {
          const rows = new FoldedColumn(ranked, column, folded.subColumns[column] ?? 1, graph.cards);
          for (let turn = 0; turn < 3; turn++) rows.shuffle((limit) => Math.floor(random() * limit));
          rows.settle();
        }
        expectFolded(graph, ranked.order, limit);
      }),
      { seed: 73, numRuns: 150 },
    );
  });
});

describe("sifting folded columns", () => {
  it("never crosses more, and ends at the goal", () => {
    fc.assert(
      fc.property(anyFold, fc.nat(30), ({ graph, limit, folded }, goal) => {
        const sifter = new FoldSifter(graph, folded);
        const before = sifter.count();
        sifter.sift(4, FAR);
        const sifted = sifter.count();
        expect(sifted).toBeLessThanOrEqual(before);
        sifter.shake(3_000, goal, FAR);
        expect(sifter.count()).toBeLessThanOrEqual(sifted);
        if (sifted <= goal) expect(sifter.count()).toBe(sifted);
        expect(sifter.count()).toBe(countNaively(graph, sifter.order));
        expectFolded(graph, sifter.order, limit);
      }),
      { seed: 79, numRuns: 100 },
    );
  });

  it("leaves the members of a cycle as they stand", () => {
    const graph = toColumnGraph("r>a r>b r>c r>d a>b b>c c>a d>x a>x b>y r>x r>y");
    const column = graph.columnOf[graph.topology.ids.indexOf("a")] ?? -1;
    const folded = foldColumns(graph, shuffleColumns(graph, [7, 3, 9, 1]), 2);
    const cards = (order: ColumnOrder) => [...order].filter((item) => item < 4 + 3 && graph.columnOf[item] === column);
    const sifter = new FoldSifter(graph, folded);
    sifter.sift(8, FAR);
    sifter.shake(20_000, -1, FAR);
    expect(cards(sifter.order)).toEqual(cards(folded.items));
  });
});
