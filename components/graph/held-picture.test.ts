import { describe, expect, it } from "vitest";
import { HeldPicture, type SeenSheet } from "./held-picture.ts";
import type { Frame, PaintContext } from "./paint-frame.ts";
import type { CanvasLike } from "./painted-layer.ts";

const VIEW = { x: 10, y: 20, zoom: 0.1 };
const FRAME: Frame = { bounds: { left: 100, top: 200, right: 10_100, bottom: 8_200 }, zoom: 0.05, density: 2 };

function setUp() {
  const calls: (readonly unknown[])[] = [];
  const context = {
    clearRect: () => calls.push(["clear"]),
    drawImage: (...drawn: unknown[]) => calls.push(["draw", ...drawn.slice(1)]),
    fillRect: (...filled: unknown[]) => calls.push(["fill", context.globalAlpha, ...filled]),
    globalAlpha: 1,
  };
  const style = { transform: "", width: "", height: "", opacity: "", visibility: "", zIndex: "", transition: "" };
  const canvas: CanvasLike = { width: 0, height: 0, style, getContext: () => context as unknown as PaintContext };
  const held: boolean[] = [];
  return { picture: new HeldPicture(canvas, (isHeld) => held.push(isHeld)), canvas, style, calls, held };
}

function toSheet(frame: Frame, width: number, height: number): SeenSheet {
  return { source: { width, height } as unknown as SeenSheet["source"], frame };
}

describe("HeldPicture", () => {
  it("puts sheets and a veil together, each where its frame is, and stands where the view has them", () => {
    const { picture, canvas, style, calls, held } = setUp();
    const half = { ...FRAME, bounds: { left: 1_100, top: 200, right: 6_100, bottom: 4_200 }, zoom: 0.025 };
    picture.hold([toSheet(FRAME, 1_000, 800), { colour: "#fff", opacity: 0.7 }, toSheet(half, 250, 200)], VIEW);
    expect(calls).toEqual([
      ["clear"],
      ["draw", 0, 0, 1_000, 800],
      ["fill", 0.7, 0, 0, 1_000, 800],
      ["draw", 100, 0, 500, 400],
    ]);
    expect([canvas.width, canvas.height, held, picture.isHeld]).toEqual([1_000, 800, [true], true]);
    expect(style).toMatchObject({ visibility: "visible", width: "500px", transform: "translate(20px, 40px) scale(2)" });
    picture.move({ x: 0, y: 0, zoom: 0.05 });
    expect(style.transform).toBe("translate(5px, 10px)");
  });

  it("tells once that it holds, however often it is put together anew", () => {
    const { picture, held } = setUp();
    for (let turn = 0; turn < 3; turn++) picture.hold([toSheet(FRAME, 1_000, 800)], VIEW);
    picture.release(0.05);
    picture.release(0.05);
    expect(held).toEqual([true, false]);
  });

  it("gives way slowly to what looks different, else at once", () => {
    const { picture, style } = setUp();
    picture.hold([toSheet(FRAME, 1_000, 800)], VIEW);
    picture.release(0.06);
    expect(style).toMatchObject({ visibility: "hidden", transition: "" });
    picture.hold([toSheet(FRAME, 1_000, 800)], VIEW);
    picture.release(1);
    expect(style).toMatchObject({ visibility: "hidden", opacity: "0" });
    expect(style.transition).toContain("opacity");
  });

  it("holds nothing that is too large to be put together within a frame, and nothing of nothing", () => {
    const { picture, held } = setUp();
    picture.hold([toSheet({ ...FRAME, density: 8 }, 4_000, 3_200)], VIEW);
    picture.hold([], VIEW);
    expect([picture.isHeld, held]).toEqual([false, []]);
  });
});
