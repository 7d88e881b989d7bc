import { describe, expect, it } from "vitest";
import type { LayoutArea } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_BOTTOM, PLAIN_PADDING } from "#lib/layout/sizes.ts";
import { samplePicture } from "./sample-picture.test-support.ts";
import { findRoomAbove, toFarHeadings, toHeadings } from "./to-headings.ts";

const [area] = samplePicture.areas;
if (area === undefined) throw new Error("no area");
const isolated = samplePicture.areas.find(({ kind }) => kind === "isolated");
if (isolated === undefined) throw new Error("no isolated nodes");

describe("toHeadings", () => {
  it("names the waves", () =>
    expect(toHeadings(area).map(({ text }) => text)).toEqual([
      "Wave 0",
      "Wave 1",
      "Wave 2",
      "Wave 3",
      "Wave 4",
      "Wave 5",
    ]));

  it("counts those without dependencies", () => expect(toHeadings(isolated)[0]?.text).toBe("No dependencies · 12"));
});

describe("toFarHeadings", () => {
  it.each([
    [0.34, ["Wave 0", "1", "2", "3", "4", "5"]],
    [0.2, ["0", "1", "2", "3", "4", "5"]],
    [0.05, []],
  ])("at a zoom of %d are %j", (zoom, expected) =>
    expect(toFarHeadings(area, zoom).map(({ text }) => text)).toEqual(expected),
  );

  it("still counts those without dependencies", () =>
    expect(toFarHeadings({ ...isolated, height: 1000, width: 1000 }, 0.2)[0]?.text).toBe("No dependencies · 12"));

  it("leaves out areas that would be all heading", () => {
    expect(toFarHeadings({ ...area, height: 200 }, 0.3)).toEqual([]);
    expect(toFarHeadings({ ...area, width: 300 }, 0.3)).toEqual([]);
  });
});

describe("findRoomAbove", () => {
  const at = (x: number, y: number, width = 100, height = 50): LayoutArea => ({ ...area, x, y, width, height });

  it.each<[string, LayoutArea[], number]>([
    ["nothing is above", [at(0, 100), at(0, 200)], Number.POSITIVE_INFINITY],
    ["what is above stands beside it", [at(200, 0), at(100, 0), at(-100, 0)], Number.POSITIVE_INFINITY],
    ["one is close above", [at(0, -114, 100, 200)], 14 + AREA_PADDING_BOTTOM],
    ["one without headings is close above", [at(0, -62, 100, 148)], 14 + PLAIN_PADDING],
    ["the nearest of two", [at(50, -180, 100, 200), at(0, -160, 40, 200)], 60 + AREA_PADDING_BOTTOM],
  ])("%s", (_, others, expected) => expect(findRoomAbove(at(0, 100), others)).toBe(expected));

  it("never lets a heading reach a card of another area", () => {
    for (const each of samplePicture.areas) {
      const room = findRoomAbove(each, samplePicture.areas);
      for (const id of samplePicture.areas.filter(({ y }) => y < each.y).flatMap(({ nodes }) => nodes)) {
        const { x = 0, y = 0 } = samplePicture.nodes.get(id) ?? {};
        const isAbove = x < each.x + each.width && x + 240 > each.x;
        if (isAbove && y < each.y) expect(y + 64).toBeLessThanOrEqual(each.y - Math.min(room, each.y));
      }
    }
  });
});
