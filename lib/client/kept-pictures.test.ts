import { describe, expect, it } from "vitest";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { findOutdated, MOST_PICTURES, PICTURE_FORMAT, parseKeptPicture } from "./kept-pictures.ts";

const picture = new LayeredEngine().layout({ nodes: [{ id: "a", wave: 0 }], edges: [], aspect: 1 });
const kept = { name: "demo", format: PICTURE_FORMAT, savedAt: 0, picture };

describe("what was kept", () => {
  it("is a picture", () => {
    expect(parseKeptPicture(structuredClone(kept))).toEqual(picture);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["of an older version", { ...kept, format: PICTURE_FORMAT - 1 }],
    ["without a format", { picture }],
    ["no picture", { ...kept, picture: null }],
    ["a picture without nodes", { ...kept, picture: { ...picture, nodes: {} } }],
    ["a picture of no size", { ...kept, picture: { ...picture, width: Number.NaN } }],
  ])("is left alone: %s", (_, value) => {
    expect(parseKeptPicture(value)).toBeNull();
  });

  it("goes when there is too much of it, the oldest first", () => {
    const saved = Array.from({ length: MOST_PICTURES + 2 }, (_, index) => ({
      name: `n${index}`,
      savedAt: (index * 7) % 10,
    }));
    expect(findOutdated(saved)).toEqual(["n3", "n0"]);
    expect(findOutdated(saved.slice(0, MOST_PICTURES))).toEqual([]);
  });
});
