import { type Adjacency, at } from "./adjacency.ts";
import { findStrongComponents, orderByComponent, type StrongComponents } from "./strong-components.ts";

const BITS = 32;
/**
 * Words of 32 bits that are carried along at once: so many that the sets of all components stay in the caches, and that
 * one word can tell which of them hold anything.
 */
const WORDS = 32;
const ALL_WORDS = 0xffffffff;

/**
 * Counts for each node how many others are reached from it. Sets of components are kept as bits, 1,024 at a time, so a
 * whole fleet costs (nodes + edges) × components / 32 steps in the worst case, and 128 bytes a component.
 */
export function countDependents(
  graph: Adjacency,
  components: StrongComponents = findStrongComponents(graph),
): Int32Array {
  const { componentOf, total } = components;
  const { starts, nodes } = orderByComponent(components);
  const sizeOf = (component: number) => at(starts, component + 1) - at(starts, component);
  const reached = new Int32Array(total);
  const bits = new Uint32Array(total * WORDS);
  // Most of what a component leads to lies in few of the words: the empty ones are passed over.
  const filled = new Uint32Array(total);
  for (let first = 0; first < total; first += WORDS * BITS) {
    bits.fill(0);
    filled.fill(0);
    // Against the flow: what a component leads to has lower numbers and is done before it.
    for (let place = at(starts, first); place < graph.count; place++) {
      const node = at(nodes, place);
      const own = at(componentOf, node);
      for (let step = at(graph.starts, node); step < at(graph.starts, node + 1); step++) {
        const target = at(componentOf, at(graph.targets, step));
        if (target === own || target < first) continue;
        const index = target - first;
        if (index < WORDS * BITS) {
          const word = own * WORDS + (index >>> 5);
          bits[word] = at(bits, word) | (1 << (index & 31));
          filled[own] = at(filled, own) | (1 << (index >>> 5));
        }
        let left = at(filled, target);
        if (left === 0) continue;
        filled[own] = at(filled, own) | left;
        const [base, other] = [own * WORDS, target * WORDS];
        if (left === ALL_WORDS) {
          for (let word = 0; word < WORDS; word++) bits[base + word] = at(bits, base + word) | at(bits, other + word);
          continue;
        }
        for (; left !== 0; left &= left - 1) {
          const word = 31 - Math.clz32(left & -left);
          bits[base + word] = at(bits, base + word) | at(bits, other + word);
        }
      }
    }
    const large: number[] = [];
    for (let index = 0; index < WORDS * BITS && first + index < total; index++) {
      if (sizeOf(first + index) > 1) large.push(index);
    }
    for (let component = first; component < total; component++) {
      let count = 0;
      for (let left = at(filled, component); left !== 0; left &= left - 1) {
        count += countBits(at(bits, component * WORDS + 31 - Math.clz32(left & -left)));
      }
      if (count === 0) continue;
      for (const index of large) {
        const isIn = (at(bits, component * WORDS + (index >>> 5)) >>> (index & 31)) & 1;
        if (isIn === 1) count += sizeOf(first + index) - 1;
      }
      reached[component] = at(reached, component) + count;
    }
  }
  return componentOf.map((component) => at(reached, component) + sizeOf(component) - 1);
}

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
