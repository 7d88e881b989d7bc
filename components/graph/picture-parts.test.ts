import { describe, expect, it } from "vitest";
import { node } from "#components/problems/graph.test-support.ts";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { toCycleRings } from "./cycle-rings.ts";
import { toDistance } from "./distance.ts";
import { toEdgeLook } from "./edge-look.ts";
import { toEdgeShapes } from "./edge-shapes.ts";
import { toFlowNodes } from "./flow-nodes.ts";
import { isAllInView, toOverviewBlocks, toOverviewSize } from "./overview-shapes.ts";
import { sample, sampleId, samplePicture } from "./sample-picture.test-support.ts";
import { createTopologySelector, selectTopology } from "./select-topology.ts";

describe("toDistance", () => {
  it.each([
    [0.05, "far"],
    [0.349, "far"],
    [0.35, "middle"],
    [0.799, "middle"],
    [0.8, "near"],
    [1.5, "near"],
  ])("of %d is %s", (zoom, expected) => expect(toDistance(zoom)).toBe(expected));
});

describe("toEdgeShapes", () => {
  it("draws every edge of the picture, and ends each at its dependent's side", () => {
    const shapes = toEdgeShapes(samplePicture);
    expect(shapes).toHaveLength(sample.edges.length);
    for (const { to, end, path } of shapes) {
      const place = samplePicture.nodes.get(to);
      expect(end.x).toBeCloseTo((place?.x ?? 0) + (end.angle === 180 ? CARD_WIDTH : 0));
      expect(end.y).toBeCloseTo((place?.y ?? 0) + CARD_HEIGHT / 2);
      expect(path).toMatch(/^M[-\d.]+,[-\d.]+C/);
    }
  });

  it("leaves out what is no edge", () => {
    expect(toEdgeShapes({ edges: new Map([["x", [0, 0, 1, 1]]]) })).toEqual([]);
    expect(toEdgeShapes({ edges: new Map([["K/a/b\nK/a/c", []]]) })).toEqual([]);
  });
});

describe("toEdgeLook", () => {
  it.each([
    ["crds", "rook-ceph", "satisfied"],
    ["postgres", "db-migrations", "blocking"],
    ["mesh-certs", "istio-gateway", "cycle"],
    ["istio-base", "istiod", "satisfied"],
    ["crds", "loki", null],
  ])("of %s → %s is %s", (from, to, expected) => {
    expect(toEdgeLook(sample, sampleId(from), sampleId(to))).toBe(expected);
  });

  it("of one to what does not exist is missing", () => {
    expect(toEdgeLook(sample, sampleId("redis", "apps"), sampleId("session-store"))).toBe("missing");
  });
});

describe("toFlowNodes", () => {
  it("keeps the objects of cards that stand where they stood", () => {
    const ids = [...samplePicture.nodes.keys()];
    const before = toFlowNodes(samplePicture.nodes, ids);
    const [first, second] = before;
    const nodes = new Map(samplePicture.nodes).set(first?.id ?? "", { x: -1, y: -1 });
    const next = toFlowNodes(nodes, ids, before);
    expect(next).toHaveLength(sample.nodes.length);
    expect(next[0]).not.toBe(first);
    expect(next[1]).toBe(second);
  });

  it("leaves out what the picture does not have", () => expect(toFlowNodes(new Map(), ["K/a/b"])).toEqual([]));
});

describe("createTopologySelector", () => {
  it("gives the same object whatever becomes of the states, and another for another edge", () => {
    const select = createTopologySelector(null);
    const before = select(sample);
    const failed = { ...sample, nodes: sample.nodes.map((node) => ({ ...node, state: "failed" as const })) };
    expect(select(failed)).toBe(before);
    expect(select({ ...sample, edges: sample.edges.slice(1) })).not.toBe(before);
  });

  it("takes in focus what a node depends on and what depends on it, and all when it is gone", () => {
    const part = selectTopology(sample, sampleId("tempo"));
    expect(part.ids).toEqual(["otel-collector", "tempo", "trace-alerts", "minio"].map((name) => sampleId(name)).sort());
    expect(part.from).toHaveLength(3);
    expect(selectTopology(sample, toKnownObjectId("Kustomization/gone/gone")).ids).toHaveLength(sample.nodes.length);
  });
});

describe("toCycleRings", () => {
  const [cycle] = sample.cycles;
  if (cycle === undefined) throw new Error("no cycle");
  const places = (extra: readonly (readonly [string, number])[]) =>
    new Map(
      [...cycle.nodes.map((id, row): [string, number] => [id, row]), ...extra].map(([id, row]) => [
        id,
        { x: 0, y: row * 74 },
      ]),
    );

  it("draws one ring round all members", () => {
    expect(toCycleRings(cycle, places([["K/a/below", 3]]))).toEqual([
      { x: 0, y: 0, width: CARD_WIDTH, height: 148 + CARD_HEIGHT },
    ]);
  });

  it("draws one a card where a stranger stands among them", () => {
    expect(toCycleRings(cycle, places([["K/a/between", 1]]))).toHaveLength(3);
  });

  it("draws none where none is drawn", () => expect(toCycleRings(cycle, new Map())).toEqual([]));
});

describe("the overview", () => {
  it.each([
    ["all in view", [10, 10, 0.5], true],
    ["just fits", [0, 0, 1], true],
    ["too near", [0, 0, 1.1], false],
    ["moved out to the left", [-5, 0, 0.5], false],
    ["moved out to the bottom", [0, 500, 0.5], false],
  ] as const)("%s: %#", (_, transform, expected) => {
    expect(isAllInView({ width: 1000, height: 800 }, transform, 1000, 800)).toBe(expected);
  });

  it("is never wider or higher than its place", () => {
    expect(toOverviewSize({ width: 1760, height: 1000 })).toEqual({ width: 176, height: 100, scale: 0.1 });
    expect(toOverviewSize({ width: 100, height: 13_200 })).toEqual({ width: 1, height: 132, scale: 0.01 });
  });

  it("draws a block a card, by hue, never too low to be seen", () => {
    const nodes = [
      node("a/x"),
      node("a/y", { state: "failed" }),
      node("a/z", { state: "missing" }),
      node("a/not-drawn"),
    ];
    const places = new Map(nodes.slice(0, 3).map(({ id }, row) => [id as string, { x: 0, y: row * 74 }]));
    const blocks = toOverviewBlocks(nodes, { nodes: places }, 0.1);
    expect(blocks.map(({ hue }) => hue)).toEqual(["good", "act", "act"]);
    expect(blocks[0]).toEqual({ hue: "good", x: 0, y: 0, width: 24, height: 6.4 });
    expect(toOverviewBlocks(nodes, { nodes: places }, 0.001).map(({ width, height }) => [width, height])).toEqual([
      [1, 1],
      [2, 2],
      [2, 2],
    ]);
  });
});
