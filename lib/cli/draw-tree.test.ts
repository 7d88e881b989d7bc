import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { drawTree, type TreeLine } from "./draw-tree.ts";
import { toTreeLines } from "./signs.ts";

const look = toTreeLines({ env: {} });
const draw = (...lines: [number, string][]) =>
  drawTree(
    lines.map(([depth, text]) => ({ depth, text })),
    look,
  );

describe("drawTree", () => {
  it("links what belongs together", () => {
    expect(draw([0, "a"], [1, "b"], [2, "c"], [2, "d"], [1, "e"], [2, "f"], [0, "g"], [1, "h"])).toEqual([
      "a",
      "├─ b",
      "│  ├─ c",
      "│  └─ d",
      "└─ e",
      "   └─ f",
      "g",
      "└─ h",
    ]);
  });

  it("goes on under a text of several lines", () => {
    expect(draw([0, "a\nmore"], [1, "b\nwords"], [2, "c"], [1, "d\nlast"])).toEqual([
      "a",
      "│  more",
      "├─ b",
      "│  │  words",
      "│  └─ c",
      "└─ d",
      "      last",
    ]);
  });

  it("draws nothing of nothing", () => expect(draw()).toEqual([]));

  it("draws each line once, at its depth, for any tree", () => {
    const steps = fc.array(fc.integer({ min: -4, max: 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (changes) => {
        let depth = 0;
        const lines: TreeLine[] = [{ depth, text: "x0" }];
        for (const change of changes) {
          depth = Math.max(0, depth + change);
          lines.push({ depth, text: `x${lines.length}` });
        }
        const drawn = drawTree(lines, look);
        expect(drawn.map((line) => line.replace(/^[│├└─ ]*/, ""))).toEqual(lines.map(({ text }) => text));
        expect(drawn.map((line) => line.search(/x/) / 3)).toEqual(lines.map((line) => line.depth));
        for (const [at, line] of drawn.entries()) {
          const bar = line.indexOf("├");
          // Below a branch that goes on there is a bar, or the next branch.
          if (bar >= 0) expect(drawn[at + 1]?.[bar]).toMatch(/[│├└]/);
        }
      }),
    );
  });
});
