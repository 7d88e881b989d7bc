import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { createFleet, createRandom, parseGraph, toTopology } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { type LayoutResult, type Topology, toEdgeKey } from "./layout-engine.ts";
import { findFaults, findHiddenEdges } from "./picture-checks.test-support.ts";
import { CARD_HEIGHT, CARD_WIDTH, ROW_PITCH, WAVE_GAP } from "./sizes.ts";

const ASPECT = 1140 / 800;

function layOut(topology: Topology, aspect = ASPECT): LayoutResult {
  return new LayeredEngine().layout({ ...topology, aspect });
}

/** Graphs of up to 40 nodes with any edges: cycles, edges to oneself, several components, isolated nodes. */
const anyTopology = fc
  .record({
    size: fc.integer({ min: 0, max: 40 }),
    pairs: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 60 }),
    forward: fc.boolean(),
  })
  .map(({ size, pairs, forward }) => {
    const ids = Array.from({ length: size }, (_, index) => `Kustomization/apps/n${index}`);
    const edges = new Map<string, { from: string; to: string }>();
    for (const [a, b] of pairs) {
      const [from, to] = [ids[forward ? Math.min(a, b) : a], ids[forward ? Math.max(a, b) : b]];
      if (from !== undefined && to !== undefined && !(forward && from === to)) edges.set(`${from} ${to}`, { from, to });
    }
    return toTopology(ids, [...edges.values()]);
  });
const anyAspect = fc.constantFrom(0.3, 0.75, 1, 1.425, 2.5, 8);

