import { describe, expect, it } from "vitest";
import { createFleet, createRandom, parseGraph, toTopology } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { LayoutResult, Topology } from "./layout-engine.ts";
import { findFaults } from "./picture-checks.test-support.ts";
import { toPlainPicture } from "./plain-picture.test-support.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "./sizes.ts";

const ASPECT = 1140 / 800;
const ADDED = "Kustomization/new/one";

/** The share of the nodes in both pictures that stand more than a card away from where they stood. */
function measureMoved(before: LayoutResult, after: LayoutResult): number {
  let [both, moved] = [0, 0];
  for (const [id, point] of before.nodes) {
    const now = after.nodes.get(id);
    if (now === undefined) continue;
    both++;
    if (Math.abs(now.x - point.x) > CARD_WIDTH || Math.abs(now.y - point.y) > CARD_HEIGHT) moved++;
  }
  return both === 0 ? 0 : moved / both;
}

function removeNode({ nodes, edges }: Topology, gone: string): Topology {
  const left = edges.filter(({ from, to }) => from !== gone && to !== gone);
  return toTopology(
    nodes.flatMap(({ id }) => (id === gone ? [] : [id])),
    left,
  );
}

function addNode({ nodes, edges }: Topology, id: string, dependencies: readonly string[]): Topology {
  return toTopology(
    [...nodes.map((node) => node.id), id],
    [...edges, ...dependencies.map((from) => ({ from, to: id }))],
  );
}

describe.each([200, 500])("one change among %i", { timeout: 60_000 }, (size) => {
  const fleet = createFleet(size, 3);
  const random = createRandom(5);
  const pick = () => fleet.nodes[Math.floor(random() * fleet.nodes.length)]?.id ?? "";
  const engine = new LayeredEngine();
  const before = engine.layout({ ...fleet, aspect: ASPECT });
  const areaOf = (id: string) => before.areas.find(({ nodes }) => nodes.includes(id));
  const isJoin = (a: string, b: string) => areaOf(a) !== areaOf(b);
  const pairs = Array.from({ length: 12 }, () => [pick(), pick()] as const);

  const changes = {
    "one more isolated": [addNode(fleet, ADDED, [])],
    "one more behind one": pairs.map(([a]) => addNode(fleet, ADDED, [a])),
    "one more behind two": pairs.filter(([a, b]) => !isJoin(a, b)).map(([a, b]) => addNode(fleet, ADDED, [a, b])),
    "one more that joins two components": pairs
      .filter(([a, b]) => isJoin(a, b))
      .map(([a, b]) => addNode(fleet, ADDED, [a, b])),
    "one less": pairs.map(([a]) => removeNode(fleet, a)),
  };

  it.each([
    ["one more isolated", 0, 0],
    ["one more behind one", 0.02, 0.05],
    ["one more behind two", 0.02, 0.05],
    // Who is joined must move, and what stands around it makes room.
    ["one more that joins two components", 0.12, 0.25],
    ["one less", 0.05, 0.25],
  ] as const)("%s moves few others", (kind, mean, most) => {
    const shares = changes[kind].map((topology) => {
      const after = engine.layout({ ...topology, aspect: ASPECT, previous: before });
      expect(findFaults(after, topology)).toEqual([]);
      return measureMoved(before, after);
    });
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThanOrEqual(mean);
    expect(Math.max(...shares)).toBeLessThanOrEqual(most);
  });
});

