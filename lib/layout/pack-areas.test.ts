import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { fitZoom } from "./fit-zoom.ts";
import { keepPlaces, type PlacedBox } from "./keep-places.ts";
import { type Box, type Packing, packAreas } from "./pack-areas.ts";

const anyBoxes = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 30 })), { maxLength: 40 })
  .map((sizes) =>
    sizes.map(([waves, rows], index): Box => ({ id: `b${index}`, width: waves * 288 - 16, height: rows * 74 + 40 })),
  );
const anyAspect = fc.constantFrom(0.5, 1, 1.425, 3);

function findTrouble(boxes: readonly Box[], packing: Packing): string[] {
  const trouble: string[] = [];
  const placed = boxes.map((box) => ({ ...box, ...(packing.places.get(box.id) ?? { x: -1, y: -1 }) }));
  const all = packing.grid === null ? placed : [...placed, { id: "grid", ...packing.grid }];
  for (const [index, a] of all.entries()) {
    if (a.x < 0 || a.y < 0 || a.x + a.width > packing.width || a.y + a.height > packing.height)
      trouble.push(`${a.id} is out`);
    for (const b of all.slice(index + 1)) {
      const apart =
        a.x >= b.x + b.width + 10 ||
        b.x >= a.x + a.width + 10 ||
        a.y >= b.y + b.height + 10 ||
        b.y >= a.y + a.height + 10;
      if (!apart) trouble.push(`${a.id} meets ${b.id}`);
    }
  }
  return trouble;
}

describe("packing areas", () => {
  it("never overlaps and keeps 10 between", () => {
    fc.assert(
      fc.property(anyBoxes, fc.nat(60), anyAspect, (boxes, gridSlots, aspect) => {
        expect(findTrouble(boxes, packAreas(boxes, gridSlots, aspect))).toEqual([]);
      }),
      { seed: 31, numRuns: 150 },
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(anyBoxes, fc.nat(9), (boxes, gridSlots) => {
        const [packing, other] = [packAreas(boxes, gridSlots, 1.4), packAreas(boxes.toReversed(), gridSlots, 1.4)];
        expect([...other.places].sort()).toEqual([...packing.places].sort());
      }),
      { seed: 37, numRuns: 100 },
    );
  });

  it("puts the largest first and the grid last, at full width", () => {
    const boxes = [
      { id: "small", width: 272, height: 114 },
      { id: "large", width: 1712, height: 632 },
      { id: "middle", width: 848, height: 188 },
    ];
    const { places, grid, width, height } = packAreas(boxes, 12, 1.425);
    expect(places.get("large")).toEqual({ x: 0, y: 0 });
    expect(grid).toMatchObject({ x: 0, width, columns: 6 });
    expect((grid?.y ?? 0) + (grid?.height ?? 0)).toBe(height);
    expect(places.get("middle")?.y).toBe(places.get("small")?.y);
  });

  it("puts few of the isolated into the space beside a small area, where that makes the picture smaller", () => {
    const boxes = [
      { id: "large", width: 848, height: 328 },
      { id: "small", width: 560, height: 74 },
    ];
    const { grid, width, height } = packAreas(boxes, 1, 1.425);
    expect(grid).toMatchObject({ x: 570, y: 338, width: 272 });
    expect([width, height]).toEqual([848, 444]);
  });

  it("has the shape of the window, where many are to be packed", () => {
    const boxes = Array.from({ length: 60 }, (_, index) => ({ id: `b${index}`, width: 560, height: 188 }));
    for (const aspect of [0.6, 1, 1.425, 2.5]) {
      const packing = packAreas(boxes, 0, aspect);
      const filled = (60 * 560 * 188 * fitZoom(packing, aspect) ** 2) / (800 * 800 * aspect);
      expect(filled).toBeGreaterThan(0.7);
    }
  });

  it("of nothing is nothing", () => {
    expect(packAreas([], 0, 1)).toEqual({ width: 0, height: 0, places: new Map(), grid: null });
  });
});

