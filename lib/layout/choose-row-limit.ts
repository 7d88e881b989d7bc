import type { ColumnGraph } from "./column-graph.ts";
import type { ColumnOrder } from "./count-crossings.ts";
import { fitZoom } from "./fit-zoom.ts";
import { foldColumns } from "./fold-columns.ts";
import { measureArea } from "./measure-columns.ts";
import { type Box, type Packing, packAreas } from "./pack-areas.ts";

/** A component whose order is known, and which can be folded in any way. */
export interface OrderedComponent {
  readonly id: string;
  readonly key: string;
  readonly graph: ColumnGraph;
  readonly order: ColumnOrder;
}

export interface FoldPlan {
  /** No wave is higher than so many cards; infinite where nothing is folded. */
  readonly rowLimit: number;
  readonly packing: Packing;
  readonly zoom: number;
}

/** A picture that fits at this zoom is read well; nothing is folded to enlarge it further. */
const READABLE_ZOOM = 0.6;
/** Pictures count as equally large when their zooms differ by no more than this; then their shape decides. */
const AS_LARGE = 1.05;
const LEAST_ROWS = 4;

/**
 * Finds how high waves may be for the whole to fit a window of this aspect best, by measuring and packing it with
 * ever lower limits. Nothing is folded that is readable without; among folds that fit as well, the one wins whose
 * largest component is most nearly of the window's shape.
 */
export function chooseRowLimit(components: readonly OrderedComponent[], isolated: number, aspect: number): FoldPlan {
  const unfolded = planFold(components, isolated, aspect, Number.POSITIVE_INFINITY);
  if (unfolded.zoom >= READABLE_ZOOM) return unfolded;
  const plans = [unfolded];
  for (const rowLimit of toLimits(components)) {
    const plan = planFold(components, isolated, aspect, rowLimit);
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

function planFold(
  components: readonly OrderedComponent[],
  isolated: number,
  aspect: number,
  rowLimit: number,
): MeasuredPlan {
  const boxes: Box[] = components.map(({ id, graph, order }) => ({
    id,
    ...measureArea(foldColumns(graph, order, rowLimit)),
  }));
  const packing = packAreas(boxes, isolated, aspect);
  let [area, misfit] = [0, 0];
  for (const { width, height } of boxes) {
    if (width * height > area) [area, misfit] = [width * height, Math.abs(Math.log(width / height / aspect))];
  }
  return { rowLimit, packing, zoom: fitZoom(packing, aspect), misfit };
}

/** From the tallest wave down to the least that is ever folded, each about a seventh lower than the one before. */
function toLimits(components: readonly OrderedComponent[]): number[] {
  let tallest = 0;
  for (const { graph, order } of components) {
    for (const column of order) {
      tallest = Math.max(tallest, column.filter((item) => graph.items[item]?.node !== null).length);
    }
  }
  const limits: number[] = [];
  for (let limit = tallest - 1; limit >= LEAST_ROWS; limit = Math.min(limit - 1, Math.round(limit * 0.87))) {
    limits.push(limit);
  }
  return limits;
}
