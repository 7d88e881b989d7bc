import { describe, expect, it } from "vitest";
import { choosePadding, findNamed, hasHeadings, readPadding } from "./area-padding.ts";
import { toTopology } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { AREA_PADDING_BOTTOM, AREA_PADDING_TOP, PLAIN_PADDING } from "./sizes.ts";

const HEADED = { top: AREA_PADDING_TOP, bottom: AREA_PADDING_BOTTOM };
const PLAIN = { top: PLAIN_PADDING, bottom: PLAIN_PADDING };

describe("the padding of an area", () => {
  it.each([
    ["one row", 64, PLAIN],
    ["one row and a lane", 69, PLAIN],
    ["two rows", 138, PLAIN],
    ["two rows and a lane", 143, HEADED],
    ["three rows", 212, HEADED],
  ])("of %s", (_, height, padding) => {
    expect(choosePadding(height)).toEqual(padding);
    const area = { kind: "component", height: height + padding.top + padding.bottom };
    expect(readPadding(area)).toEqual(padding);
    expect(hasHeadings(area)).toBe(padding === HEADED);
  });

  it("always has room for what the grid of the isolated is called", () => {
    expect(readPadding({ kind: "isolated", height: 106 })).toEqual(HEADED);
  });

  it.each([2, 5, 9, 30])("of a chain that has grown to two and three rows is that of its rows (%i long)", (length) => {
    const ids = Array.from({ length }, (_, index) => `n${String(index).padStart(2, "0")}`);
    const chain = ids.slice(1).map((to, index) => ({ from: ids[index] ?? "", to }));
    const engine = new LayeredEngine();
    let previous = engine.layout({ ...toTopology(ids, chain), aspect: 1.4 });
    for (const [count, kind] of [
      [1, PLAIN],
      [2, HEADED],
      [1, PLAIN],
    ] as const) {
      const more = Array.from({ length: count }, (_, index) => `x${index}`);
      const topology = toTopology([...ids, ...more], [...chain, ...more.map((to) => ({ from: "n00", to }))]);
      previous = engine.layout({ ...topology, aspect: 1.4, previous });
      const [area] = previous.areas;
      const tops = [...previous.nodes.values()].map(({ y }) => y - (area?.y ?? 0));
      expect(Math.min(...tops)).toBe(kind.top);
      expect((area?.height ?? 0) - Math.max(...tops) - 64).toBe(kind.bottom);
    }
  });
});

describe("the areas whose waves are named", () => {
  const [row, rows, grid] = [
    { kind: "component", height: 74 },
    { kind: "component", height: 400 },
    { kind: "isolated", height: 106 },
  ];

  it.each([
    ["one with room for headings", [{ ...rows, y: 0 }], [true]],
    [
      "not the small ones beside it",
      [
        { ...rows, y: 0 },
        { ...row, y: 0 },
        { ...row, y: 88 },
      ],
      [true, false, false],
    ],
    ["a small one alone", [{ ...row, y: 0 }], [true]],
    [
      "of small ones those at the top",
      [
        { ...row, y: 0 },
        { ...row, y: 0 },
        { ...row, y: 88 },
      ],
      [true, true, false],
    ],
    [
      "the grid too",
      [
        { ...row, y: 0 },
        { ...grid, y: 88 },
      ],
      [true, true],
    ],
  ])("%s", (_, areas, expected) => {
    const named = findNamed(areas);
    expect(areas.map((area) => named.includes(area))).toEqual(expected);
  });
});
