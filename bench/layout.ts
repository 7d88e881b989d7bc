import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { findTopology } from "#lib/graph/topology.ts";
import type { Point, Topology } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { comparePictures, layOut } from "./compare-pictures.ts";
import { layOutWithDagre } from "./dagre-picture.ts";
import { createRandom } from "./generate-fleet.ts";
import { type Row, toRow } from "./row.ts";
import { SHAPES, type Shape } from "./shapes.ts";
import { summarise } from "./statistics.ts";
import { timeSync } from "./stopwatch.ts";

const SMALL = 1_000;
const LARGE = 10_000;
const TURNS = 7;
/** Dagre takes seconds; its figures differ less from turn to turn. */
const DAGRE_TURNS = 3;
const CHANGED = 500;
const CHANGES = 12;

/** Laying out every shape of graph, against dagre on the whole graph: time, growth, and what the picture is like. */
export async function layout(): Promise<readonly Row[]> {
  // Before anything counts, here and for each shape, so that it is the running page that is measured, not the compiler.
  for (let turn = 0; turn < TURNS; turn++) for (const shape of Object.values(SHAPES)) layOut(shape(SMALL));
  const rows = Object.entries(SHAPES).flatMap(([name, shape]) => measureShape(name, shape));
  return [...rows, ...measureMoves()];
}

function measureShape(name: string, shape: Shape): Row[] {
  const [small, large] = [shape(SMALL), shape(LARGE)];
  layOut(large);
  const [ours, oursLarge, theirs]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(timeSync(() => layOut(small)));
    oursLarge.push(timeSync(() => layOut(large)));
    if (turn < DAGRE_TURNS) theirs.push(timeSync(() => layOutWithDagre(small)));
  }
  const isFleet = name === "fleet";
  const baseline = { what: "dagre tight-tree, 1,000", figures: theirs };
  const exponent = Math.log10(summarise(oursLarge).median / summarise(ours).median);
  return [
    toRow(
      "layout",
      `${name}, 1,000 nodes, ${small.edges.length} edges`,
      "ms",
      ours,
      baseline,
      isFleet ? "≤ 1/50" : null,
    ),
    toRow(
      "layout",
      `${name}, 10,000 nodes, ${large.edges.length} edges`,
      "ms",
      oursLarge,
      baseline,
      isFleet ? "≤ 1/10" : null,
    ),
    toRow("layout", `${name}, growth from 1,000 to 10,000: exponent`, "", [exponent], null, "n log n: ≤ 1.13"),
    ...comparePictures("layout", `${name}, 1,000`, small),
  ];
}

/** One node more, behind one other or behind any two: the share of the others that move by more than a card. */
function measureMoves(): Row[] {
  const fleet = SHAPES["fleet"]?.(CHANGED) ?? { nodes: [], edges: [] };
  const [before, theirsBefore] = [layOut(fleet), layOutWithDagre(fleet)];
  return [1, 2].map((dependencies) => {
    const random = createRandom(5);
    const pick = () => fleet.nodes[Math.floor(random() * fleet.nodes.length)]?.id ?? "";
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let change = 0; change < CHANGES; change++) {
      const next = addNode(fleet, Array.from({ length: dependencies }, pick));
      ours.push(toMovedShare(before.nodes, layOut(next, before).nodes));
      if (change < DAGRE_TURNS) theirs.push(toMovedShare(theirsBefore.nodes, layOutWithDagre(next).nodes));
    }
    const what = `one node more among ${CHANGED}, behind ${dependencies}: others moved by more than a card`;
    return toRow("layout", what, "%", ours, { what: "dagre", figures: theirs }, "≤ 5 %");
  });
}

function addNode({ nodes, edges }: Topology, dependencies: readonly string[]): Topology {
  const added = toObjectId("Kustomization", "team-0", "added");
  const ids = [...nodes.map(({ id }) => id as ObjectId), added];
  const links = [...edges, ...dependencies.map((from) => ({ from, to: added }))];
  const { waves } = findTopology(ids, links as { from: ObjectId; to: ObjectId }[]);
  return { nodes: ids.map((id) => ({ id, wave: waves.get(id) ?? 0 })), edges: links };
}

function toMovedShare(before: ReadonlyMap<string, Point>, after: ReadonlyMap<string, Point>): number {
  let moved = 0;
  for (const [id, { x, y }] of before) {
    const now = after.get(id);
    if (now !== undefined && (Math.abs(now.x - x) > CARD_WIDTH || Math.abs(now.y - y) > CARD_HEIGHT)) moved++;
  }
  return (100 * moved) / before.size;
}
