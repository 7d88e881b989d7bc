import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toColumnGraph } from "./column-graph.test-support.ts";
import { foldColumns } from "./fold-columns.ts";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { orderColumns } from "./order-columns.ts";
import { orderComponent } from "./order-component.ts";
import { RankedOrder } from "./ranked-order.ts";
import { readTopology } from "./read-topology.ts";
import { foldAndSift } from "./sift-folds.ts";

const EFFORTS = ["thorough", "careful", "quick"] as const;

const order = (text: string) => orderComponent(readTopology(parseGraph(text)), "thorough", orderColumns);

describe("folding with few crossings", () => {
  it("never crosses more than the plain fold, and has each item once", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.nat(300),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom(...EFFORTS),
        (size, seed, limit, effort) => {
          const graph = toColumnGraph(createFleet(size, seed));
          const ordered = { graph, order: orderColumns(graph, "quick") };
          const plain = new RankedOrder(graph, foldColumns(graph, ordered.order, limit).items).count();
          const { graph: next, folded } = foldAndSift(ordered, limit, effort);
          expect(new RankedOrder(next, folded.items).count()).toBeLessThanOrEqual(plain);
          expect([...folded.items].sort((a, b) => a - b)).toEqual([...next.columnOf.keys()]);
          expect(next.topology).toBe(graph.topology);
        },
      ),
      { seed: 89, numRuns: 150 },
    );
  });

  it("leaves alone what needs no fold", () => {
    const ordered = order("a>b a>c b>d a>d");
    const { graph, folded } = foldAndSift(ordered, 5, "thorough");
    expect(graph).toBe(ordered.graph);
    expect(folded.items).toEqual(ordered.order);
  });

  // Every fourth leaf leads to what the hub leads to as well: its lane has to pass beside that leaf, between two rows.
  const hub = Array.from({ length: 32 }, (_, leaf) =>
    leaf % 4 === 0 ? `hub>n${leaf} n${leaf}>x${leaf} hub>x${leaf}` : `hub>n${leaf}`,
  ).join(" ");

  it("crosses nothing in a hub that crosses nothing unfolded", () => {
    const ordered = order(hub);
    const plain = foldColumns(ordered.graph, ordered.order, 11);
    expect(new RankedOrder(ordered.graph, plain.items).count()).toBeGreaterThan(0);
    const { graph, folded } = foldAndSift(ordered, 11, "thorough");
    expect(folded.subColumns[1]).toBe(3);
    expect(new RankedOrder(graph, folded.items).count()).toBe(0);
  });

  it("is the same again", () => {
    const [one, other] = [order(hub), order(hub)].map((ordered) => foldAndSift(ordered, 9, "thorough").folded);
    expect(other).toEqual(one);
  });
});
