import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { ObjectStore } from "./object-store.ts";

const object = (name: string, resourceVersion: string, namespace = "ns", uid = name): RawObject => ({
  metadata: { name, namespace, resourceVersion, uid },
});

describe("ObjectStore", () => {
  it("copies a kind's map once for many changes between two views, and no other kind's", () => {
    const store = new ObjectStore(["A", "B"]);
    store.replace("A", null, [object("x", "1")]);
    const first = store.view();
    expect(store.view()).toBe(first);
    for (let index = 0; index < 100; index++) store.apply("A", object("y", String(index)));
    const second = store.view();
    expect(first.get("A")?.size).toBe(1);
    expect(second.get("A")?.size).toBe(2);
    expect(second.get("B")).toBe(first.get("B"));
    expect(second.get("A")?.get("ns/x")).toBe(first.get("A")?.get("ns/x"));
  });

  it("makes no news of an object in the same version", () => {
    const store = new ObjectStore(["A"]);
    expect(store.apply("A", object("x", "1"))).toBe(true);
    const view = store.view();
    expect(store.apply("A", object("x", "1"))).toBe(false);
    expect(store.remove("A", object("y", "1"))).toBe(false);
    expect(store.view()).toBe(view);
    expect(store.apply("A", object("x", "1", "ns", "recreated"))).toBe(true);
  });

  it("does not take out an object that has taken the name of another", () => {
    const store = new ObjectStore(["A"]);
    store.apply("A", object("x", "2", "ns", "second"));
    expect(store.remove("A", object("x", "1", "ns", "first"))).toBe(false);
    expect(store.remove("A", object("x", "3", "ns", "second"))).toBe(true);
  });

  it("refuses a kind that it was not made for", () => {
    expect(() => new ObjectStore(["A"]).apply("B", object("x", "1"))).toThrow("B is not among the kinds");
  });

  it("holds what a plain map would, and never changes a view", () => {
    const names = fc.constantFrom("a", "b", "c");
    const namespaces = fc.constantFrom("n", "m");
    const step = fc.oneof(
      fc.record({ type: fc.constant("apply" as const), name: names, namespace: namespaces }),
      fc.record({ type: fc.constant("remove" as const), name: names, namespace: namespaces }),
      fc.record({
        type: fc.constant("replace" as const),
        names: fc.uniqueArray(names),
        namespace: fc.option(namespaces),
      }),
      fc.record({ type: fc.constant("view" as const) }),
    );
    const property = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const store = new ObjectStore(["A"]);
      const model = new Map<string, string>();
      const views: { view: ReadonlyMap<string, RawObject> | undefined; text: string }[] = [];
      let version = 0;
      for (const taken of steps) {
        version++;
        if (taken.type === "apply") {
          store.apply("A", object(taken.name, String(version), taken.namespace));
          model.set(`${taken.namespace}/${taken.name}`, String(version));
        } else if (taken.type === "remove") {
          store.remove("A", object(taken.name, String(version), taken.namespace));
          model.delete(`${taken.namespace}/${taken.name}`);
        } else if (taken.type === "replace") {
          const { namespace } = taken;
          for (const key of [...model.keys()])
            if (namespace === null || key.startsWith(`${namespace}/`)) model.delete(key);
          const objects = taken.names.map((name) => object(name, String(version), namespace ?? "n"));
          for (const { metadata } of objects) model.set(`${metadata.namespace}/${metadata.name}`, String(version));
          expect(store.replace("A", namespace, objects)).toHaveLength(model.size);
        } else {
          const view = store.view().get("A");
          views.push({ view, text: toText(view) });
        }
        expect(toText(store.view().get("A"))).toBe(JSON.stringify([...model].sort()));
      }
      for (const { view, text } of views) expect(toText(view)).toBe(text);
    });
    fc.assert(property);
  });
});

function toText(objects: ReadonlyMap<string, RawObject> = new Map()): string {
  return JSON.stringify([...objects].map(([key, { metadata }]) => [key, metadata.resourceVersion]).sort());
}
