import { describe, expect, it } from "vitest";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { type Direction, findFirst, findNeighbour } from "./find-neighbour.ts";
import { sample, sampleId, sampleIndex, samplePicture } from "./sample-picture.test-support.ts";

const DIRECTIONS: readonly Direction[] = ["left", "right", "up", "down"];
const walk = (from: ObjectId, direction: Direction) => findNeighbour(sampleIndex, samplePicture.nodes, from, direction);

describe("findNeighbour", () => {
  it("goes right to a dependent and left to a dependency where there is one", () => {
    for (const { id } of sample.nodes) {
      const dependents = (sampleIndex.dependents.get(id) ?? []).map((edge) => edge.to);
      const dependencies = (sampleIndex.dependencies.get(id) ?? []).map((edge) => edge.from);
      if (dependents.length > 0) expect(dependents).toContain(walk(id, "right"));
      if (dependencies.length > 0) expect(dependencies).toContain(walk(id, "left"));
    }
  });

  it("takes the dependency that is nearest in height", () => {
    const id = sampleId("postgres");
    const heights = (sampleIndex.dependencies.get(id) ?? []).map((edge) => samplePicture.nodes.get(edge.from)?.y ?? 0);
    const here = samplePicture.nodes.get(id)?.y ?? 0;
    const there = samplePicture.nodes.get(walk(id, "left") ?? "")?.y ?? Number.NaN;
    expect(Math.abs(there - here)).toBe(Math.min(...heights.map((y) => Math.abs(y - here))));
  });

  it("goes down and up again to where it was, within one column", () => {
    for (const { id } of sample.nodes) {
      const below = walk(id, "down");
      if (below !== null)
        expect(samplePicture.nodes.get(walk(below, "up") ?? "")?.x).toBeCloseTo(
          samplePicture.nodes.get(id)?.x ?? 0,
          -2,
        );
    }
  });

  it("reaches every card from the first one", () => {
    const first = findFirst(samplePicture.nodes, sampleIndex.nodes.keys());
    const reached = new Set<ObjectId>(first === null ? [] : [first]);
    for (const id of reached) {
      for (const direction of DIRECTIONS) {
        const next = walk(id, direction);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(sample.nodes.length);
  });

  it("leads nowhere from a card that is not drawn", () => {
    expect(findNeighbour(sampleIndex, new Map(), sampleId("crds"), "right")).toBeNull();
  });
});

describe("findFirst", () => {
  const [a, b, c] = [sampleId("crds"), sampleId("loki"), sampleId("tempo")];
  const places = new Map([
    [a, { x: 10, y: 50 }],
    [b, { x: 10, y: 20 }],
    [c, { x: 20, y: 0 }],
  ]);
  it.each([
    ["leftmost, then topmost", [a, b, c], b],
    ["whatever the order", [c, b, a], b],
    ["of what is drawn", [sampleId("keda"), c], c],
    ["none of none", [], null],
  ])("gives the %s", (_, ids, expected) => expect(findFirst(places, ids)).toBe(expected));
});
