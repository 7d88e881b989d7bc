import { type Adjacency, at } from "./adjacency.ts";

/** The strongly connected components of a graph of numbers. */
export interface StrongComponents {
  readonly componentOf: Int32Array;
  readonly total: number;
}

/**
 * Tarjan's strongly connected components, without recursion. Gives the component of each node; components are
 * numbered against the flow: a node's successors never have a higher number than its own.
 */
export function findStrongComponents({ count, starts, targets }: Adjacency): StrongComponents {
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const componentOf = new Int32Array(count).fill(-1);
  const next = starts.slice();
  const open = new Int32Array(count);
  const path = new Int32Array(count);
  let [visited, total, opened, depth] = [0, 0, 0, 0];

  const enter = (node: number) => {
    order[node] = visited;
    low[node] = visited++;
    open[opened++] = node;
    path[depth++] = node;
  };

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    enter(root);
    while (depth > 0) {
      const node = at(path, depth - 1);
      const place = at(next, node);
      if (place < at(starts, node + 1)) {
        next[node] = place + 1;
        const child = at(targets, place);
        if (order[child] === -1) enter(child);
        else if (componentOf[child] === -1) low[node] = Math.min(at(low, node), at(order, child));
        continue;
      }
      depth--;
      if (depth > 0) {
        const parent = at(path, depth - 1);
        low[parent] = Math.min(at(low, parent), at(low, node));
      }
      if (low[node] !== order[node]) continue;
      let member: number;
      do {
        member = at(open, --opened);
        componentOf[member] = total;
      } while (member !== node);
      total++;
    }
  }
  return { componentOf, total };
}

/** All nodes, those of one component beside each other: of `component` from `starts[component]` up to the next start. */
export interface ComponentOrder {
  readonly starts: Int32Array;
  readonly nodes: Int32Array;
}

/** Puts the nodes in the order of their components' numbers: whatever a node leads to comes before it. */
export function orderByComponent({ componentOf, total }: StrongComponents): ComponentOrder {
  const starts = new Int32Array(total + 1);
  for (const component of componentOf) starts[component + 1] = at(starts, component + 1) + 1;
  for (let component = 0; component < total; component++) {
    starts[component + 1] = at(starts, component + 1) + at(starts, component);
  }
  const next = starts.slice();
  const nodes = new Int32Array(componentOf.length);
  for (let node = 0; node < componentOf.length; node++) {
    const component = at(componentOf, node);
    const place = at(next, component);
    nodes[place] = node;
    next[component] = place + 1;
  }
  return { starts, nodes };
}

/** Finds the components whose nodes wait for each other, or for themselves: members in rising order, then by first. */
export function findKnots(
  graph: Adjacency,
  components: StrongComponents = findStrongComponents(graph),
): readonly (readonly number[])[] {
  const sizes = new Int32Array(components.total);
  const looped = new Uint8Array(components.total);
  for (let node = 0; node < graph.count; node++) {
    const component = at(components.componentOf, node);
    sizes[component] = at(sizes, component) + 1;
    for (let place = at(graph.starts, node); place < at(graph.starts, node + 1); place++) {
      if (graph.targets[place] === node) looped[component] = 1;
    }
  }
  // The members rise, and a component is listed where its first member stands.
  const knots = new Map<number, number[]>();
  for (let node = 0; node < graph.count; node++) {
    const component = at(components.componentOf, node);
    if (at(sizes, component) < 2 && at(looped, component) === 0) continue;
    const known = knots.get(component);
    if (known === undefined) knots.set(component, [node]);
    else known.push(node);
  }
  return [...knots.values()];
}
