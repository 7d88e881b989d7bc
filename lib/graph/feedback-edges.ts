import { type Adjacency, at, toAdjacency } from "./adjacency.ts";

/**
 * Finds the edges that lie on every cycle of a graph, so that the removal of any one of them undoes all cycles; none
 * where the cycles share no edge. Edges are given by their ends; the answer are their indexes, rising. Linear.
 *
 * Such an edge lies on any one cycle, so one is taken: c0 → c1 → … → c0. A way beside it from ci to cj closes a cycle
 * that leaves out its edges from ci on to cj; what all such ways together do not leave out is the answer.
 */
export function findFeedbackEdges(count: number, from: Int32Array, to: Int32Array): readonly number[] {
  const cycle = findAnyCycle(toAdjacency(count, from, to));
  const onCycle = new Set(cycle);
  const beside = toAdjacency(count, from, to, (edge) => !onCycle.has(edge));
  const order = sortTopologically(beside);
  if (cycle.length === 0 || order === null) return [];

  const places = new Int32Array(count).fill(-1);
  for (const [place, edge] of cycle.entries()) places[at(from, edge)] = place;
  const reach = findReach(beside, order, places);
  const leftOut = new Int32Array(cycle.length + 1);
  const leaveOut = (first: number, end: number) => {
    if (first >= end) return;
    leftOut[first] = at(leftOut, first) + 1;
    leftOut[end] = at(leftOut, end) - 1;
  };
  for (const [place, edge] of cycle.entries()) {
    const node = at(from, edge);
    leaveOut(place, at(reach.farthest, node));
    // Ways that go past c0: from ci to the end, and from the beginning to cj.
    if (at(reach.nearest, node) <= place) leaveOut(place, cycle.length);
    if (at(reach.latestBefore, node) >= place) leaveOut(0, place);
  }
  let depth = 0;
  return cycle
    .filter((_, place) => {
      depth += at(leftOut, place);
      return depth === 0;
    })
    .sort((a, b) => a - b);
}

/** The edges of some cycle in their order, or none where there is none. */
function findAnyCycle({ count, starts, targets, links }: Adjacency): readonly number[] {
  const [unseen, open, done] = [0, 1, 2];
  const mark = new Uint8Array(count);
  const next = starts.slice();
  for (let root = 0; root < count; root++) {
    if (mark[root] !== unseen) continue;
    const path = [root];
    const taken: number[] = [];
    mark[root] = open;
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const place = at(next, node);
      if (place === at(starts, node + 1)) {
        mark[node] = done;
        path.pop();
        taken.pop();
        continue;
      }
      next[node] = place + 1;
      const child = at(targets, place);
      if (mark[child] === open) return [...taken.slice(path.indexOf(child)), at(links, place)];
      if (mark[child] === done) continue;
      mark[child] = open;
      path.push(child);
      taken.push(at(links, place));
    }
  }
  return [];
}

/** Dependencies first; null where the graph has a cycle. */
function sortTopologically({ count, starts, targets }: Adjacency): Int32Array | null {
  const waiting = new Int32Array(count);
  for (const target of targets) waiting[target] = at(waiting, target) + 1;
  const order = new Int32Array(count);
  let length = 0;
  for (let node = 0; node < count; node++) if (waiting[node] === 0) order[length++] = node;
  for (let done = 0; done < length; done++) {
    const node = at(order, done);
    for (let place = at(starts, node); place < at(starts, node + 1); place++) {
      const target = at(targets, place);
      waiting[target] = at(waiting, target) - 1;
      if (waiting[target] === 0) order[length++] = target;
    }
  }
  return length === count ? order : null;
}

/** By node: the farthest and the nearest place that it leads to, and the latest place that leads to it. */
function findReach({ count, starts, targets }: Adjacency, order: Int32Array, places: Int32Array) {
  const farthest = new Int32Array(count).fill(-1);
  const nearest = new Int32Array(count).fill(count);
  const latestBefore = new Int32Array(count).fill(-1);
  for (const node of order.toReversed()) {
    for (let step = at(starts, node); step < at(starts, node + 1); step++) {
      const target = at(targets, step);
      const place = at(places, target);
      farthest[node] = Math.max(at(farthest, node), at(farthest, target), place);
      nearest[node] = Math.min(at(nearest, node), at(nearest, target), place < 0 ? count : place);
    }
  }
  for (const node of order) {
    const latest = Math.max(at(latestBefore, node), at(places, node));
    for (let step = at(starts, node); step < at(starts, node + 1); step++) {
      const target = at(targets, step);
      latestBefore[target] = Math.max(at(latestBefore, target), latest);
    }
  }
  return { farthest, nearest, latestBefore };
}
