import type { ObjectId } from "#lib/flux/object-id.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { LintContext, LintedKustomization } from "./lint-context.ts";

/** A dependency that need not be named, and another of the same dependent that brings it. */
export interface Implied {
  readonly dependency: ObjectId;
  readonly through: ObjectId;
}

const BITS = 32;
/** Ancestors that are looked at in one pass: few enough that the sets of 100,000 nodes stay small. */
const BLOCK_WORDS = 32;
const BLOCK = BITS * BLOCK_WORDS;

interface Place {
  readonly one: LintedKustomization;
  /** Dependencies by the controller's own check, each once, deepest first: the first that brings another is not itself brought. */
  readonly before: readonly number[];
}

/**
 * Finds the dependencies that others imply (transitive reduction), by dependent in the order of ids. On one source a
 * dependency is checked for its revision too, so there the way round must stay on that source all along.
 * Ancestors are sets of bits, taken in blocks: (nodes / 32) × edges steps, and 256 bytes a node.
 */
export function findImplied(context: LintContext): ReadonlyMap<ObjectId, readonly Implied[]> {
  const places = toPlaces(context);
  const found = new Map<ObjectId, Implied[]>();
  for (const [first, asked] of gatherByBlock(places)) {
    const ancestors = findAncestors(places, first);
    for (const { at, dependency } of asked) {
      const through = findBringer(places, ancestors, at, dependency, dependency - first);
      if (through === null) continue;
      const id = places[at]?.one.id;
      const implied = { dependency: places[dependency]?.one.id, through };
      if (id === undefined || implied.dependency === undefined) continue;
      const known = found.get(id) ?? [];
      found.set(id, known);
      known.push({ ...implied, dependency: implied.dependency });
    }
  }
  return new Map(
    context.kustomizations.flatMap(({ id }): [ObjectId, readonly Implied[]][] => {
      const implied = found.get(id);
      return implied === undefined ? [] : [[id, implied.sort((a, b) => compareText(a.dependency, b.dependency))]];
    }),
  );
}

/** In the order of waves, so that every dependency stands before its dependents. */
function toPlaces({ kustomizations }: LintContext): readonly Place[] {
  const inOrder = kustomizations.filter(({ node }) => !node.inCycle).sort((a, b) => a.node.wave - b.node.wave);
  const placeOf = new Map(inOrder.map(({ id }, place) => [id, place]));
  return inOrder.map((one, place) => {
    const conditional = new Set(one.dependencies.filter(({ readyExpr }) => readyExpr !== null).map(({ id }) => id));
    const before = one.dependencies.flatMap(({ id }) => (conditional.has(id) ? [] : (placeOf.get(id) ?? [])));
    const each = [...new Set(before)].filter((dependency) => dependency < place);
    return { one, before: each.sort((a, b) => b - a) };
  });
}

interface Question {
  readonly at: number;
  readonly dependency: number;
}

/** Only a dependency of one that names several can be implied. */
function gatherByBlock(places: readonly Place[]): ReadonlyMap<number, readonly Question[]> {
  const blocks = new Map<number, Question[]>();
  for (const [at, { before }] of places.entries()) {
    if (before.length < 2) continue;
    for (const dependency of before) {
      const first = dependency - (dependency % BLOCK);
      const block = blocks.get(first) ?? [];
      blocks.set(first, block);
      block.push({ at, dependency });
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

/** For each node, which of the block's nodes are before it. A suspended one hands nothing on: it no longer looks. */
function findAncestors(places: readonly Place[], first: number): Ancestors {
  const any = new Uint32Array(places.length * BLOCK_WORDS);
  const alike = new Uint32Array(places.length * BLOCK_WORDS);
  for (let at = first + 1; at < places.length; at++) {
    for (const dependency of places[at]?.before ?? []) {
      if (dependency < first) continue;
      const same = isAlike(places, at, dependency);
      const within = dependency - first;
      if (within < BLOCK) {
        setBit(any, at, within);
        if (same) setBit(alike, at, within);
      }
      if (places[dependency]?.one.parsed.spec.suspend) continue;
      addAll(any, at, dependency);
      if (same) addAll(alike, at, dependency);
    }
  }
  return { any, alike };
}

/** Another dependency that is not ready unless the one in question was, as the dependent would check it. */
function findBringer(
  places: readonly Place[],
  { any, alike }: Ancestors,
  at: number,
  dependency: number,
  bit: number,
): ObjectId | null {
  const same = isAlike(places, at, dependency);
  for (const other of places[at]?.before ?? []) {
    const bringer = places[other]?.one;
    if (other <= dependency || bringer === undefined || bringer.parsed.spec.suspend) continue;
    const brings = same ? isAlike(places, at, other) && hasBit(alike, other, bit) : hasBit(any, other, bit);
    if (brings) return bringer.id;
  }
  return null;
}

function isAlike(places: readonly Place[], a: number, b: number): boolean {
  const source = places[a]?.one.sourceId ?? null;
  return source !== null && source === places[b]?.one.sourceId;
}

function setBit(bits: Uint32Array, node: number, bit: number): void {
  const word = node * BLOCK_WORDS + Math.floor(bit / BITS);
  bits[word] = (bits[word] ?? 0) | (1 << (bit % BITS));
}

function hasBit(bits: Uint32Array, node: number, bit: number): boolean {
  return (((bits[node * BLOCK_WORDS + Math.floor(bit / BITS)] ?? 0) >>> (bit % BITS)) & 1) === 1;
}

function addAll(bits: Uint32Array, to: number, from: number): void {
  const [target, source] = [to * BLOCK_WORDS, from * BLOCK_WORDS];
  for (let word = 0; word < BLOCK_WORDS; word++) {
    bits[target + word] = (bits[target + word] ?? 0) | (bits[source + word] ?? 0);
  }
}
