import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { SharedMap } from "./shared-map.ts";

const keys = fc.integer({ min: 0, max: 600 }).map((number) => `ns/app-${number}`);
const step = fc.oneof(
  fc.record({ type: fc.constant("set" as const), key: keys, value: fc.nat() }),
  fc.record({ type: fc.constant("delete" as const), key: keys }),
  fc.record({ type: fc.constant("view" as const) }),
);

describe("SharedMap", () => {
  it("holds what a plain map does, and what a view has never changes", () => {
    const property = fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const map = new SharedMap<number>();
      const model = new Map<string, number>();
      const views: [view: ReadonlyMap<string, number>, then: Map<string, number>][] = [];
      for (const one of steps) {
        if (one.type === "set") {
          map.set(one.key, one.value);
          model.set(one.key, one.value);
        } else if (one.type === "delete") expect(map.delete(one.key)).toBe(model.delete(one.key));
        else views.push([map.view(), new Map(model)]);
      }
      views.push([map.view(), model]);
      for (const [view, then] of views) {
        expect(view.size).toBe(then.size);
        expect(new Map(view)).toEqual(then);
        expect(new Set(view.keys())).toEqual(new Set(then.keys()));
        expect([...view.values()].sort()).toEqual([...then.values()].sort());
        const told = new Map<string, number>();
        view.forEach((value, key) => {
          told.set(key, value);
        });
        expect(told).toEqual(then);
        for (const [key, value] of then) expect([view.has(key), view.get(key)]).toEqual([true, value]);
      }
    });
    fc.assert(property, { numRuns: 300, seed: 1 });
  });

  it("gives the very same view until something changes, and keeps the order of its entries", () => {
    const map = new SharedMap<number>();
    for (let index = 0; index < 1_000; index++) map.set(`ns/app-${index}`, index);
    const first = map.view();
    expect(map.view()).toBe(first);
    expect(map.delete("ns/other")).toBe(false);
    expect(map.view()).toBe(first);
    map.set("ns/app-7", -7);
    expect(map.view()).not.toBe(first);
    expect([...map.view().keys()]).toEqual([...first.keys()]);
    expect([first.get("ns/app-7"), map.get("ns/app-7")]).toEqual([7, -7]);
  });
});