describe("one large component and many small ones, as real fleets are", { timeout: 60_000 }, () => {
  const part = createFleet(600, 7);
  const engine = new LayeredEngine();
  const areas = engine.layout({ ...part, aspect: ASPECT }).areas.filter(({ kind }) => kind === "component");
  const largest = areas.reduce((most, area) => (area.count > most.count ? area : most));
  const small = areas.filter(({ count }) => count <= 12).flatMap(({ nodes }) => nodes);
  const ids = new Set([...largest.nodes, ...small]);
  const fleet = toTopology(
    [...ids],
    part.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  );
  const before = engine.layout({ ...fleet, aspect: ASPECT });
  const random = createRandom(11);
  const pickOf = (nodes: readonly string[]) => nodes[Math.floor(random() * nodes.length)] ?? "";

  it("what joins a small one to the large one moves hardly more than the small one", () => {
    const shares = Array.from({ length: 12 }, () => {
      const topology = addNode(fleet, ADDED, [pickOf(largest.nodes), pickOf(small)]);
      const after = engine.layout({ ...topology, aspect: ASPECT, previous: before });
      expect(findFaults(after, topology)).toEqual([]);
      return measureMoved(before, after);
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThanOrEqual(0.05);
  });
});

describe("what is kept", () => {
  const first = parseGraph("a>b b>c a>d x>y y>z p>q lonely single");

  it("an unchanged component stays exactly as and where it was", () => {
    const engine = new LayeredEngine();
    const before = engine.layout({ ...first, aspect: ASPECT });
    const after = engine.layout({ ...addNode(first, "q2", ["p"]), aspect: ASPECT, previous: before });
    for (const id of ["a", "b", "c", "d", "x", "y", "z"]) expect(after.nodes.get(id)).toEqual(before.nodes.get(id));
    expect(after.areas.find(({ id }) => id === "a")).toEqual(before.areas.find(({ id }) => id === "a"));
  });

  it("needs only the picture before, not the engine that made it", () => {
    const before = new LayeredEngine().layout({ ...first, aspect: ASPECT });
    const changed = addNode(first, "q2", ["p"]);
    const engine = new LayeredEngine();
    engine.layout({ ...first, aspect: ASPECT });
    const same = engine.layout({ ...changed, aspect: ASPECT, previous: before });
    const copy = structuredClone(toPlainPicture(before));
    expect(new LayeredEngine().layout({ ...changed, aspect: ASPECT, previous: copy })).toEqual(same);
  });

  it("gives another window its own picture", () => {
    const engine = new LayeredEngine();
    const before = engine.layout({ ...createFleet(60), aspect: 3 });
    const narrow = engine.layout({ ...createFleet(60), aspect: 0.5, previous: before });
    expect(narrow.aspect).toBe(0.5);
    expect(narrow.width / narrow.height).toBeLessThan(before.width / before.height);
  });

  it("keeps the slots of the isolated and fills the holes", () => {
    const engine = new LayeredEngine();
    const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const before = engine.layout({ ...toTopology(ids, []), aspect: ASPECT });
    const without = ids.filter((id) => id !== "c");
    const after = engine.layout({ ...toTopology([...without, "0"], []), aspect: ASPECT, previous: before });
    expect(after.nodes.get("0")).toEqual(before.nodes.get("c"));
    for (const id of without) expect(after.nodes.get(id)).toEqual(before.nodes.get(id));
  });

  it("is given up when it wastes the window: a fleet that grew from two nodes is as large as a fresh one", {
    timeout: 60_000,
  }, () => {
    const fleet = createFleet(120, 9);
    const engine = new LayeredEngine();
    let previous: LayoutResult | undefined;
    for (let size = 2; size <= fleet.nodes.length; size += 7) {
      const ids = fleet.nodes.slice(0, size).map(({ id }) => id);
      const known = new Set(ids);
      const part = toTopology(
        ids,
        fleet.edges.filter(({ from, to }) => known.has(from) && known.has(to)),
      );
      previous = engine.layout({ ...part, aspect: ASPECT, ...(previous === undefined ? {} : { previous }) });
    }
    const fresh = new LayeredEngine().layout({ ...fleet, aspect: ASPECT });
    const size = ({ width, height }: LayoutResult) => Math.max(width / ASPECT, height);
    expect(size(previous ?? fresh)).toBeLessThan(size(fresh) * 1.5);
  });
});
