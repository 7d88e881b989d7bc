import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { applyListEdits, diffLists, type ListEdit } from "./list-edits.ts";

interface Item {
  readonly key: string;
  readonly text: number;
}

const toKey = ({ key }: Item) => key;
const toItems = (word: string): Item[] => [...word].map((key) => ({ key, text: 0 }));
const lists = fc.array(fc.record({ key: fc.constantFrom(..."abcdefgh"), text: fc.nat(1) }), { maxLength: 12 });

describe("diffLists", () => {
  it.each<[string, string, readonly [at: number, remove: number, insert: string][]]>([
    ["", "ab", [[0, 0, "ab"]]],
    ["ab", "", [[0, 2, ""]]],
    ["abc", "axc", [[1, 1, "x"]]],
    ["abc", "abcd", [[3, 0, "d"]]],
    [
      "abcdef",
      "xabdefy",
      [
        [0, 0, "x"],
        [2, 1, ""],
        [6, 0, "y"],
      ],
    ],
    // One that moves to the front does not cost the others their places.
    [
      "abcdef",
      "fabcde",
      [
        [0, 0, "f"],
        [5, 1, ""],
      ],
    ],
  ])("from %j to %j", (before, after, edits) => {
    const expected = edits.map(([at, remove, word]): ListEdit<Item> => ({ at, remove, insert: toItems(word) }));
    expect(diffLists(toItems(before), toItems(after), toKey)).toEqual(expected);
  });

  it("is null for equal lists", () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(diffLists(list, structuredClone(list), toKey)).toBeNull();
      }),
    );
  });

  it("sends an item again when it has another content under its key", () => {
    const [a, b] = toItems("ab") as [Item, Item];
    const changed = { ...b, text: 1 };
    expect(diffLists([a, b], [a, changed], toKey)).toEqual([{ at: 1, remove: 1, insert: [changed] }]);
  });
});

describe("applyListEdits(a, diffLists(a, b))", () => {
  it("is b, also when keys come more than once", () => {
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const edits = diffLists(a, b, toKey) ?? [];
        expect(applyListEdits(a, edits)).toEqual(b);
        const ends = edits.map(({ at, remove }) => [at, at + remove] as const);
        expect(ends.every(([at], index) => index === 0 || at > (ends[index - 1]?.[1] ?? -1))).toBe(true);
      }),
    );
  });

  it("keeps the identity of what is not touched, and sends nothing of it", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([..."abcdefgh"]), fc.nat(7), (keys, index) => {
        const before = toItems(keys.join(""));
        const changed = { key: "z", text: 0 };
        const after = before.map((item, at) => (at === index ? changed : structuredClone(item)));
        const edits = diffLists(before, after, toKey) ?? [];
        expect(edits.flatMap(({ insert }) => insert)).toEqual(index < before.length ? [changed] : []);
        applyListEdits(before, edits).forEach((item, at) => {
          expect(item).toBe(at === index ? changed : before[at]);
        });
      }),
    );
  });
});
