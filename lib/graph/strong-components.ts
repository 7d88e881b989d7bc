/**
 * Tarjan's strongly connected components of a graph of numbers 0…count−1, without recursion.
 * Gives the component of each node; components are numbered against the flow: a node's successors never
 * have a higher number than its own.
 */
export function findStrongComponents(
  count: number,
  successorsOf: (node: number) => readonly number[],
): { readonly componentOf: Int32Array; readonly total: number } {
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const componentOf = new Int32Array(count).fill(-1);
  const nextChild = new Int32Array(count);
  const open: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let total = 0;

  const enter = (node: number) => {
    order[node] = low[node] = visited++;
    open.push(node);
    path.push(node);
  };
  const lower = (node: number, value: number) => {
    if (value < at(low, node)) low[node] = value;
  };

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const child = successorsOf(node)[at(nextChild, node)];
      if (child !== undefined) {
        nextChild[node] = at(nextChild, node) + 1;
        if (order[child] === -1) enter(child);
        else if (componentOf[child] === -1) lower(node, at(order, child));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lower(parent, at(low, node));
      if (low[node] !== order[node]) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        componentOf[member] = total;
        if (member === node) break;
      }
      total++;
    }
  }
  return { componentOf, total };
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}
