import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toAdjacency } from "./adjacency.ts";
import { findFeedbackEdges } from "./feedback-edges.ts";
import { findKnots } from "./strong-components.ts";

function find(count: number, links: readonly (readonly [number, number])[]): readonly number[] {
  const from = Int32Array.from(links, ([a]) => a);
  const to = Int32Array.from(links, ([, b]) => b);
  return findFeedbackEdges(count, from, to);
}

function isAcyclic(count: number, links: readonly (readonly [number, number])[]): boolean {
  const from = Int32Array.from(links, ([a]) => a);
  const to = Int32Array.from(links, ([, b]) => b);
  return findKnots(toAdjacency(count, from, to)).length === 0;
}

describe("findFeedbackEdges", () => {
  it.each<[string, number, [number, number][], number[]]>([
    [
      "every edge of a ring",
      3,
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
      [0, 1, 2],
    ],
    ["the edge that names itself", 1, [[0, 0]], [0]],
    [
      "only what two loops share",
      3,
      [
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 0],
      ],
      [0],
    ],
    [
      "nothing of two loops that share a node alone",
      3,
      [
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 1],
      ],
      [],
    ],
    ["nothing where there is no cycle", 2, [[0, 1]], []],
  ])("gives %s", (_, count, links, expected) => expect(find(count, links)).toEqual(expected));

  it("gives exactly the edges whose removal leaves no cycle, for any graph with one", { timeout: 30_000 }, () => {
    const graphs = fc
      .integer({ min: 1, max: 8 })
      .chain((count) =>
        fc.tuple(fc.constant(count), fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 14 })),
      );
    fc.assert(
      fc.property(graphs, ([count, links]) => {
        fc.pre(!isAcyclic(count, links));
        const expected = links.flatMap((_, edge) => (isAcyclic(count, links.toSpliced(edge, 1)) ? [edge] : []));
        expect(find(count, links)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it("goes round a ring of 100,000", () => {
    const ring = Array.from({ length: 100_000 }, (_, node): [number, number] => [node, (node + 1) % 100_000]);
    expect(find(100_000, ring)).toHaveLength(100_000);
  });
});
