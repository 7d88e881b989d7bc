import { describe, expect, it } from "vitest";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import { toRows } from "#lib/layout/picture-rows.ts";
import { toPlainPicture } from "#lib/layout/plain-picture.test-support.ts";
import { findOutdated, MOST_PICTURES, parseKeptPicture } from "./kept-pictures.ts";

const picture = new LayeredEngine().layout({ nodes: [{ id: "a", wave: 0 }], edges: [], aspect: 1 });
const packed = toRows(picture).packed;
const kept = { name: "demo", format: PICTURE_FORMAT, savedAt: 0, picture: packed };

describe("what was kept", () => {
  it("is a picture", () => {
    const again = parseKeptPicture(structuredClone(kept)) ?? picture;
    expect(toPlainPicture(again)).toEqual(toPlainPicture(picture));
    expect(again.nodes).not.toBe(picture.nodes);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["of an older version", { ...kept, format: PICTURE_FORMAT - 1 }],
    ["without a format", { picture: packed }],
    ["no picture", { ...kept, picture: null }],
    ["a picture without nodes", { ...kept, picture: { ...packed, xs: [] } }],
    ["a picture that was not packed", { ...kept, picture: toPlainPicture(picture) }],
    ["a picture of no size", { ...kept, picture: { ...packed, width: Number.NaN } }],
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
