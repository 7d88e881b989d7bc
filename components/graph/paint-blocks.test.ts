import { describe, expect, it } from "vitest";
import type { NodeState } from "#lib/graph/model.ts";
import { NAMED_FROM } from "./distance.ts";
import { paintBlocks, paintQuietBlocks } from "./paint-blocks.ts";
import { type Drawing, NO_SKIPS, type PaintContext } from "./paint-frame.ts";
import { readPalette } from "./palette.ts";
import { SceneLooks, toState } from "./scene-looks.ts";
import { createGrid } from "./scenes.test-support.ts";

const COLOURS: Record<string, string> = { "--fg": "#000000", "--canvas": "#ffffff", "--act-solid": "#550000" };

/** A context that keeps the words that are drawn on it, with their colour; each letter is 6 wide. */
function createContext() {
  const words: { text: string; x: number; colour: unknown }[] = [];
  const set: Record<string, unknown> = {};
  const context = new Proxy(set, {
    get: (_, name) => {
      if (name === "measureText") return (text: string) => ({ width: text.length * 6 });
      if (name === "fillText") return (text: string, x: number) => words.push({ text, x, colour: set["fillStyle"] });
      return () => {};
    },
  }) as unknown as PaintContext;
  return { context, words };
}

function paint(zoom: number, state: NodeState | null, name = "reloader") {
  const scene = createGrid(1, 1);
  const looks = new SceneLooks(scene);
  const code = Array.from({ length: 16 }, (_, at) => at).find((at) => toState(at) === (state ?? "ready"));
  looks.states[0] = code ?? 0;
  const { context, words } = createContext();
  const bounds = { left: 0, top: 0, right: 500, bottom: 500 };
  const drawing: Drawing = {
    context,
    frame: { bounds, zoom, density: 1 },
    area: bounds,
    scene,
    looks,
    palette: readPalette((property) => COLOURS[property] ?? "#eeeeee"),
    skips: NO_SKIPS,
    toText: () => ({ name, line: "", count: 1 }),
  };
  for (const _ of state === null ? paintQuietBlocks(drawing, [0]) : paintBlocks(drawing, [0]));
  return words;
}

describe("blocks", () => {
  it("have names from where some letters have room, and none farther away", () => {
    expect(paint(NAMED_FROM, null).map(({ text }) => text)).toEqual(["reloader"]);
    expect(paint(NAMED_FROM, null, "reloader-of-all").map(({ text }) => text)).toEqual(["reloade…"]);
    expect(paint(NAMED_FROM - 0.01, null)).toEqual([]);
    expect(paint(NAMED_FROM - 0.01, "failed")).toEqual([]);
  });

  it.each<[NodeState, string]>([
    ["ready", "#000000"],
    ["blocked", "#000000"],
    ["failed", "#ffffff"],
    ["missing", "#000000"],
  ])("write on what is %s in %s", (state, colour) => {
    expect(paint(0.3, state)).toMatchObject([{ text: "reloader", colour }]);
  });

  it.each<NodeState>(["failed", "suspended", "progressing", "terminating"])(
    "leave the mark of %s its room",
    (state) => {
      const [plain, marked] = [paint(0.34, "ready"), paint(0.34, state)];
      expect(marked[0]?.x).toBeGreaterThan((plain[0]?.x ?? 0) + 5);
    },
  );
});
