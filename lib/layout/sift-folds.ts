import { bundleLanes, type OrderedGraph } from "./bundle-lanes.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { type FoldedColumns, foldColumns } from "./fold-columns.ts";
import { FoldSifter } from "./fold-sifter.ts";
import type { Effort } from "./order-columns.ts";
import { padRows } from "./pad-rows.ts";
import { partLanes } from "./part-lanes.ts";
import { countCrossings } from "./ranked-order.ts";
import { sortTwins } from "./reading-order.ts";

/** A graph with its columns folded. */
export interface FoldedGraph {
  readonly graph: ColumnGraph;
  readonly folded: FoldedColumns;
}

const ROUNDS = 4;
const FAR = { cards: 200, rows: 200 };
/** While it is being shaken, what is shuffled finds its place near by. */
const NEAR = { cards: 20, rows: 8 };
/** For how many steps each of two orders is shaken, for each node and edge. */
const STEPS: Readonly<Record<Effort, number>> = { thorough: 4_000, careful: 1_500, brisk: 500, quick: 0 };

/**
 * Folds columns so that few links cross: a lane can pass between two rows only, and so the best order without folds is not
 * the best with them. Where the fold makes links cross that did not, the long edges of a node are also tried each by
 * itself, joined again where they run side by side. In a hurry a wave is folded as it is ordered.
 */
export function foldAndSift(ordered: OrderedGraph, rowLimit: number, effort: Effort): FoldedGraph {
  const { graph, order } = ordered;
  const folded = foldColumns(graph, order, rowLimit);
  if (folded.subColumns.every((count) => count === 1) || effort === "quick") return { graph, folded };
  const sifter = new FoldSifter(graph, folded);
  sifter.sift(ROUNDS, FAR);
  const together = bundleLanes({ graph, order: sifter.order });
  const goal = countCrossings(graph, order);
  if (graph.columnOf.length === graph.cards || sifter.count() <= goal) return finish(together, rowLimit);
  const apart = shakeFolds(shakeFolds(partLanes(ordered), rowLimit, effort, goal), rowLimit, effort, goal);
  const isBetter = countCrossings(apart.graph, apart.order) < countCrossings(together.graph, together.order);
  return finish(isBetter ? apart : together, rowLimit);
}

function shakeFolds({ graph, order }: OrderedGraph, rowLimit: number, effort: Effort, goal: number): OrderedGraph {
  const sifter = new FoldSifter(graph, foldColumns(graph, padRows({ graph, order }, rowLimit), rowLimit));
  sifter.sift(ROUNDS, FAR);
  const { ids, from } = graph.topology;
  sifter.shake(STEPS[effort] * (ids.length + from.length), goal, NEAR);
  return bundleLanes({ graph, order: sifter.order });
}

/** What is in order already folds as it is. */
function finish({ graph, order }: OrderedGraph, rowLimit: number): FoldedGraph {
  return { graph, folded: foldColumns(graph, sortTwins(graph, order, graph.cards), rowLimit) };
}
