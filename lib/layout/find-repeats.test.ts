import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { drawLines } from "./draw-lines.ts";
import { findRepeats, toFirstCurve } from "./find-repeats.ts";
import { createFleet } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { toRows } from "./picture-rows.ts";

/** Rows of edges, each given by its numbers. */
function toCurves(edges: readonly (readonly number[])[]) {
  const starts = new Int32Array(edges.length + 1);
  for (const [edge, { length }] of edges.entries()) starts[edge + 1] = (starts[edge] ?? 0) + length;
  return { curves: Float32Array.from(edges.flat()), starts };
}

const A = [0, 0, 1, 0, 2, 3, 3, 3];
const B = [3, 3, 4, 3, 5, 6, 6, 6];

describe("curves that repeat", () => {
  it.each([
    ["nothing", [], []],
    ["one edge", [A], [0]],
    ["two that differ", [A, B], [0, 0]],
    ["the same twice, and again", [A, B, A, A], [0, 0, 1, 1]],
    ["a way whose second half is known", [B, [...A, ...B.slice(2)]], [0, 0, 1]],
    ["the other way round it is another one", [A, [3, 3, 2, 3, 1, 0, 0, 0]], [0, 0]],
  ])("%s", (_, edges, expected) => {
    expect([...findRepeats(toCurves(edges))]).toEqual(expected);
  });

  it("are those whose numbers an earlier one has, in any picture", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 120 }), fc.nat(500), (size, seed) => {
        const { packed } = toRows(new LayeredEngine().layout({ ...createFleet(size, seed), aspect: 1.6 }));
        const { curves, starts, repeats } = drawLines(packed);
        const seen = new Set<string>();
        for (let edge = 0; edge < packed.from.length; edge++) {
          const [start = 0, end = 0] = starts.subarray(edge, edge + 2);
          for (let at = start; at + 8 <= end; at += 6) {
            const key = curves.subarray(at, at + 8).join();
            const curve = toFirstCurve(start, edge) + (at - start) / 6;
            expect(repeats[curve] === 1).toBe(seen.has(key));
            seen.add(key);
          }
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});
