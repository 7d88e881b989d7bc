import { Segment } from "./segment.ts";

interface Block {
  readonly items: readonly unknown[];
  readonly isFirst: boolean;
  readonly segment: Segment;
}

/** Of nodes some 50 kB: much more than zlib looks back, so that cutting costs no compression. */
const MOST_ITEMS = 64;

/**
 * Writes lists as JSON, without their brackets, in blocks that are kept for as long as they hold the very same items:
 * one changed item of ten thousand costs one block.
 */
export class BlockList {
  #items: readonly unknown[] | null = null;
  #blocks: readonly Block[] = [];

  /** The segments of a list; after each other they are its items with commas between. */
  write(items: readonly unknown[]): readonly Segment[] {
    if (items !== this.#items) {
      this.#blocks = this.#cut(items);
      this.#items = items;
    }
    return this.#blocks.map(({ segment }) => segment);
  }

  #cut(items: readonly unknown[]): readonly Block[] {
    const known = new Map(this.#blocks.map((block) => [block.items[0], block]));
    const blocks: Block[] = [];
    for (let at = 0; at < items.length; ) {
      const old = known.get(items[at]);
      const block = old !== undefined && isAt(old, items, at) ? old : toBlock(items, at, known);
      blocks.push(block);
      at += block.items.length;
    }
    return blocks;
  }
}

function isAt(block: Block, items: readonly unknown[], at: number): boolean {
  return block.isFirst === (at === 0) && block.items.every((item, place) => item === items[at + place]);
}

/** Ends where a known block may begin again, so that a new item moves no boundary but its own. */
function toBlock(list: readonly unknown[], at: number, known: ReadonlyMap<unknown, Block>): Block {
  let end = at + 1;
  while (end < list.length && end - at < MOST_ITEMS && !known.has(list[end])) end++;
  const items = list.slice(at, end);
  const isFirst = at === 0;
  const write = () => (isFirst ? "" : ",") + JSON.stringify(items).slice(1, -1);
  return { items, isFirst, segment: new Segment(write) };
}
