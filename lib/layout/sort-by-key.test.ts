import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { sortByKey } from "./sort-by-key.ts";

describe("sorting by key", () => {
  it("gives what a stable sort gives, and leaves the rest of the list alone", () => {
    const keys = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 200 });
    fc.assert(
      fc.property(keys, fc.nat(30), fc.nat(30), (list, before, behind) => {
        const count = list.length;
        const [start, end] = [Math.min(before, count), Math.max(Math.min(before, count), count - behind)];
        const values = Int32Array.from({ length: count }, (_, index) => (index * 7) % Math.max(1, count));
        const keyOf = Float64Array.from(list);
        const wanted = [
          ...values.subarray(0, start),
          ...[...values.subarray(start, end)].sort((a, b) => (keyOf[a] ?? 0) - (keyOf[b] ?? 0)),
          ...values.subarray(end),
        ];
        sortByKey(values, keyOf, start, end, new Int32Array(count));
        expect([...values]).toEqual(wanted);
      }),
      { seed: 41, numRuns: 1000 },
    );
  });
});
