import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { buildColumnGraph } from "./column-graph.ts";
import { findComponents } from "./find-components.ts";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { countNaively, shuffleColumns } from "./layers.test-support.ts";
import { readTopology } from "./read-topology.ts";
import { joinTwins, partTwins } from "./twins.ts";

const join = (text: string) => joinTwins(readTopology(parseGraph(text)));
/** What stands for how many, by the first of their ids. */
const weightsOf = (text: string) => {
  const { ids, weights } = join(text);
  return Object.fromEntries(ids.map((id, node) => [id, weights[node]]));
};

const anyComponent = fc
  .tuple(fc.integer({ min: 4, max: 60 }), fc.nat(500))
  .map(([size, seed]) => findComponents(readTopology(createFleet(size, seed))).connected[0]);
const numbers = fc.array(fc.nat(100), { minLength: 60, maxLength: 60 });

describe("joining twins", () => {
  it.each([
    ["leaves of one hub", "h>a h>b h>c", { h: 1, a: 3 }],
    ["leaves of two hubs, in halves", "h>a h>b h>c g>a g>b g>c", { h: 1, g: 1, a: 2, c: 1 }],
    ["none that lead on to different ones", "h>a h>b a>x b>y", { h: 1, a: 1, b: 1, x: 1, y: 1 }],
    ["what leads to the same", "a>x b>x c>x", { a: 3, x: 1 }],
    ["none of a cycle", "r>a r>b a>b b>a", { r: 1, a: 1, b: 1 }],
  ])("%s", (_, text, weights) => {
    expect(weightsOf(text)).toEqual(weights);
  });

  it("leaves as many links between columns as there are, and parts into what there was", () => {
    fc.assert(
      fc.property(
        anyComponent,
        numbers,
        fc.constantFrom("together" as const, "apart" as const),
        (component, by, kind) => {
          if (component === undefined) return;
          const twins = joinTwins(component);
          const graph = buildColumnGraph(twins, kind);
          const { graph: parted, order } = partTwins(twins, { graph, order: shuffleColumns(graph, by) });
          expect(parted.topology).toBe(component);
          expect([...order].sort((a, b) => a - b)).toEqual([...parted.columnOf.keys()]);
          expect(parted.right.targets.length).toBe(graph.right.targets.length);
          // Each edge leads through its own columns, one after the other.
          for (const [edge, start] of component.from.entries()) {
            const passed = parted.lanes.slice(parted.laneStarts[edge], parted.laneStarts[edge + 1]);
            const first = parted.columnOf[start] ?? 0;
            expect(Array.from(passed, (lane) => parted.columnOf[lane])).toEqual(
              Array.from(passed, (_, step) => first + step + 1),
            );
            for (const lane of passed) expect(parted.sourceOf[lane]).toBe(start);
          }
        },
      ),
      { seed: 97, numRuns: 200 },
    );
  });

  it("crosses as often as the whole does, but for twins among themselves", () => {
    fc.assert(
      fc.property(anyComponent, numbers, (component, by) => {
        if (component === undefined) return;
        const twins = joinTwins(component);
        const graph = buildColumnGraph(twins, "apart");
        const joined = { graph, order: shuffleColumns(graph, by) };
        const parted = partTwins(twins, joined);
        const among = countNaively(parted.graph, parted.order) - countNaively(graph, joined.order);
        expect(among).toBeGreaterThanOrEqual(0);
        if (twins.weights.every((weight) => weight === 1)) expect(among).toBe(0);
        // In another order the twins cross among themselves just as often.
        const reversed = {
          graph,
          order: shuffleColumns(
            graph,
            by.map((number) => 100 - number),
          ),
        };
        const other = partTwins(twins, reversed);
        expect(countNaively(other.graph, other.order) - countNaively(graph, reversed.order)).toBe(among);
      }),
      { seed: 101, numRuns: 200 },
    );
  });
});
