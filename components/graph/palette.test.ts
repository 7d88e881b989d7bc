import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { chooseContrast, readPalette } from "./palette.ts";

describe("chooseContrast", () => {
  it.each([
    ["#a6d7bd", "#12181e", "#f4f6f8", "#12181e"],
    ["#5f33e0", "#12181e", "#f4f6f8", "#f4f6f8"],
    ["#265c41", "#e9edf1", "#0a0c0f", "#e9edf1"],
    ["#eec14a", "#e9edf1", "#0a0c0f", "#0a0c0f"],
  ])("on %s takes of %s and %s the one that is told better: %s", (ground, one, other, better) => {
    expect(chooseContrast(ground, one, other)).toBe(better);
    expect(chooseContrast(ground, other, one)).toBe(better);
  });

  it("has at least the contrast that WCAG asks for, when the two are black and white", () => {
    const grey = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, "0"));
    fc.assert(
      fc.property(grey, (part) => {
        // Of a grey of less than 0x76 white is at least 4.5 apart, of any other black.
        const expected = Number.parseInt(part, 16) < 0x76 ? "#ffffff" : "#000000";
        expect(chooseContrast(`#${part}${part}${part}`, "#ffffff", "#000000")).toBe(expected);
      }),
    );
  });
});

describe("readPalette", () => {
  it("reads each colour by its name, and finds what words on it need", () => {
    const properties: Record<string, string> = { "--fg": "#000000", "--canvas": "#ffffff", "--act-solid": " #550000" };
    const { fg, hues } = readPalette((name) => properties[name] ?? "");
    expect([fg, hues.act.solid, hues.act.onSolid]).toEqual(["#000000", "#550000", "#ffffff"]);
  });
});
