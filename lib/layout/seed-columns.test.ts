import { describe, expect, it } from "vitest";
import type { OrderedComponent } from "./choose-row-limit.ts";
import { toColumnGraph } from "./column-graph.test-support.ts";
import { drawComponent, redrawComponent } from "./component-drawing.ts";
import { composePicture } from "./compose-picture.ts";
import type { Drawing } from "./drawing.ts";
import type { LayoutArea, LayoutResult } from "./layout-engine.ts";
import { orderColumns } from "./order-columns.ts";

function component(text: string): OrderedComponent {
  const graph = toColumnGraph(text);
  return { id: "c", key: text, graph, order: orderColumns(graph, "thorough"), effort: "thorough" };
}
const NO_LIMIT = Number.POSITIVE_INFINITY;
/** Away from the corner, so that places in the picture and in the area differ. */
const PLACE = { x: 100, y: 200 };

function toPicture({ key, graph }: OrderedComponent, drawing: Drawing): { picture: LayoutResult; area: LayoutArea } {
  const drawn = { id: "c", key, nodes: graph.topology.ids, drawing };
  const packing = { width: 0, height: 0, places: new Map([["c", PLACE]]), grid: null };
  const picture = composePicture({ key, aspect: 1 }, [drawn], { key: "", slots: new Map() }, packing);
  const [area] = picture.areas;
  if (area === undefined) throw new Error("the picture has no area");
  return { picture, area };
}

function draw(text: string, rowLimit: number) {
  const first = component(text);
  return toPicture(first, drawComponent(first, rowLimit));
}

/** Which nodes stand elsewhere, when a component drawn for one text is drawn again for another. */
function findMoved(before: string, after: string, rowLimit = NO_LIMIT): string[] | null {
  const { picture, area } = draw(before, rowLimit);
  const changed = component(after);
  const drawing = redrawComponent(changed, picture, area, rowLimit);
  if (drawing === null) return null;
  const next = toPicture(changed, drawing).picture;
  return [...picture.nodes].flatMap(([id, { x, y }]) => {
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
    const { picture, area } = draw(toHub(32), 8);
    const left = area.waves[1]?.x;
    const first = [...picture.nodes].flatMap(([id, { x }]) => (id !== "hub" && x === left ? [`hub>${id}`] : []));
    expect(first).toHaveLength(8);
    expect(redrawComponent(component(first.join(" ")), picture, area, 8)).toBeNull();
  });
});
