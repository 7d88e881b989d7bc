import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NODE_STATES } from "#lib/graph/model.ts";
import { type Hue, STATE_HUES, THEMES, type Theme } from "./palette.ts";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** The variables of the page's style sheet, for one theme; the dark one leaves out what it does not change. */
function readVariables(theme: "light" | "dark"): ReadonlyMap<string, string> {
  const blockOf = (selector: string) => css.split(`${selector} {`)[1]?.split("}")[0] ?? "";
  const blocks = theme === "light" ? [blockOf(":root")] : [blockOf(":root"), blockOf('[data-theme="dark"]')];
  return new Map(
    blocks.flatMap((block) =>
      [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? "", value ?? ""] as const),
    ),
  );
}

function toVariables({ canvas, band, card, line, fg, quiet, edge, hues }: Theme): ReadonlyMap<string, string> {
  const ofHue = (hue: Hue) =>
    [
      [hue, hues[hue].ink],
      [`${hue}-tint`, hues[hue].tint],
      [`${hue}-line`, hues[hue].line],
      [`${hue}-edge`, hues[hue].edge],
    ] as const;
  return new Map([
    ["canvas", canvas],
    ["band", band],
    ["card", card],
    ["line", line],
    ["fg", fg],
    ["fg-3", quiet],
    ["edge", edge],
    ...(["good", "move", "act", "wait", "held", "dim"] as const).flatMap(ofHue),
  ]);
}

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const page = readVariables(theme);
  it.each([...toVariables(THEMES[theme])])("has the page's --%s", (name, value) => expect(value).toBe(page.get(name)));
});

describe("STATE_HUES", () => {
  it("has a hue for each state", () => expect(Object.keys(STATE_HUES).sort()).toEqual([...NODE_STATES].sort()));
});