describe("keeping places", () => {
  const box = (id: string, width: number, height: number, more: Partial<PlacedBox> = {}): PlacedBox => ({
    id,
    width,
    height,
    before: null,
    unchanged: false,
    count: 1,
    ...more,
  });
  const stays = (x: number, y: number, count = 1) => ({ before: { x, y }, unchanged: true, count });
  const before = { width: 1000, grid: null };

  it("leaves the unchanged where they were", () => {
    const boxes = [box("a", 500, 100, stays(0, 200)), box("b", 400, 100, stays(510, 0))];
    expect(keepPlaces(boxes, 0, before).places).toEqual(
      new Map([
        ["a", { x: 0, y: 200 }],
        ["b", { x: 510, y: 0 }],
      ]),
    );
  });

  it("puts a new one into the first free space from the top", () => {
    const boxes = [box("a", 500, 100, stays(0, 0)), box("b", 500, 100, stays(0, 210)), box("new", 400, 100)];
    expect(keepPlaces(boxes, 0, before).places.get("new")).toEqual({ x: 510, y: 0 });
  });

  it("leaves a grid where it was, beside an area", () => {
    const grid = { x: 570, y: 338, width: 272, height: 106, columns: 1 };
    const boxes = [box("a", 848, 328, stays(0, 0)), box("b", 560, 74, stays(0, 338))];
    expect(keepPlaces(boxes, 2, { width: 848, grid })).toMatchObject({
      width: 848,
      height: 518,
      grid: { ...grid, height: 180 },
    });
  });

  it("below all where there is no room", () => {
    const boxes = [box("a", 1000, 100, stays(0, 0)), box("new", 400, 100)];
    expect(keepPlaces(boxes, 0, before).places.get("new")).toEqual({ x: 0, y: 110 });
  });

  it.each([
    ["a large one that grew stays, and the small beside it gives way", 9, { x: 0, y: 0 }, { x: 0, y: 110 }],
    ["a small one that grew gives way to the large", 1, { x: 0, y: 110 }, { x: 510, y: 0 }],
  ])("%s", (_, count, grown, other) => {
    const boxes = [box("grown", 600, 100, { before: { x: 0, y: 0 }, count }), box("other", 400, 100, stays(510, 0, 5))];
    const { places } = keepPlaces(boxes, 0, before);
    expect([places.get("grown"), places.get("other")]).toEqual([grown, other]);
  });

  const grid = { x: 0, y: 300, width: 1000, height: 106, columns: 3 };
  it.each([
    ["stays where it was", box("a", 500, 100, stays(0, 0)), 300],
    [
      "goes below one that has outgrown its place, and has more nodes",
      box("a", 500, 400, { ...stays(0, 0, 9), unchanged: false }),
      410,
    ],
    [
      "stays where a smaller one has outgrown its place",
      box("a", 500, 400, { ...stays(0, 0, 2), unchanged: false }),
      300,
    ],
    ["stays where a new one finds no room above it", box("a", 500, 301), 300],
  ])("the grid of the isolated %s", (_, changed, y) => {
    const kept = keepPlaces([changed], 3, { width: 1000, grid });
    expect(kept.grid?.y).toBe(y);
    expect(findTrouble([changed], kept)).toEqual([]);
  });

  it("never overlaps", () => {
    const anyPlaced = fc.record({
      boxes: anyBoxes,
      changed: fc.array(fc.nat(40)),
      grown: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(anyPlaced, ({ boxes, changed, grown }) => {
        const packed = packAreas(boxes, 5, 1.4);
        const next = boxes.map((old, index): PlacedBox => {
          const unchanged = !changed.includes(index);
          const place = index % 5 === 4 && !unchanged ? null : (packed.places.get(old.id) ?? null);
          return { ...old, width: old.width + (unchanged ? 0 : grown), before: place, unchanged, count: index };
        });
        expect(findTrouble(next, keepPlaces(next, 5, packed))).toEqual([]);
      }),
      { seed: 41, numRuns: 150 },
    );
  });
});
