import type { ColumnGraph } from "./column-graph.ts";
import type { FoldedColumns } from "./fold-columns.ts";
import { FoldedColumn, type Reach } from "./folded-column.ts";
import type { ColumnOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";
import { RankedOrder } from "./ranked-order.ts";
import { findShakable, shake } from "./shake-order.ts";
import { siftColumn, siftSome } from "./sift-items.ts";

/** An order whose columns are folded, taken to fewer crossings without a lane coming between two cards of a row. */
export class FoldSifter {
  readonly #ranked: RankedOrder;
  readonly #cards: number;
  readonly #subColumns: Int32Array;
  /** The columns with cycles, whose members stay together as they are. */
  readonly #rings: ReadonlySet<number>;

  constructor(graph: ColumnGraph, { items, subColumns }: FoldedColumns) {
    this.#ranked = new RankedOrder(graph, items);
    this.#cards = graph.cards;
    this.#subColumns = subColumns;
    this.#rings = new Set(Array.from(graph.loops, (edge) => intAt(graph.columnOf, intAt(graph.topology.to, edge))));
  }

  get order(): ColumnOrder {
    return this.#ranked.order;
  }

  count(): number {
    return this.#ranked.count();
  }

  /** Takes each item to the best place within reach, column by column, to the right and to the left in turn. */
  sift(rounds: number, reach: Reach): void {
    const { columns } = this.#ranked;
    for (let round = 0; round < rounds; round++) {
      let saved = 0;
      for (let step = 0; step < columns; step++)
        saved += this.#siftColumn(round % 2 === 0 ? step : columns - 1 - step, reach);
      if (saved === 0) break;
    }
  }

  /** Shakes and sifts for so many steps, or until no more links cross than the goal says. */
  shake(steps: number, goal: number, reach: Reach): void {
    shake(this.#ranked, {
      steps,
      goal,
      columns: findShakable(this.#ranked).filter((column) => !this.#rings.has(column)),
      shuffle: (column, pick) => {
        const rows = this.#readColumn(column);
        const shuffled = rows.shuffle(pick);
        rows.settle();
        return shuffled;
      },
      sift: (column, items, moved) => this.#siftSome(column, items, reach, moved),
    });
  }

  #siftSome(column: number, items: readonly number[], reach: Reach, moved: number[]): number {
    const free = this.#rings.has(column) ? items.filter((item) => item >= this.#cards) : items;
    if (free.length === 0) return 0;
    if (intAt(this.#subColumns, column) === 1)
      return this.#rings.has(column) ? 0 : siftSome(this.#ranked, column, free, reach.cards, moved);
    const rows = this.#readColumn(column);
    const gain = rows.sift(free, reach, moved);
    if (gain > 0) rows.settle();
    return gain;
  }

  #siftColumn(column: number, reach: Reach): number {
    const isRing = this.#rings.has(column);
    if (intAt(this.#subColumns, column) === 1) return isRing ? 0 : siftColumn(this.#ranked, column, reach.cards);
    const rows = this.#readColumn(column);
    const gain = rows.siftLanes(reach) + (isRing ? 0 : rows.siftCards(reach));
    if (gain > 0) rows.settle();
    return gain;
  }

  #readColumn(column: number): FoldedColumn {
    return new FoldedColumn(this.#ranked, column, intAt(this.#subColumns, column), this.#cards);
  }
}
