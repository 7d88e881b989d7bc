import { describe, expect, it } from "vitest";
import { nameItems, readOrder, toColumnGraph } from "./column-graph.test-support.ts";
import { gatherCycles } from "./gather-cycles.ts";
import { parseGraph } from "./graphs.test-support.ts";

describe("cycles in a column", () => {
  it.each([
    ["no cycle: as it was", "a>m b>m c", "c b a", "c b a"],
    ["members come together, where they were on average", "a>b b>a x y z", "a x y b z", "x a b y z"],
    ["in the order in which they wait", "a>b b>c c>a", "b a c", "b c a"],
    ["with what hangs on it", "a>b b>a b>c c>b", "c x a b", "x c b a"],
    ["two rings stay apart", "a>b b>a c>d d>c", "a c b d", "a b c d"],
    ["one that waits for itself stays", "a>a x", "x a", "x a"],
  ])("%s", (_, text, before, after) => {
    const ids = [...new Set(`${text} ${before}`.split(/[ >]/))].filter((id) => id !== "m");
    const edges = parseGraph(text).edges.filter(({ to }) => to !== "m");
    const graph = toColumnGraph({ nodes: ids.map((id) => ({ id, wave: 0 })), edges });
    const names = nameItems(graph);
    const order = gatherCycles(graph, readOrder(graph, [before]));
    expect(Array.from(order, (item) => names[item]).join(" ")).toBe(after);
  });
});
