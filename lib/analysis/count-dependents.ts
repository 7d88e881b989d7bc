import type { ObjectId } from "#lib/flux/object-id.ts";
import { findStrongComponents } from "#lib/graph/strong-components.ts";

const BITS = 32;

/**
 * Counts for each node how many others depend on it, transitively. Sets of components are kept as bits, so that a
 * whole fleet costs (components × edges) / 32 steps instead of a walk from every node.
 */
export function countDependents(
  ids: readonly ObjectId[],
  edges: readonly { readonly from: ObjectId; readonly to: ObjectId }[],
): ReadonlyMap<ObjectId, number> {
  const numberOf = new Map(ids.map((id, index) => [id, index]));
  const successors: number[][] = ids.map(() => []);
  for (const edge of edges) {
    const [from, to] = [numberOf.get(edge.from), numberOf.get(edge.to)];
    if (from !== undefined && to !== undefined && from !== to) successors[from]?.push(to);
  }
  const { componentOf, total } = findStrongComponents(ids.length, (node) => successors[node] ?? []);
  const members: number[][] = Array.from({ length: total }, () => []);
  for (const [node, component] of componentOf.entries()) members[component]?.push(node);

  const words = Math.ceil(total / BITS);
  const reach: Uint32Array[] = [];
  const counts = new Map<ObjectId, number>();
  // Against the flow: a component's successors have lower numbers and are done before it.
  for (const [component, nodes] of members.entries()) {
    const bits = new Uint32Array(words);
    for (const node of nodes) {
      for (const next of successors[node] ?? []) {
        const target = componentOf[next] ?? component;
        if (target !== component) addAll(bits, reach[target], target);
      }
    }
    reach.push(bits);
    const beyond = countMembers(bits, members);
    for (const node of nodes) {
      const id = ids[node];
      if (id !== undefined) counts.set(id, beyond + nodes.length - 1);
    }
  }
  return counts;
}

function addAll(bits: Uint32Array, others: Uint32Array | undefined, self: number): void {
  const word = Math.floor(self / BITS);
  bits[word] = (bits[word] ?? 0) | (1 << (self % BITS));
  if (others === undefined) return;
  for (let index = 0; index < bits.length; index++) bits[index] = (bits[index] ?? 0) | (others[index] ?? 0);
}

function countMembers(bits: Uint32Array, members: readonly (readonly number[])[]): number {
  let count = 0;
  for (const [word, value] of bits.entries()) {
    for (let rest = value; rest !== 0; rest &= rest - 1) {
      const component = word * BITS + (31 - Math.clz32(rest & -rest));
      count += members[component]?.length ?? 0;
    }
  }
  return count;
}
