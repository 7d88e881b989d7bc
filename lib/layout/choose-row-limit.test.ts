import { describe, expect, it } from "vitest";
import { chooseRowLimit, type OrderedComponent } from "./choose-row-limit.ts";
import { toColumnGraph } from "./column-graph.test-support.ts";
import { fitZoom, toLayoutAspect } from "./fit-zoom.ts";
import { orderColumns } from "./order-columns.ts";

function component(text: string): OrderedComponent {
  const graph = toColumnGraph(text);
  return { id: text.slice(0, 8), key: text, graph, order: orderColumns(graph, "thorough"), effort: "thorough" };
}
const hub = (leaves: number) => component(Array.from({ length: leaves }, (_, index) => `hub>leaf-${index}`).join(" "));

describe("how high a wave may be", () => {
  it.each([
    ["nothing at all", []],
    ["what is readable unfolded", [hub(12)]],
    ["a long chain, which folding does not help", [component("a>b b>c c>d d>e e>f f>g g>h h>i i>j j>k k>l")]],
  ])("is without limit for %s", (_, components) => {
    expect(chooseRowLimit(components, 0, 1.425).rowLimit).toBe(Number.POSITIVE_INFINITY);
  });

  it("is limited for a hub, the more the wider the window", () => {
    const [tall, wide, widest] = [0.5, 1.425, 4].map((aspect) => chooseRowLimit([hub(177)], 0, aspect));
    expect(tall?.rowLimit).toBeGreaterThan(wide?.rowLimit ?? 0);
    expect(wide?.rowLimit).toBeGreaterThan(widest?.rowLimit ?? 0);
    expect(widest?.rowLimit).toBeGreaterThanOrEqual(4);
  });

  it("enlarges the picture", () => {
    const { zoom } = chooseRowLimit([hub(177)], 0, 1.425);
    expect(zoom).toBeGreaterThan(2 * fitZoom({ width: 560, height: 177 * 74 + 40 }, 1.425));
  });
});

describe("the shape of the window", () => {
  it.each([
    [1140, 800],
    [1440, 900],
    [390, 844],
    [2560, 1000],
  ])("%i × %i is kept within a sixteenth", (width, height) => {
    expect(Math.abs(Math.log2(toLayoutAspect(width, height) / (width / height)))).toBeLessThanOrEqual(1 / 12 + 1e-4);
  });

  it("is the same for nearly the same window", () => {
    expect(toLayoutAspect(1150, 800)).toBe(toLayoutAspect(1140, 800));
  });

  it.each([
    [1, 5000, 0.25],
    [90_000, 1, 8],
    [0, 0, toLayoutAspect(1140, 800)],
  ])("%i × %i is %f", (width, height, aspect) => {
    expect(toLayoutAspect(width, height)).toBe(aspect);
  });
});
