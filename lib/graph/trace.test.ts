import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge, GraphNode } from "./model.ts";
import { indexSnapshot, type SnapshotIndex } from "./snapshot-index.ts";
import { findIfFailed, findPath, findTraced } from "./trace.ts";
import { findDownstream, findUpstream } from "./traversal.ts";

const id = (name: string) => toObjectId("Kustomization", "a", name);
const toName = (id: ObjectId) => id.slice(id.lastIndexOf("/") + 1);

/** Written as `crds > operators > infra, crds > logging`; nodes have the wave in which they are first written. */
function index(text: string, blocked = ""): SnapshotIndex {
  const waves = new Map<string, number>();
  const edges: GraphEdge[] = [];
  for (const chain of text.split(", ")) {
    const names = chain.split(" > ");
    names.forEach((name, wave) => {
      if (!waves.has(name)) waves.set(name, wave);
      const [from, to] = [names[wave - 1], name];
      if (from !== undefined)
        edges.push({ from: id(from), to: id(to), state: "satisfied", rule: "readiness", why: "" });
    });
  }
  const nodes = [...waves].map(
    ([name, wave]) => ({ id: id(name), name, wave, state: blocked.includes(name) ? "blocked" : "ready" }) as GraphNode,
  );
  return indexSnapshot({ nodes, edges });
}

const diamond = index("a > b > d > e, a > c > d, x > y", "de");
const ring = index("r > s > t > r, t > out");

describe("findPath", () => {
  it.each([
    ["down", diamond, "a", "e", "down", "abcde", "abde"],
    ["up, which is told from the dependency on as well", diamond, "e", "c", "up", "cde", "cde"],
    ["over one edge", diamond, "b", "d", "down", "bd", "bd"],
    ["round a cycle", ring, "r", "t", "round", "rst", "rst"],
    ["out of a cycle", ring, "s", "out", "down", "outrst", "stout"],
    ["not at all", diamond, "b", "y", "none", "by", ""],
    ["not between those that only share", diamond, "b", "c", "none", "bc", ""],
  ])("%s", (_, graph, from, to, direction, nodes, shortest) => {
    const path = findPath(graph, id(from), id(to));
    expect(path.direction).toBe(direction);
    expect([...path.nodes].map(toName).sort().join("")).toBe(nodes);
    expect(path.shortest.map(toName).join("")).toBe(shortest);
  });

  it("says what two have in common, the nearest first", () => {
    const { shared } = findPath(index("root > mid > b, mid > c, b > d > e, c > d"), id("b"), id("c"));
    expect(shared.upstream.map(toName)).toEqual(["mid", "root"]);
    expect(shared.downstream.map(toName)).toEqual(["d", "e"]);
    expect(findPath(diamond, id("b"), id("y")).shared).toEqual({ upstream: [], downstream: [] });
  });
});

describe("findIfFailed", () => {
  it("counts all behind a node, and those that do not wait yet", () => {
    const { nodes, more } = findIfFailed(diamond, id("a"));
    expect(nodes.map(({ name }) => name)).toEqual(["b", "c", "d", "e"]);
    expect(more).toBe(2);
    expect(findIfFailed(diamond, id("e"))).toEqual({ nodes: [], more: 0 });
    expect(findIfFailed(ring, id("r")).nodes.map(({ name }) => name)).toEqual(["s", "out", "t"].sort());
  });
});

describe("findTraced", () => {
  it("includes where it starts", () => {
    expect([...findTraced(diamond, id("d"), { kind: "if-failed" })].map(toName)).toEqual(["d", "e"]);
    expect(findTraced(diamond, id("a"), { kind: "path", to: id("d") })).toEqual(
      findPath(diamond, id("a"), id("d")).nodes,
    );
  });

  it("brings out, between any two, exactly what is behind one and before the other", () => {
    const letters = fc.constantFrom(..."abcdefg");
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, letters), { minLength: 1 }), letters, letters, (pairs, from, to) => {
        fc.pre(from !== to);
        const graph = index(pairs.map(([one, other]) => `${one} > ${other}`).join(", "));
        const [start, end] = [id(from), id(to)];
        const { direction, nodes, shortest } = findPath(graph, start, end);
        const isDown = findDownstream(graph, start).has(end);
        const isUp = findUpstream(graph, start).has(end);
        expect(direction).toBe(isDown ? (isUp ? "round" : "down") : isUp ? "up" : "none");
        expect(nodes.has(start) && nodes.has(end)).toBe(true);
        for (const [at, step] of shortest.entries()) {
          expect(nodes.has(step)).toBe(true);
          const before = shortest[at - 1];
          if (before !== undefined)
            expect(graph.dependencies.get(step)?.some((edge) => edge.from === before)).toBe(true);
        }
      }),
    );
  });
});