function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe("a picture of any graph", { timeout: 60_000 }, () => {
  it("has everything in its place, nothing overlapping, no edge against the flow", () => {
    fc.assert(
      fc.property(anyTopology, anyAspect, (topology, aspect) => {
        expect(findFaults(layOut(topology, aspect), topology)).toEqual([]);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("leads no edge under a card", () => {
    fc.assert(
      fc.property(anyTopology, anyAspect, (topology, aspect) => {
        const forward = new Map(topology.nodes.map(({ id, wave }) => [id, wave]));
        const edges = topology.edges.filter(({ from, to }) => forward.get(from) !== forward.get(to));
        expect(findHiddenEdges(layOut({ ...topology, edges }, aspect))).toEqual([]);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  it("is the same whatever order the graph comes in", () => {
    fc.assert(
      fc.property(anyTopology, fc.nat(), (topology, seed) => {
        const shuffled = { nodes: shuffle(topology.nodes, seed), edges: shuffle(topology.edges, seed + 1) };
        const [picture, other] = [layOut(topology), layOut(shuffled)];
        expect([...other.nodes].sort()).toEqual([...picture.nodes].sort());
        expect([...other.edges].sort()).toEqual([...picture.edges].sort());
        expect(other.areas).toEqual(picture.areas);
      }),
      { seed: 13, numRuns: 1000 },
    );
  });

  it("stays as it is while the topology does", () => {
    fc.assert(
      fc.property(anyTopology, fc.nat(), (topology, seed) => {
        const engine = new LayeredEngine();
        const previous = engine.layout({ ...topology, aspect: ASPECT });
        const again = { nodes: shuffle(topology.nodes, seed), edges: shuffle(topology.edges, seed), aspect: ASPECT };
        expect(engine.layout({ ...again, previous })).toEqual(previous);
      }),
      { seed: 17, numRuns: 500 },
    );
  });

  it("is as sound after any number of changes, and the same for the same changes", () => {
    fc.assert(
      fc.property(fc.array(anyTopology, { minLength: 2, maxLength: 5 }), (topologies) => {
        const [engine, twin] = [new LayeredEngine(), new LayeredEngine()];
        let previous: LayoutResult | undefined;
        for (const topology of topologies) {
          const input = { ...topology, aspect: ASPECT, ...(previous === undefined ? {} : { previous }) };
          const picture = engine.layout(input);
          expect(findFaults(picture, topology)).toEqual([]);
          expect(twin.layout({ ...input, nodes: topology.nodes.toReversed() }).areas).toEqual(picture.areas);
          previous = picture;
        }
      }),
      { seed: 19, numRuns: 1000 },
    );
  });
});

describe("the picture of", { timeout: 60_000 }, () => {
  const point = (picture: LayoutResult, id: string) => picture.nodes.get(id) ?? { x: Number.NaN, y: Number.NaN };

  it("nothing is empty", () => {
    expect(layOut({ nodes: [], edges: [] })).toMatchObject({ width: 0, height: 0, areas: [] });
  });

  it("one node is one area with one card", () => {
    const picture = layOut(parseGraph("a"));
    expect(picture).toMatchObject({ width: 272, height: 106, areas: [{ id: "isolated", count: 1 }] });
    expect(point(picture, "a")).toEqual({ x: 16, y: 34 });
  });

  it("a chain is a line", () => {
    const picture = layOut(parseGraph("a>b b>c c>d"));
    expect(["a", "b", "c", "d"].map((id) => point(picture, id))).toEqual(
      [0, 1, 2, 3].map((wave) => ({ x: 16 + wave * (CARD_WIDTH + WAVE_GAP), y: 5 })),
    );
    expect(picture.areas[0]?.waves.map(({ wave }) => wave)).toEqual([0, 1, 2, 3]);
  });

  it("a small hub has its dependents centred around it, a row apart", () => {
    const picture = layOut(parseGraph("a>b a>c a>d"));
    const ys = ["b", "c", "d"].map((id) => point(picture, id).y).sort((a, b) => a - b);
    expect(ys.map((y) => y - (ys[0] ?? 0))).toEqual([0, ROW_PITCH, 2 * ROW_PITCH]);
    expect(point(picture, "a").y).toBe(ys[1]);
  });

  it("a cycle is a ring: down at the right, back up at the left", () => {
    const picture = layOut(parseGraph("base>a a>b b>c c>a"));
    const [a, b, c] = ["a", "b", "c"].map((id) => point(picture, id));
    expect([b?.x, c?.x]).toEqual([a?.x, a?.x]);
    expect([(b?.y ?? 0) - (a?.y ?? 0), (c?.y ?? 0) - (b?.y ?? 0)]).toEqual([ROW_PITCH, ROW_PITCH]);
    const [down, up] = [picture.edges.get(toEdgeKey("a", "b")), picture.edges.get(toEdgeKey("c", "a"))];
    expect(down?.[0]).toBe((a?.x ?? 0) + CARD_WIDTH);
    expect(up?.[0]).toBe(a?.x);
    expect(up?.at(-1)).toBe((a?.y ?? 0) + CARD_HEIGHT / 2);
  });

  it("a node that waits for itself has a small loop at its right", () => {
    const picture = layOut(parseGraph("a>a"));
    const loop = picture.edges.get(toEdgeKey("a", "a")) ?? [];
    expect(loop[0]).toBe(loop.at(-2));
    expect(loop[2]).toBeGreaterThan(loop[0] ?? 0);
    expect(picture.areas).toMatchObject([{ kind: "component", count: 1 }]);
  });

  it("a hub with 177 dependents is folded to the shape of the window", () => {
    const ids = Array.from({ length: 177 }, (_, index) => `leaf-${String(index).padStart(3, "0")}`);
    const topology = parseGraph(ids.map((id) => `hub>${id}`).join(" "));
    const picture = layOut(topology);
    expect(findFaults(picture, topology)).toEqual([]);
    expect(findHiddenEdges(picture)).toEqual([]);
    expect(new Set(ids.map((id) => point(picture, id).x)).size).toBeGreaterThan(4);
    expect(picture.width / picture.height).toBeGreaterThan(0.9);
    expect(picture.width / picture.height).toBeLessThan(2.2);
    expect(picture.areas[0]?.waves).toHaveLength(2);
  });

  it("many isolated nodes is a grid, by id", () => {
    const ids = Array.from({ length: 50 }, (_, index) => `n${String(index).padStart(2, "0")}`);
    const picture = layOut(toTopology(ids, []));
    const inRows = ids.toSorted(
      (a, b) => point(picture, a).y - point(picture, b).y || point(picture, a).x - point(picture, b).x,
    );
    expect(inRows).toEqual(ids);
  });

  it("a graph with a wave left out (a filtered one) keeps the number of each wave", () => {
    const nodes = [
      { id: "a", wave: 2 },
      { id: "b", wave: 5 },
    ];
    const picture = layOut({ nodes, edges: [{ from: "a", to: "b" }] });
    expect(picture.areas[0]?.waves.map(({ wave }) => wave)).toEqual([2, 5]);
  });

  it("a graph whose waves contradict its edges is a picture all the same", () => {
    const topology = {
      nodes: [
        { id: "a", wave: 3 },
        { id: "b", wave: 0 },
      ],
      edges: [{ from: "a", to: "b" }],
    };
    expect(layOut(topology).edges.get(toEdgeKey("a", "b"))?.every(Number.isFinite)).toBe(true);
  });

  it("edges to nodes that are not there, and repeated ones, leaves them out", () => {
    const topology = parseGraph("a>b");
    const edges = [...topology.edges, ...topology.edges, { from: "a", to: "ghost" }];
    expect(layOut({ ...topology, edges }).edges.size).toBe(1);
  });

  it.each([
    [
      "10,000 isolated",
      toTopology(
        Array.from({ length: 10_000 }, (_, index) => `n${index}`),
        [],
      ),
    ],
    ["a chain of 600", parseGraph(Array.from({ length: 600 }, (_, index) => `n${index}>n${index + 1}`).join(" "))],
    [
      "one cycle of 500",
      parseGraph(Array.from({ length: 500 }, (_, index) => `n${index}>n${(index + 1) % 500}`).join(" ")),
    ],
  ])("%s is sound", (_, topology) => {
    expect(findFaults(layOut(topology), topology)).toEqual([]);
  });
});

describe("a picture of 1,000 nodes", { timeout: 60_000 }, () => {
  it("is sound, and no edge runs under a card", () => {
    const topology = createFleet(1000);
    const picture = layOut(topology);
    expect(findFaults(picture, topology)).toEqual([]);
    expect(findHiddenEdges(picture)).toEqual([]);
  });
});
