import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findPaths, parsePaths, toFieldsV1 } from "./field-paths.ts";
import { recordWriter } from "./managed-fields.ts";

const BASE = { apiVersion: "v1", kind: "X", metadata: { name: "a", namespace: "b" } };

describe("the paths of an object's fields", () => {
  it("leave out identity and what is the server's, own lists whole and finalizers one by one", () => {
    const metadata = {
      ...BASE.metadata,
      generation: 3,
      uid: "u",
      labels: { a: "1" },
      finalizers: ["example.com/x"],
    };
    const object = { ...BASE, metadata, spec: { list: [{ a: 1 }], empty: {}, inner: { "a.b/c": null } } };
    expect(toFieldsV1(findPaths(object).keys())).toEqual({
      "f:metadata": {
        "f:labels": { ".": {}, "f:a": {} },
        "f:finalizers": { ".": {}, 'v:"example.com/x"': {} },
      },
      "f:spec": { ".": {}, "f:list": {}, "f:empty": {}, "f:inner": { ".": {}, "f:a.b/c": {} } },
    });
  });

  it("write a map of which nothing else is owned as empty", () => {
    expect(toFieldsV1(["f:metadata\0f:annotations"])).toEqual({ "f:metadata": { "f:annotations": {} } });
    expect(parsePaths({ "f:metadata": { "f:annotations": {} } })).toEqual(new Set(["f:metadata\0f:annotations"]));
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), (spec) => {
        const paths = new Set(findPaths({ ...BASE, spec }).keys());
        expect(parsePaths(toFieldsV1(paths))).toEqual(paths);
      }),
    );
  });

  it.each([null, "x", [], 7])("are none in %j", (fields) => {
    expect(parsePaths(fields)).toEqual(new Set());
  });
});

describe("recordWriter", () => {
  const write = (before: RawObject | null, after: RawObject, manager: string, time = "2026-01-01T00:00:00Z") => {
    const managedFields = recordWriter(before, after, { manager, apiVersion: "v1", time });
    return { ...after, metadata: { ...after.metadata, managedFields } };
  };
  const owners = ({ metadata }: RawObject) =>
    Object.fromEntries(
      (metadata["managedFields"] as { manager: string; fieldsV1: object }[]).map(({ manager, fieldsV1 }) => [
        manager,
        fieldsV1,
      ]),
    );
  const created = write(null, { ...BASE, spec: { a: 1, b: 2 } }, "first");

  it("gives a new object's fields to its creator", () => {
    expect(owners(created)).toEqual({ first: { "f:spec": { ".": {}, "f:a": {}, "f:b": {} } } });
  });

  it("gives what has changed to who changed it, and what was left alone to nobody else", () => {
    const after = write(created, { ...created, spec: { a: 1, b: 3, c: 4 } }, "second");
    expect(owners(after)).toEqual({
      first: { "f:spec": { ".": {}, "f:a": {} } },
      second: { "f:spec": { "f:b": {}, "f:c": {} } },
    });
  });

  it("forgets what has gone, and who has nothing left", () => {
    const after = write(created, { ...created, spec: { a: 1, b: 3 } }, "second");
    expect(owners(write(after, { ...after, spec: { a: 1 } }, "third"))).toEqual({
      first: { "f:spec": { ".": {}, "f:a": {} } },
    });
  });

  it("renews the writer's time only where the writer takes something", () => {
    const later = "2026-01-02T00:00:00Z";
    const [taken] = write(created, { ...created, spec: { a: 2, b: 2 } }, "first", later).metadata.managedFields;
    expect(taken).toMatchObject({ time: later });
    const [removed] = write(created, { ...created, spec: { a: 1 } }, "first", later).metadata.managedFields;
    expect(removed).toMatchObject({ time: "2026-01-01T00:00:00Z" });
  });

  it("lets every field have at most one owner, whatever is written", () => {
    const spec = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: 0, max: 2 }));
    const steps = fc.array(fc.record({ manager: fc.constantFrom("x", "y", "z"), spec }), { minLength: 1 });
    fc.assert(
      fc.property(steps, (writes) => {
        let object: RawObject | null = null;
        for (const { manager, spec: next } of writes)
          object = write(object, { ...BASE, ...object, spec: next }, manager);
        const owned = Object.values(owners(object ?? created)).flatMap((fields) => [...parsePaths(fields)]);
        expect(owned.length).toBe(new Set(owned).size);
        const fields = new Set(findPaths(object ?? created).keys());
        expect(new Set(owned)).toEqual(fields);
      }),
    );
  });
});
