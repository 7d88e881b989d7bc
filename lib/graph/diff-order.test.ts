import { describe, expect, it } from "vitest";
import { buildSnapshot } from "#lib/analysis/build-snapshot.ts";
import { ks, NOW } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { diffOrder, isSameOrder } from "./diff-order.ts";
import type { Snapshot } from "./model.ts";

/** A graph written as `name: dependencies`, parted by semicolons. */
function graphOf(text: string): Snapshot {
  const rows = text.split(";").flatMap((row) => {
    const [name = "", on = ""] = row.split(":").map((part) => part.trim());
    return name === "" ? [] : [ks(name, { dependsOn: on.split(/\s+/).filter(Boolean) })];
  });
  const objects = {
    cluster: "test",
    idPrefix: null,
    kustomizations: rows,
    sources: [],
    events: [],
    failures: new Map(),
    absenceOf: () => "missing" as const,
  };
  return buildSnapshot({ clusters: [objects], statuses: [], now: NOW, revision: "1" });
}

const id = (name: string) => toObjectId("Kustomization", "default", name);
const short = (ids: readonly ObjectId[]) => ids.map((one) => one.replace("Kustomization/default/", "")).join(" ");
const same = () => false;

describe("diffOrder", () => {
  it.each([
    ["a; b: a", "a; b: a", { added: "", removed: "", touched: "", behind: "" }],
    ["a", "a; b: a; c: b", { added: "b c", removed: "", touched: "b c", behind: "" }],
    ["a; b: a; c: b", "a; c", { added: "", removed: "b", touched: "c", behind: "" }],
    ["a; b; c: b; d: c", "a; b: a; c: b; d: c", { added: "", removed: "", touched: "b", behind: "c d" }],
    ["a; b: a; c: b; d: a", "a; b: a; c: b; d", { added: "", removed: "", touched: "d", behind: "" }],
    ["a: b; b", "a: b; b: a", { added: "", removed: "", touched: "b", behind: "a" }],
  ])("%s → %s", (before, after, expected) => {
    const diff = diffOrder(graphOf(before), graphOf(after), same);
    const { added, removed, touched, behind } = diff;
    expect({ added: short(added), removed: short(removed), touched: short(touched), behind: short(behind) }).toEqual(
      expected,
    );
    expect(isSameOrder(diff)).toBe(before === after);
  });

  it("tells edges, waves, cycles and what is missing apart, new and gone", () => {
    const forth = diffOrder(graphOf("a; b: a; c: a"), graphOf("a; b: a; c: b x; d: e; e: d"), same);
    expect(forth.edges.added.map(({ from, to }) => short([from, to]))).toEqual(["b c", "d e", "e d", "x c"]);
    expect(forth.edges.removed).toEqual([{ from: id("a"), to: id("c") }]);
    expect(forth.moved).toEqual([{ id: id("c"), before: 1, after: 2 }]);
    expect(forth.cycles.added.map(({ nodes }) => short(nodes))).toEqual(["d e"]);
    expect(short(forth.missing.added)).toBe("x");
    expect(forth.waves).toEqual({ before: 2, after: 3 });
    const back = diffOrder(graphOf("a; b: a; c: b x; d: e; e: d"), graphOf("a; b: a; c: a"), same);
    expect(back.cycles.removed.map(({ nodes }) => short(nodes))).toEqual(["d e"]);
    expect(short(back.missing.removed)).toBe("x");
  });

  it("counts what is behind a changed object", () => {
    const graph = graphOf("a; b: a; c: b; d");
    const diff = diffOrder(graph, graph, (one) => one === id("a"));
    expect([short(diff.changed), short(diff.behind)]).toEqual(["a", "b c"]);
  });

  it("is the reverse of itself the other way round", () => {
    const name = fc.constantFrom(..."abcdefgh");
    const row = fc.tuple(name, fc.uniqueArray(name, { maxLength: 3 }));
    const text = fc
      .uniqueArray(row, { selector: ([one]) => one, maxLength: 8 })
      .map((rows) => rows.map(([one, on]) => `${one}: ${on.join(" ")}`).join("; "));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [forth, back] = [
          diffOrder(graphOf(before), graphOf(after), same),
          diffOrder(graphOf(after), graphOf(before), same),
        ];
        expect(forth.added).toEqual(back.removed);
        expect(forth.edges.added).toEqual(back.edges.removed);
        expect(forth.missing.added).toEqual(back.missing.removed);
        expect(forth.moved.map((one) => ({ ...one, before: one.after, after: one.before }))).toEqual(back.moved);
        expect(isSameOrder(diffOrder(graphOf(after), graphOf(after), same))).toBe(true);
        expect(forth.behind.filter((one) => forth.touched.includes(one))).toEqual([]);
      }),
    );
  });

  it("walks a fleet in which everything is touched once", () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `k${at}: ${at === 0 ? "" : `k${at - 1}`}`).join("; ");
    const graph = graphOf(rows);
    const begin = performance.now();
    expect(diffOrder(graph, graph, () => true).touched).toHaveLength(3_000);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
