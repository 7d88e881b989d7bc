import { describe, expect, it } from "vitest";
import { toLayoutAspect } from "./fit-zoom.ts";
import { toTopology } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { LayoutEdge, Topology } from "./layout-engine.ts";
import { findFaults } from "./picture-checks.test-support.ts";

const name = (index: number) => `Kustomization/apps/n${String(index).padStart(5, "0")}`;

function toGraph(size: number, toEdges: (index: number) => readonly (readonly [number, number])[]): Topology {
  const ids = Array.from({ length: size }, (_, index) => name(index));
  const edges = ids.flatMap((_, index) =>
    toEdges(index).map(([from, to]): LayoutEdge => ({ from: name(from), to: name(to) })),
  );
  return toTopology(ids, edges);
}

const GRAPHS: readonly (readonly [name: string, graph: Topology])[] = [
  ["nothing", toGraph(0, () => [])],
  ["one node", toGraph(1, () => [])],
  ["10,000 isolated nodes", toGraph(10_000, () => [])],
  ["a chain of 5,000", toGraph(5_000, (index) => (index === 0 ? [] : [[index - 1, index]]))],
  ["a hub with 9,999 dependents", toGraph(10_000, (index) => (index === 0 ? [] : [[0, index]]))],
  ["a node with 9,999 dependencies", toGraph(10_000, (index) => (index === 0 ? [] : [[index, 0]]))],
  [
    "200 nodes that each depend on 200 others",
    toGraph(400, (index) => (index < 200 ? Array.from({ length: 200 }, (_, other) => [index, 200 + other]) : [])),
  ],
  ["one cycle of 5,000", toGraph(5_000, (index) => [[index, (index + 1) % 5_000]])],
  ["5,000 pairs", toGraph(10_000, (index) => (index % 2 === 0 ? [[index, index + 1]] : []))],
  [
    "a chain whose every node also leads to the last",
    toGraph(300, (index) => (index < 299 ? [[index, index + 1], ...(index < 298 ? [[index, 299] as const] : [])] : [])),
  ],
];

/** Far more than it takes, so that a busy machine does not fail it, and far less than what grows with the square would. */
const LIMIT_MS = 4_000;

describe("the layout of", { timeout: 60_000 }, () => {
  it.each(GRAPHS)("%s is right, in time, fresh and with one node more", (_, graph) => {
    const engine = new LayeredEngine();
    for (const aspect of [toLayoutAspect(1140, 800), toLayoutAspect(1, 800)]) {
      const start = performance.now();
      const picture = engine.layout({ ...graph, aspect });
      expect(performance.now() - start).toBeLessThan(LIMIT_MS);
      expect(findFaults(picture, graph)).toEqual([]);

      const more = { ...graph, nodes: [...graph.nodes, { id: "Kustomization/zz/new", wave: 0 }] };
      const next = performance.now();
      const again = engine.layout({ ...more, aspect, previous: picture });
      expect(performance.now() - next).toBeLessThan(LIMIT_MS);
      expect(findFaults(again, more)).toEqual([]);
    }
  });

  it("names of 253 characters is that of short ones", () => {
    const graph = toGraph(60, (index) => (index === 0 ? [] : [[Math.floor(index / 3), index]]));
    const long = (id: string) => `${id}-${"x".repeat(253)}`;
    const named = {
      nodes: graph.nodes.map(({ id, wave }) => ({ id: long(id), wave })),
      edges: graph.edges.map(({ from, to }) => ({ from: long(from), to: long(to) })),
    };
    const [short, picture] = [graph, named].map((topology) => new LayeredEngine().layout({ ...topology, aspect: 1 }));
    expect([...(picture?.nodes ?? [])]).toEqual([...(short?.nodes ?? [])].map(([id, point]) => [long(id), point]));
  });
});
