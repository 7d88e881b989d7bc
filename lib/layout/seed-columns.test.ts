import { describe, expect, it } from "vitest";
import { buildColumnGraph } from "./column-graph.ts";
import { drawComponent, redrawComponent } from "./component-drawing.ts";
import { parseGraph } from "./graphs.test-support.ts";
import { orderWithDagre } from "./order-with-dagre.ts";
import { readTopology } from "./read-topology.ts";

function component(text: string) {
  const graph = buildColumnGraph(readTopology(parseGraph(text)));
  return { id: "c", key: text, graph, order: orderWithDagre(graph) };
}
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Which nodes stand elsewhere, when a component drawn for one text is drawn again for another. */
function findMoved(before: string, after: string, rowLimit = NO_LIMIT): string[] | null {
  const drawing = drawComponent(component(before), rowLimit);
  const next = redrawComponent(component(after), drawing, rowLimit);
  if (next === null) return null;
  return [...drawing.nodes].flatMap(([id, { x, y }]) => {
    const now = next.nodes.get(id);
    return now === undefined || (now.x === x && now.y === y) ? [] : [id];
  });
}

const fan = "a>b a>c a>d a>e b>z c>z";
const toHub = (leaves: number) =>
  Array.from({ length: leaves }, (_, index) => `hub>n${String(index).padStart(2, "0")}`).join(" ");
const folded = toHub(11);

describe("drawing a changed component", () => {
  it.each([
    ["an edge more moves nothing", fan, `${fan} d>z`, NO_LIMIT],
    ["an edge less moves nothing", fan, "a>b a>c a>d a>e b>z", NO_LIMIT],
    ["a node less moves nothing", fan, "a>b a>c a>e b>z c>z", NO_LIMIT],
    ["a node more at the end of a chain moves nothing", fan, `${fan} z>zz`, NO_LIMIT],
    ["a node more takes the free place of a folded wave", folded, `${folded} hub>new`, 4],
    ["a node less leaves its place free", folded, folded.replace(" hub>n04", ""), 4],
    ["a full wave takes it below", fan, `${fan} a>new`, NO_LIMIT],
  ])("%s", (_, before, after, rowLimit) => {
    expect(findMoved(before, after, rowLimit)).toEqual([]);
  });

  it.each([
    ["when most of it is new", "a>b", "a>b b>c b>d b>e"],
    ["when little of it is left", "a>b a>c a>d", "x>a x>y y>z"],
  ])("starts anew %s", (_, before, after) => {
    expect(findMoved(before, after)).toBeNull();
  });

  it("starts anew when a folded wave would be mostly holes", () => {
    const drawing = drawComponent(component(toHub(32)), 8);
    const left = drawing.waves[1]?.x;
    const first = [...drawing.nodes].flatMap(([id, { x }]) => (id !== "hub" && x === left ? [`hub>${id}`] : []));
    expect(first).toHaveLength(8);
    expect(redrawComponent(component(first.join(" ")), drawing, 8)).toBeNull();
  });
});
