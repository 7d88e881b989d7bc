import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { OverlaidMap } from "./overlaid-map.ts";

describe("OverlaidMap", () => {
  it("is what a copied map would be, however often it is replaced", () => {
    const changes = fc.array(fc.array(fc.tuple(fc.nat(399), fc.integer()), { maxLength: 90 }), { maxLength: 12 });
    fc.assert(
      fc.property(changes, (rounds) => {
        const start = new Map(Array.from({ length: 400 }, (_, key) => [key, -1]));
        let [ours, plain]: [ReadonlyMap<number, number>, ReadonlyMap<number, number>] = [start, start];
        for (const round of rounds) {
          const [before, beforePlain] = [ours, plain];
          const replaced = new Map(round);
          ours = OverlaidMap.replace(ours, replaced);
          plain = new Map([...plain, ...replaced]);
          expect([...ours]).toEqual([...plain]);
          // The one before is as it was.
          expect([...before]).toEqual([...beforePlain]);
        }
        expect(ours.size).toBe(plain.size);
        expect([...ours.keys()]).toEqual([...plain.keys()]);
        expect([...ours.values()]).toEqual([...plain.values()]);
        for (const key of [0, 7, 399, 400]) {
          expect(ours.get(key)).toBe(plain.get(key));
          expect(ours.has(key)).toBe(plain.has(key));
        }
        const seen: [number, number][] = [];
        ours.forEach((value, key) => void seen.push([key, value]));
        expect(seen).toEqual([...plain]);
      }),
      { numRuns: 50 },
    );
  });

  it("is the same map where nothing is replaced, and takes no new keys", () => {
    const map = new Map([["a", 1]]);
    expect(OverlaidMap.replace(map, new Map())).toBe(map);
    expect(() => OverlaidMap.replace(map, new Map([["b", 2]]))).toThrow(RangeError);
  });
});
