import type { ColumnGraph } from "./column-graph.ts";
import { fitZoom } from "./fit-zoom.ts";
import { countCards } from "./fold-columns.ts";
import type { ColumnOrder } from "./layers.ts";
import { measureFold } from "./measure-columns.ts";
import type { Effort } from "./order-columns.ts";
import { type Box, estimatePackedZoom, packAreas } from "./pack-areas.ts";
import { ROW_PITCH } from "./sizes.ts";

/** A component whose order is known, and which can be folded in any way. */
export interface OrderedComponent {
  readonly id: string;
  readonly key: string;
  readonly graph: ColumnGraph;
  readonly order: ColumnOrder;
  /** What was spent on its order, and is on its folds. */
  readonly effort: Effort;
}

export interface FoldPlan {
  /** No wave is higher than so many cards; infinite where nothing is folded. */
  readonly rowLimit: number;
  readonly zoom: number;
}

/** A picture that fits at this zoom is read well; nothing is folded to enlarge it further. */
const READABLE_ZOOM = 0.6;
/** Pictures count as equally large when their zooms differ by no more than this: a fold has its price, and shape decides. */
const AS_LARGE = 1.1;
const LEAST_ROWS = 4;
/** So many areas are packed in earnest to see whether they need no folds; more would not be readable anyway. */
const MOST_PACKED = 100;
/** So many times more or less. */
const FAR = 3;

/**
 * Finds how high waves may be for the whole to fit a window of this aspect best, by measuring and packing it with
 * ever lower limits. Nothing is folded that is readable without; among folds that fit as well, the one wins whose
 * largest component is most nearly of the window's shape.
 */
export function chooseRowLimit(components: readonly OrderedComponent[], isolated: number, aspect: number): FoldPlan {
  const boxes = components.map((component) => measure(component, Number.POSITIVE_INFINITY));
  const zoom =
    boxes.length > MOST_PACKED
      ? estimatePackedZoom(boxes, isolated, aspect)
      : fitZoom(packAreas(boxes, isolated, aspect), aspect);
  const unfolded = toPlan(boxes, Number.POSITIVE_INFINITY, zoom, aspect);
  if (unfolded.zoom >= READABLE_ZOOM) return unfolded;
  const tallest = components.map(findTallestWave);
  const plans = [unfolded];
  const ground = boxes.reduce((sum, { width, height }) => sum + width * height, 0);
  for (const rowLimit of toLimits(tallest, Math.sqrt(ground / aspect) / ROW_PITCH)) {
    // What is below the limit stays as it was measured.
    for (const [index, component] of components.entries()) {
      if ((tallest[index] ?? 0) > rowLimit) boxes[index] = measure(component, rowLimit);
    }
    const plan = toPlan(boxes, rowLimit, estimatePackedZoom(boxes, isolated, aspect), aspect);
    plans.push(plan);
    if (plan.zoom >= READABLE_ZOOM) break;
  }
  const largest = Math.max(...plans.map(({ zoom }) => zoom)) / AS_LARGE;
  if (unfolded.zoom >= largest) return unfolded;
  const good = plans.filter(({ zoom }) => zoom >= largest);
  return good.reduce((best, plan) => (plan.misfit < best.misfit ? plan : best));
}

interface MeasuredPlan extends FoldPlan {
  /** How far the largest component's shape is from the window's; 0 for the same. */
  readonly misfit: number;
}

function toPlan(boxes: readonly Box[], rowLimit: number, zoom: number, aspect: number): MeasuredPlan {
  let [area, misfit] = [0, 0];
  for (const { width, height } of boxes) {
    if (width * height > area) [area, misfit] = [width * height, Math.abs(Math.log(width / height / aspect))];
  }
  return { rowLimit, zoom, misfit };
}

function measure({ id, graph, order }: OrderedComponent, rowLimit: number): Box {
  return { id, ...measureFold(graph, order, rowLimit) };
}

function findTallestWave({ graph, order }: OrderedComponent): number {
  let tallest = 0;
  for (let column = 0; column < graph.waves.length; column++)
    tallest = Math.max(tallest, countCards(graph, order, column));
  return tallest;
}

/**
 * From the tallest wave down to the least that is ever folded, each about a seventh lower than the one before; only those
 * that are not far from the rows that the window would have if all were one block.
 */
function toLimits(tallest: readonly number[], windowRows: number): number[] {
  const limits: number[] = [];
  const most = tallest.reduce((all, one) => Math.max(all, one), 0);
  const least = Math.max(LEAST_ROWS, Math.floor(windowRows / FAR));
  let limit = Math.min(most - 1, Math.ceil(windowRows * FAR));
  for (; limit >= least; limit = Math.min(limit - 1, Math.round(limit * 0.87))) limits.push(limit);
  return limits;
}
