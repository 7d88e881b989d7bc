import { intAt } from "./numbers.ts";
import { type RankedOrder, SWAP_STEPS } from "./ranked-order.ts";
import { moveOne, type Pick, shuffleSome } from "./shake-order.ts";
import { findHopeless } from "./sift-items.ts";

/** How many places up and down a card or lane is tried. */
export interface Reach {
  readonly cards: number;
  readonly rows: number;
}

/**
 * One column of an order as rows of so many cards, with the lanes that pass above each row and below the last: there alone
 * a lane has a place. Cards and lanes move among those places so that fewer links cross.
 */
export class FoldedColumn {
  readonly #ranked: RankedOrder;
  readonly #column: number;
  readonly #start: number;
  readonly #perRow: number;
  readonly #cards: number[] = [];
  /** By row, and below the last: the lanes above it, from top to bottom. */
  readonly #lanes: number[][] = [];

  /** Reads a column of which each lane stands between two rows; `cards` is how many of all items are cards. */
  constructor(ranked: RankedOrder, column: number, perRow: number, cards: number) {
    const { columnStarts } = ranked.layers;
    const [start, end] = [intAt(columnStarts, column), intAt(columnStarts, column + 1)];
    this.#ranked = ranked;
    this.#column = column;
    this.#start = start;
    this.#perRow = perRow;
    const count = ranked.order.subarray(start, end).filter((item) => item < cards).length;
    for (let row = 0; row <= Math.ceil(count / perRow); row++) this.#lanes.push([]);
    for (let place = start; place < end; place++) {
      const item = intAt(ranked.order, place);
      if (item < cards) this.#cards.push(item);
      else this.#lanes[Math.ceil(this.#cards.length / perRow)]?.push(item);
    }
  }

  /** Takes each lane to the place where it crosses least; gives what that saves. */
  siftLanes(reach: Reach): number {
    return this.sift(this.#lanes.flat(), reach, []);
  }

  /** Takes each card to the place where all crosses least, lanes keeping their rows; gives what that saves. */
  siftCards(reach: Reach): number {
    return this.sift(this.#cards.slice(), reach, []);
  }

  /** Takes some lanes and cards to better places, and adds those that it moved to a list; gives what that saves. */
  sift(items: readonly number[], { cards, rows }: Reach, moved: number[]): number {
    let total = 0;
    for (const item of items) {
      const row = this.#lanes.findIndex((lanes) => lanes.includes(item));
      const gain = row < 0 ? this.#siftCard(item, cards) : this.#siftLane(item, row, rows);
      if (gain > 0) moved.push(item);
      total += gain;
    }
    return total;
  }

  /** Shuffles a few cards that are near each other, or takes a lane to any row; gives what it moved. */
  shuffle(pick: Pick): readonly number[] {
    const lanes = this.#lanes[pick(this.#lanes.length)] ?? [];
    if (lanes.length === 0 || pick(2) === 0)
      return pick(2) === 0 ? moveOne(this.#cards, pick) : shuffleSome(this.#cards, pick);
    const [lane = 0] = lanes.splice(pick(lanes.length), 1);
    const other = this.#lanes[pick(this.#lanes.length)] ?? [];
    other.splice(pick(other.length + 1), 0, lane);
    return [lane];
  }

  /** Writes the column back into the order that it was read from. */
  settle(): void {
    let place = this.#start;
    for (const [row, lanes] of this.#lanes.entries()) {
      for (const lane of lanes) this.#ranked.order[place++] = lane;
      const first = row * this.#perRow;
      for (const card of this.#cards.slice(first, first + this.#perRow)) this.#ranked.order[place++] = card;
    }
    this.#ranked.settle(this.#column);
  }

  #siftLane(lane: number, row: number, reach: number): number {
    const hopeless = findHopeless(this.#ranked.layers, lane);
    const own = this.#lanes[row] ?? [];
    const index = own.indexOf(lane);
    let best = { row, index, gain: 0 };
    const note = (atRow: number, atIndex: number, gain: number) => {
      if (gain > best.gain) best = { row: atRow, index: atIndex, gain };
    };
    let gain = 0;
    for (let above = row; above >= Math.max(0, row - reach) && gain > hopeless; above--) {
      const lanes = this.#lanes[above] ?? [];
      let at = lanes.length;
      if (above === row) at = index;
      else {
        for (const card of this.#rowOf(above)) gain += this.#gain(card, lane);
        note(above, at, gain);
      }
      while (at > 0) {
        gain += this.#gain(lanes[--at] ?? 0, lane);
        note(above, at, gain);
      }
    }
    gain = 0;
    for (let below = row; below < Math.min(this.#lanes.length, row + reach + 1) && gain > hopeless; below++) {
      const lanes = this.#lanes[below] ?? [];
      let at = 0;
      if (below === row) at = index + 1;
      else {
        for (const card of this.#rowOf(below - 1)) gain += this.#gain(lane, card);
        note(below, at, gain);
      }
      for (; at < lanes.length; at++) {
        gain += this.#gain(lane, lanes[at] ?? 0);
        // Its own place is empty then, and what follows has moved up.
        note(below, below === row ? at : at + 1, gain);
      }
    }
    if (best.gain === 0) return 0;
    own.splice(index, 1);
    this.#lanes[best.row]?.splice(best.index, 0, lane);
    return best.gain;
  }

  #siftCard(card: number, reach: number): number {
    const hopeless = findHopeless(this.#ranked.layers, card);
    const from = this.#cards.indexOf(card);
    let [best, bestGain, gain] = [from, 0, 0];
    for (let place = from - 1; place >= Math.max(0, from - reach) && gain > hopeless; place--) {
      const other = this.#cards[place] ?? 0;
      gain += this.#gain(other, card);
      // Over the edge of a row: the card comes above the lanes that pass there, the one that it meets below them.
      if ((place + 1) % this.#perRow === 0) {
        for (const lane of this.#lanes[(place + 1) / this.#perRow] ?? [])
          gain += this.#gain(lane, card) + this.#gain(other, lane);
      }
      if (gain > bestGain) [best, bestGain] = [place, gain];
    }
    gain = 0;
    for (let place = from + 1; place < Math.min(this.#cards.length, from + reach + 1) && gain > hopeless; place++) {
      const other = this.#cards[place] ?? 0;
      gain += this.#gain(card, other);
      if (place % this.#perRow === 0) {
        for (const lane of this.#lanes[place / this.#perRow] ?? [])
          gain += this.#gain(card, lane) + this.#gain(lane, other);
      }
      if (gain > bestGain) [best, bestGain] = [place, gain];
    }
    if (best === from) return 0;
    this.#cards.splice(from, 1);
    this.#cards.splice(best, 0, card);
    return bestGain;
  }

  #rowOf(row: number): readonly number[] {
    return this.#cards.slice(row * this.#perRow, (row + 1) * this.#perRow);
  }

  #gain(upper: number, lower: number): number {
    this.#ranked.steps += SWAP_STEPS;
    return this.#ranked.gainOfSwap(upper, lower);
  }
}
