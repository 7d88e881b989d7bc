import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { parseSnapshot } from "./parse-snapshot.ts";
import { objectIdSchema } from "./primitives.ts";
import { toQuickCheck } from "./quick-check.ts";
import { snapshotSchema } from "./snapshot.ts";

const schema = z.object({
  id: objectIdSchema,
  name: z.string(),
  many: z.array(z.nullable(z.number())),
  kind: z.enum(["a", "b"]),
  one: z.literal(1),
  flag: z.exactOptional(z.boolean()),
  labels: z.exactOptional(z.record(z.string(), z.string())),
});
const good = { id: "Kustomization/a/b", name: "x", many: [1, null], kind: "a", one: 1 };

describe("toQuickCheck", () => {
  const check = toQuickCheck(schema);

  it.each([
    [good, true],
    [{ ...good, flag: true }, true],
    [{ ...good, more: "than asked for" }, true],
    [{ ...good, flag: undefined }, false],
    [{ ...good, labels: {} }, true],
    [{ ...good, labels: { team: "a", constructor: "b" } }, true],
    [{ ...good, labels: { team: 1 } }, false],
    [{ ...good, labels: { team: null } }, false],
    [{ ...good, labels: ["a"] }, false],
    [{ ...good, labels: null }, false],
    [{ ...good, flag: "yes" }, false],
    [{ ...good, id: "no id" }, false],
    [{ ...good, many: [1, "2"] }, false],
    [{ ...good, many: [Number.NaN] }, false],
    [{ ...good, kind: "c" }, false],
    [{ ...good, one: 2 }, false],
    [{ ...good, name: undefined }, false],
    [[good], false],
    [null, false],
    ["text", false],
  ])("of %j is %s, as zod has it", (value, expected) => {
    expect(check(value)).toBe(expected);
    expect(schema.safeParse(value).success).toBe(expected);
  });

  it("says no to what it does not understand", () => {
    expect(toQuickCheck(z.string().check(z.minLength(1)))("long enough")).toBe(false);
    expect(toQuickCheck(z.union([z.string(), z.number()]))("x")).toBe(false);
  });
});

describe("parseSnapshot", () => {
  const snapshot = sampleSnapshot();

  it("takes a snapshot as it is", () => {
    const data: unknown = JSON.parse(JSON.stringify(snapshot));
    expect(parseSnapshot(data)).toBe(data);
    expect(data).toEqual(snapshotSchema.parse(data));
  });

  it("agrees with the schema on snapshots of which any one value is another", () => {
    const paths = [...toPaths(snapshot, [])];
    fc.assert(
      fc.property(fc.nat(paths.length - 1), fc.jsonValue(), (at, value) => {
        const data = structuredClone(snapshot);
        const path = paths[at] ?? [];
        let place = data as unknown as Record<string, unknown>;
        for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>;
        place[path.at(-1) ?? ""] = value;
        const { success } = snapshotSchema.safeParse(data);
        if (success) expect(parseSnapshot(data)).toBe(data);
        else expect(() => parseSnapshot(data)).toThrow();
      }),
    );
  });
});

function* toPaths(value: unknown, path: readonly string[]): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value).slice(0, 30)) yield* toPaths(part, [...path, key]);
}
