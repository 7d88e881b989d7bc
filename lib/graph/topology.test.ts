import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { findTopology } from "./topology.ts";

const id = (name: string) => toObjectId("Kustomization", "x", name);
const link = (text: string) => {
  const [from = "", to = ""] = text.split(">");
  return { from: id(from), to: id(to) };
};
const names = (text: string) => text.split("").map(id);

function waves(ids: readonly ObjectId[], ...links: string[]): Record<string, number> {
  const found = findTopology(ids, links.map(link));
  return Object.fromEntries([...found.waves].map(([key, wave]) => [key.at(-1) ?? "", wave]));
}

describe("waves", () => {
  it("are the longest path from a node without dependencies", () => {
    expect(waves(names("abcd"), "a>b", "b>c", "a>c", "a>d")).toEqual({ a: 0, b: 1, c: 2, d: 1 });
  });

  it("are one for all members of a cycle, and go on behind it", () => {
    expect(waves(names("abcde"), "a>b", "b>c", "c>d", "d>b", "d>e")).toEqual({ a: 0, b: 1, c: 1, d: 1, e: 2 });
  });

  it("put a dependent behind each of its dependencies, save in a cycle, in any order of the input", () => {
    const links = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 });
    fc.assert(
      fc.property(links, fc.infiniteStream(fc.nat()), (pairs, random) => {
        const ids = names("abcdefghij");
        const edges = pairs.flatMap(([a, b]) => {
          const [from, to] = [ids[a], ids[b]];
          return from && to ? [{ from, to }] : [];
        });
        const found = findTopology(ids, edges);
        const shuffle = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, key: random.next().value }))
            .sort((x, y) => x.key - y.key)
            .map(({ item }) => item);
        const again = findTopology(shuffle(ids), shuffle(edges));
        for (const key of ids) expect(again.waves.get(key)).toBe(found.waves.get(key));
        expect(again.cycles).toEqual(found.cycles);
        for (const { from, to } of edges) {
          const together = found.cycles.some((cycle) => cycle.includes(from) && cycle.includes(to));
          if (together) expect(found.waves.get(from)).toBe(found.waves.get(to));
          else expect(found.waves.get(from)).toBeLessThan(found.waves.get(to) ?? -1);
        }
      }),
    );
  });
});

describe("cycles", () => {
  it("are found with their members sorted, a self-dependency among them", () => {
    const { cycles } = findTopology(names("abcdef"), ["c>b", "b>a", "a>c", "d>d", "e>f"].map(link));
    expect(cycles).toEqual([names("abc"), names("d")]);
  });

  it("of any size are one cycle", () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => id(`n${index}`));
    const ring = ids.map((from, index) => ({ from, to: ids[(index + 1) % ids.length] ?? from }));
    expect(findTopology(ids, ring).cycles.map((cycle) => cycle.length)).toEqual([5_000]);
  });
});
