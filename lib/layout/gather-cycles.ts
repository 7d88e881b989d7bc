import type { ColumnGraph } from "./column-graph.ts";
import type { ColumnOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";

type NeighbourLists = ReadonlyMap<number, readonly number[]>;

/**
 * Moves the members of each cycle next to each other in their column, in the order in which they wait for each other,
 * so that a cycle reads as one ring.
 */
export function gatherCycles(graph: ColumnGraph, order: ColumnOrder): ColumnOrder {
  const { from, to } = graph.topology;
  const successors = new Map<number, number[]>();
  const touched = new Map<number, number[]>();
  const columns = new Set<number>();
  for (const edge of graph.loops) {
    const [a, b] = [intAt(from, edge), intAt(to, edge)];
    if (a === b || graph.columnOf[a] !== graph.columnOf[b]) continue;
    append(successors, a, b);
    append(touched, a, b);
    append(touched, b, a);
    columns.add(intAt(graph.columnOf, a));
  }
  if (columns.size === 0) return order;
  const gathered = order.slice();
  for (const column of columns) {
    const start = intAt(graph.columnStarts, column);
    const part = order.subarray(start, intAt(graph.columnStarts, column + 1));
    gathered.set(gatherColumn([...part], successors, touched), start);
  }
  return gathered;
}

function gatherColumn(column: readonly number[], successors: NeighbourLists, touched: NeighbourLists): number[] {
  const rankOf = new Map(column.map((item, rank) => [item, rank]));
  const places = new Map<number, { middle: number; group: number; step: number }>();
  for (const [rank, item] of column.entries()) {
    if (places.has(item)) continue;
    const members = touched.has(item) ? walk([item], touched, rankOf) : [item];
    const middle = members.reduce((sum, member) => sum + (rankOf.get(member) ?? 0), 0) / members.length;
    const sequence = walk([item, ...members], successors, rankOf);
    for (const [step, member] of sequence.entries()) places.set(member, { middle, group: rank, step });
  }
  const placeOf = (item: number) => places.get(item) ?? { middle: 0, group: 0, step: 0 };
  return column.toSorted((a, b) => {
    const [left, right] = [placeOf(a), placeOf(b)];
    return left.middle - right.middle || left.group - right.group || left.step - right.step;
  });
}

/** Depth first from each start in turn, the neighbour that stands highest first; without recursion. */
function walk(starts: readonly number[], neighbours: NeighbourLists, rankOf: ReadonlyMap<number, number>): number[] {
  const seen = new Set<number>();
  const stack = starts.toReversed();
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (seen.has(item)) continue;
    seen.add(item);
    const next = (neighbours.get(item) ?? []).filter((other) => !seen.has(other));
    stack.push(...next.toSorted((a, b) => (rankOf.get(b) ?? 0) - (rankOf.get(a) ?? 0)));
  }
  return [...seen];
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
