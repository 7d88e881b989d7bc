import type { IndexedTopology } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";

/** A topology in connected parts, and the ids of the nodes that no edge touches. */
export interface Components {
  readonly connected: readonly IndexedTopology[];
  readonly isolated: readonly string[];
}

/**
 * Splits a topology into its connected components; the order within and among them is that of the nodes.
 * A node with no edge but one to itself is a component of its own, as that edge has to be drawn.
 */
export function findComponents({ ids, waves, from, to }: IndexedTopology): Components {
  const parents = joinEnds(ids.length, from, to);
  const touched = new Uint8Array(ids.length);
  for (let edge = 0; edge < from.length; edge++) {
    touched[intAt(from, edge)] = 1;
    touched[intAt(to, edge)] = 1;
  }
  const componentOf = new Int32Array(ids.length).fill(-1);
  const numberOf = new Int32Array(ids.length);
  const members: number[][] = [];
  const isolated: string[] = [];
  for (let node = 0; node < ids.length; node++) {
    if (touched[node] === 0) {
      isolated.push(ids[node] ?? "");
      continue;
    }
    const root = findRoot(parents, node);
    if (componentOf[root] === -1) componentOf[root] = members.push([]) - 1;
    const component = intAt(componentOf, root);
    componentOf[node] = component;
    numberOf[node] = (members[component]?.push(node) ?? 1) - 1;
  }
  const edges: number[][] = members.map(() => []);
  for (let edge = 0; edge < from.length; edge++) edges[intAt(componentOf, intAt(from, edge))]?.push(edge);
  const connected = members.map((nodes, component) => ({
    ids: nodes.map((node) => ids[node] ?? ""),
    waves: Int32Array.from(nodes, (node) => intAt(waves, node)),
    from: Int32Array.from(edges[component] ?? [], (edge) => intAt(numberOf, intAt(from, edge))),
    to: Int32Array.from(edges[component] ?? [], (edge) => intAt(numberOf, intAt(to, edge))),
  }));
  return { connected, isolated };
}

/** Joins the two ends of each edge; who has the same root is connected. */
function joinEnds(count: number, from: Int32Array, to: Int32Array): Int32Array {
  const parents = new Int32Array(count);
  for (let node = 0; node < count; node++) parents[node] = node;
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b] = [findRoot(parents, intAt(from, edge)), findRoot(parents, intAt(to, edge))];
    if (a < b) parents[b] = a;
    else parents[a] = b;
  }
  return parents;
}

/** Halves the way to the root as it goes, so that the next one is shorter. */
function findRoot(parents: Int32Array, node: number): number {
  let here = node;
  while (parents[here] !== here) {
    const above = intAt(parents, intAt(parents, here));
    parents[here] = above;
    here = above;
  }
  return here;
}
