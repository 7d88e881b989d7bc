import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { createKeepingFilter } from "./keep-filtered.ts";
import { findReplacedPlaces } from "./replaced-places.ts";

interface Item {
  readonly value: number;
}
const toItems = (...values: number[]): Item[] => values.map((value) => ({ value }));

describe("finding what another list holds in the same places", () => {
  const [a, b, c] = toItems(1, 2, 3);
  it.each<[string, readonly unknown[], readonly unknown[], readonly number[] | null]>([
    ["nothing, of nothing", [], [], []],
    ["nothing, of the same objects", [a, b], [a, b], []],
    ["one", [a, b, c], [a, c, c], [1]],
    ["what looks equal and is another", [a, b], [...toItems(1), b], [0]],
    ["none of lists of other lengths", [a, b], [a], null],
    ["none where hardly anything is the same", Array(600).fill(a), Array(600).fill(b), null],
  ])("%s", (_, before, next, places) => {
    expect(findReplacedPlaces(before, next)).toEqual(places);
    expect(findReplacedPlaces(before, next)).toEqual(places);
  });

  it("does not mistake the list that it compared with last", () => {
    const next = [a, b];
    expect(findReplacedPlaces([a, c], next)).toEqual([1]);
    expect(findReplacedPlaces([c, b], next)).toEqual([0]);
  });
});

describe("a filter that remembers", () => {
  it("finds what any filter finds, and the same list where it is the same", () => {
    const rounds = fc.array(fc.array(fc.tuple(fc.nat(29), fc.nat(9)), { maxLength: 4 }), { maxLength: 10 });
    fc.assert(
      fc.property(rounds, (changes) => {
        const isHigh = ({ value }: Item) => value > 6;
        const filter = createKeepingFilter(isHigh);
        let items = Array.from({ length: 30 }, (_, at): Item => ({ value: at % 10 }));
        let found = filter(items);
        for (const round of changes) {
          items = items.slice();
          for (const [at, value] of round) items[at] = { value };
          const next = filter(items);
          expect(next).toEqual(items.filter(isHigh));
          const isSame = next.length === found.length && next.every((item, at) => item === found[at]);
          if (isSame && round.every(([, value]) => value <= 6)) expect(next).toBe(found);
          found = next;
        }
      }),
    );
  });

  it("tests of the next list only what is another", () => {
    let tests = 0;
    const filter = createKeepingFilter<Item>(({ value }) => {
      tests++;
      return value > 1;
    });
    const items = toItems(...Array.from({ length: 1_000 }, () => 0));
    filter(items);
    tests = 0;
    filter(items.with(500, { value: 1 }));
    expect(tests).toBe(2);
    filter(items);
    expect(tests).toBe(4);
  });
});
