import { describe, expect, it } from "vitest";
import { packAreas } from "./pack-areas.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { Skyline } from "./skyline.ts";

describe("putting boxes into a strip", () => {
  const put = (limit: number, boxes: readonly (readonly [number, number])[]) => {
    const skyline = new Skyline(limit);
    return boxes.map(([width, height]) => skyline.add(width, height)).map(({ x, y }) => [x, y]);
  };

  it.each([
    [
      "side by side, as long as there is room",
      [
        [400, 100],
        [400, 100],
        [400, 100],
      ],
      [
        [0, 0],
        [400, 0],
        [0, 100],
      ],
    ],
    [
      "on the lowest step",
      [
        [600, 200],
        [400, 100],
        [300, 100],
      ],
      [
        [0, 0],
        [600, 0],
        [600, 100],
      ],
    ],
    [
      "one too wide at the left",
      [
        [400, 100],
        [2000, 100],
      ],
      [
        [0, 0],
        [0, 100],
      ],
    ],
    [
      "into the hole below a wide one",
      [
        [700, 200],
        [1000, 100],
        [300, 100],
        [300, 100],
      ],
      [
        [0, 0],
        [0, 200],
        [700, 0],
        [700, 100],
      ],
    ],
    [
      "into what is left of a hole",
      [
        [400, 300],
        [1000, 100],
        [300, 100],
        [300, 100],
        [500, 200],
      ],
      [
        [0, 0],
        [0, 300],
        [400, 0],
        [700, 0],
        [400, 100],
      ],
    ],
    [
      "not into a hole that is too low",
      [
        [700, 90],
        [1000, 100],
        [300, 100],
      ],
      [
        [0, 0],
        [0, 90],
        [0, 190],
      ],
    ],
  ])("%s", (_, boxes, places) => {
    expect(put(1000, boxes as [number, number][])).toEqual(places);
  });

  it("finds where the next box would go, and leaves it free", () => {
    const random = createSeededRandom(7);
    const skyline = new Skyline(1000);
    for (let box = 0; box < 60; box++) {
      const [width, height] = [300 + Math.floor(random() * 500), 70 + Math.floor(random() * 300)];
      const found = skyline.find(width, height);
      expect(skyline.find(width, height)).toEqual(found);
      expect(skyline.add(width, height)).toEqual(found);
    }
  });

  it("wastes little on chains of any length", () => {
    const random = createSeededRandom(5);
    const boxes = Array.from({ length: 90 }, (_, index) => ({
      id: `b${index}`,
      width: 288 * (2 + Math.floor(random() * 19)) - 16,
      height: 106,
    }));
    const { width, height } = packAreas(boxes, 0, 1.425);
    const ground = boxes.reduce((sum, box) => sum + (box.width + 10) * (box.height + 10), 0);
    expect(ground / ((width + 10) * (height + 10))).toBeGreaterThan(0.75);
  });
});
