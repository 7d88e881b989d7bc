import { describe, expect, it } from "vitest";
import type { Cycle } from "#lib/graph/model.ts";
import { toEdgeKey } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { toCycleMarks } from "./cycle-marks.ts";
import { sample, sampleId, samplePicture } from "./sample-picture.test-support.ts";

const [cycle] = sample.cycles;
const [parent, child] = [sampleId("minio"), sampleId("tempo")];
const check = { from: child, to: parent, why: "its health check looks at it" };
const hidden: Cycle = {
  kind: "hidden",
  nodes: [parent, child],
  cut: { from: child, to: parent, why: "Take it out." },
  checks: [check],
};

describe("toCycleMarks", () => {
  it("marks the cut of each cycle on its edge, beside the cards", () => {
    const { cuts, checks } = toCycleMarks(sample.cycles, samplePicture);
    expect(checks).toEqual([]);
    expect(cuts).toHaveLength(sample.cycles.length);
    const [mark] = cuts;
    expect(mark?.key).toBe(toEdgeKey(cycle?.cut.from ?? child, cycle?.cut.to ?? child));
    expect(mark?.why).toBe(cycle?.cut.why);
    for (const { x, y } of samplePicture.nodes.values()) {
      const isOnCard =
        mark !== undefined && mark.x > x && mark.x < x + CARD_WIDTH && mark.y > y && mark.y < y + CARD_HEIGHT;
      expect(isOnCard).toBe(false);
    }
  });

  it("stands in the middle of an edge, straight or bent", () => {
    const key = toEdgeKey(parent, child);
    const at = (points: number[]) =>
      toCycleMarks([{ ...hidden, checks: [], cut: { from: parent, to: child, why: "" } }], {
        nodes: samplePicture.nodes,
        edges: new Map([[key, points]]),
      }).cuts[0];
    expect(at([0, 0, 100, 0])).toMatchObject({ x: 50, y: 0 });
    expect(at([0, 0, 100, 40, 200, 80])).toMatchObject({ x: 100, y: 40 });
    expect(at([0, 0])).toBeUndefined();
  });

  it("draws the health check that closes a hidden cycle, and marks the cut on it", () => {
    const { cuts, checks } = toCycleMarks([hidden], samplePicture);
    expect(checks).toHaveLength(1);
    expect(checks[0]?.path).toMatch(/^M[\d.-]+,[\d.-]+C[\d., -]+$/);
    expect(cuts[0]).toMatchObject({ x: checks[0]?.x, y: checks[0]?.y });
  });

  it("leads that line beside cards of one wave, and below those of two, to the edge of the parent's card", () => {
    const draw = (x: number, y: number) =>
      toCycleMarks([hidden], {
        nodes: new Map([
          [parent, { x: 0, y: 0 }],
          [child, { x, y }],
        ]),
        edges: new Map(),
      }).checks[0];
    expect(draw(0, 74)).toMatchObject({ path: "M0,106C-44,106 -44,32 0,32", x: -33, y: 69 });
    expect(draw(288, 0)).toMatchObject({ path: "M408,64C408,88 120,88 120,64", x: 264, y: 82 });
  });

  it("leaves out what the picture does not have, and what an edge draws already", () => {
    expect(toCycleMarks([hidden], { nodes: new Map(), edges: new Map() })).toEqual({ cuts: [], checks: [] });
    const drawn = { nodes: samplePicture.nodes, edges: new Map([[toEdgeKey(child, parent), [0, 0, 10, 10]]]) };
    expect(toCycleMarks([hidden], drawn).checks).toEqual([]);
    expect(toCycleMarks([hidden], drawn).cuts).toHaveLength(1);
  });
});
