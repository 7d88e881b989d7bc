import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { BlockList } from "./block-list.ts";
import type { Segment } from "./segment.ts";

class Item {
  written = 0;
  readonly name: number;

  constructor(name: number) {
    this.name = name;
  }

  toJSON(): unknown {
    this.written++;
    return { name: this.name };
  }
}

const toItems = (count: number) => Array.from({ length: count }, (_, index) => new Item(index));
const toText = (segments: readonly Segment[]) => segments.map(({ plain }) => Buffer.from(plain).toString()).join("");
const countNew = (before: readonly Segment[], after: readonly Segment[]) =>
  after.filter((segment) => !before.includes(segment)).length;

describe("BlockList", () => {
  it("writes what JSON.stringify writes, without the brackets, however the list changes", () => {
    const change = fc.tuple(fc.nat(400), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.nat(300), fc.array(change, { maxLength: 6 }), (count, changes) => {
        const list = new BlockList();
        let items: readonly object[] = Array.from({ length: count }, (_, name) => ({ name }));
        expect(`[${toText(list.write(items))}]`).toBe(JSON.stringify(items));
        changes.forEach(([at, remove, insert], turn) => {
          const added = Array.from({ length: insert }, (_, index) => ({ turn, index }));
          items = items.toSpliced(at % (items.length + 1), remove, ...added);
          expect(`[${toText(list.write(items))}]`).toBe(JSON.stringify(items));
        });
      }),
    );
  });

  it.each([
    ["one is another", (items: readonly Item[]) => items.with(5_000, new Item(-1)), 1],
    ["the first of a block is another", (items: readonly Item[]) => items.with(64, new Item(-1)), 1],
    ["one is put in the middle", (items: readonly Item[]) => items.toSpliced(5_001, 0, new Item(-1)), 2],
    ["one is put before all", (items: readonly Item[]) => [new Item(-1), ...items], 2],
    ["one is taken from the middle", (items: readonly Item[]) => items.toSpliced(5_001, 1), 1],
    ["the first is taken", (items: readonly Item[]) => items.slice(1), 1],
    ["the last is taken", (items: readonly Item[]) => items.slice(0, -1), 1],
  ])("of ten thousand items, where %s, keeps all blocks but a few", (_what, edit, most) => {
    const list = new BlockList();
    const items = toItems(10_000);
    const before = list.write(items);
    expect(before.length).toBeGreaterThan(100);
    const after = list.write(edit(items));
    expect(countNew(before, after)).toBeLessThanOrEqual(most);
    expect(toText(after)).toBe(
      edit(items)
        .map((item) => JSON.stringify(item))
        .join(","),
    );
  });

  it("writes each item once, as long as its block stays", () => {
    const list = new BlockList();
    const items = toItems(1_000);
    for (const segment of list.write(items)) expect(segment.deflated).toBe(segment.deflated);
    for (const { deflated } of list.write([...items])) expect(deflated.size).toBeGreaterThan(0);
    expect(items.map(({ written }) => written)).toEqual(items.map(() => 1));
    for (const { deflated } of list.write(items.with(0, new Item(-1)))) expect(deflated.size).toBeGreaterThan(0);
    expect(items.filter(({ written }) => written > 1).length).toBeLessThan(64);
  });
});
