import type { ObjectId } from "#lib/flux/object-id.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { LintContext } from "./lint-context.ts";
import type { Steps } from "./steps.ts";

/** A dependency that need not be named, and another of the same dependent that brings it. */
export interface Implied {
  readonly dependency: ObjectId;
  readonly through: ObjectId;
}

const BITS = 32;
/** Ancestors that are looked at in one pass: few enough that the sets of 100,000 nodes stay small. */
const BLOCK_WORDS = 32;
const BLOCK = BITS * BLOCK_WORDS;

/** Those that are in no cycle, numbered in the order of waves: every dependency has a lower number than its dependents. */
interface Numbered {
  readonly ids: readonly ObjectId[];
  /** Equal numbers for equal sources; below 0 where there is none. */
  readonly sources: Int32Array;
  readonly suspended: Uint8Array;
  /** Dependencies by the controller's own check, each once, deepest first: the first that brings another is not itself brought. */
  readonly before: readonly Int32Array[];
}

/**
 * Finds the dependencies that others imply (transitive reduction), by dependent in the order of ids. On one source a
 * dependency is checked for its revision too, so there the way round must stay on that source all along.
 * Ancestors are sets of bits, taken in blocks: (nodes / 32) × edges steps, and 256 bytes a node. Stops after each block.
 */
export function* findImplied(context: LintContext): Steps<ReadonlyMap<ObjectId, readonly Implied[]>> {
  const graph = toNumbered(context);
  yield null;
  const found = new Map<ObjectId, Implied[]>();
  for (const [first, questions] of gatherByBlock(graph)) {
    const last = questions.reduce((most, { at }) => Math.max(most, at), 0);
    const ancestors = findAncestors(graph, first, last);
    for (const { at, dependency } of questions) {
      const bringer = findBringer(graph, ancestors, at, dependency, dependency - first);
      const [id, named, through] = [graph.ids[at], graph.ids[dependency], graph.ids[bringer]];
      if (id === undefined || named === undefined || through === undefined) continue;
      const known = found.get(id);
      if (known === undefined) found.set(id, [{ dependency: named, through }]);
      else known.push({ dependency: named, through });
    }
    yield null;
  }
  for (const implied of found.values()) implied.sort((a, b) => compareText(a.dependency, b.dependency));
  return new Map([...found].sort(([a], [b]) => compareText(a, b)));
}

function toNumbered({ kustomizations }: LintContext): Numbered {
  const inOrder = kustomizations.filter(({ node }) => !node.inCycle).sort((a, b) => a.node.wave - b.node.wave);
  const numberOf = new Map(inOrder.map(({ id }, number) => [id, number]));
  const sourceNumbers = new Map<ObjectId, number>();
  const toSourceNumber = (source: ObjectId | null) => {
    if (source === null) return -1;
    const number = sourceNumbers.get(source) ?? sourceNumbers.size;
    sourceNumbers.set(source, number);
    return number;
  };
  return {
    ids: inOrder.map(({ id }) => id),
    sources: Int32Array.from(inOrder, ({ sourceId }) => toSourceNumber(sourceId)),
    suspended: Uint8Array.from(inOrder, ({ parsed }) => (parsed.spec.suspend ? 1 : 0)),
    before: inOrder.map(({ dependencies }, number) => {
      const conditional = new Set(dependencies.flatMap(({ id, readyExpr }) => (readyExpr === null ? [] : [id])));
      const plain = dependencies.flatMap(({ id }) => (conditional.has(id) ? [] : (numberOf.get(id) ?? [])));
      return Int32Array.from(new Set(plain.filter((dependency) => dependency < number))).sort((a, b) => b - a);
    }),
  };
}

interface Question {
  readonly at: number;
  readonly dependency: number;
}

/** Only a dependency of one that names several can be implied. */
function gatherByBlock({ before }: Numbered): ReadonlyMap<number, readonly Question[]> {
  const blocks = new Map<number, Question[]>();
  for (const [at, dependencies] of before.entries()) {
    if (dependencies.length < 2) continue;
    for (const dependency of dependencies.subarray(1)) {
      const first = dependency - (dependency % BLOCK);
      const block = blocks.get(first);
      if (block === undefined) blocks.set(first, [{ at, dependency }]);
      else block.push({ at, dependency });
    }
  }
  return blocks;
}

interface Ancestors {
  /** By any way. */
  readonly any: Uint32Array;
  /** By ways on which every node has the source of the one at the end. */
  readonly alike: Uint32Array;
}

/** For each node up to `last`, which of the block's are before it. A suspended one hands nothing on: it no longer looks. */
function findAncestors({ sources, suspended, before }: Numbered, first: number, last: number): Ancestors {
  const any = new Uint32Array((last - first + 1) * BLOCK_WORDS);
  const alike = new Uint32Array((last - first + 1) * BLOCK_WORDS);
  for (let at = first + 1; at <= last; at++) {
    for (const dependency of before[at] ?? []) {
      if (dependency < first) break;
      const same = isAlike(sources, at, dependency);
      if (dependency - first < BLOCK) {
        setBit(any, at - first, dependency - first);
        if (same) setBit(alike, at - first, dependency - first);
      }
      if (suspended[dependency] === 1) continue;
      addAll(any, at - first, dependency - first);
      if (same) addAll(alike, at - first, dependency - first);
    }
  }
  return { any, alike };
}

/** Gives another dependency that is not ready unless the one in question was, as the dependent would check it; or -1. */
function findBringer(
  { sources, suspended, before }: Numbered,
  { any, alike }: Ancestors,
  at: number,
  dependency: number,
  bit: number,
): number {
  const first = dependency - bit;
  const same = isAlike(sources, at, dependency);
  for (const other of before[at] ?? []) {
    if (other <= dependency) break;
    if (suspended[other] === 1) continue;
    const brings = same
      ? isAlike(sources, at, other) && hasBit(alike, other - first, bit)
      : hasBit(any, other - first, bit);
    if (brings) return other;
  }
  return -1;
}

function isAlike(sources: Int32Array, a: number, b: number): boolean {
  const source = sources[a] ?? -1;
  return source >= 0 && source === sources[b];
}

function setBit(bits: Uint32Array, row: number, bit: number): void {
  const word = row * BLOCK_WORDS + (bit >>> 5);
  bits[word] = (bits[word] ?? 0) | (1 << (bit & 31));
}

function hasBit(bits: Uint32Array, row: number, bit: number): boolean {
  return (((bits[row * BLOCK_WORDS + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) === 1;
}

function addAll(bits: Uint32Array, to: number, from: number): void {
  const [target, source] = [to * BLOCK_WORDS, from * BLOCK_WORDS];
  for (let word = 0; word < BLOCK_WORDS; word++) {
    bits[target + word] = (bits[target + word] ?? 0) | (bits[source + word] ?? 0);
  }
}
