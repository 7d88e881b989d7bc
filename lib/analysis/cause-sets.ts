import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cause, CauseKind, Problem } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";

/** Names a cause; equal causes have equal names. */
export function toCauseKey({ kind, nodes }: Pick<Problem, "kind" | "nodes">): string {
  return `${kind}:${nodes.join(",")}`;
}

/** A cause of more nodes is cut short where each node behind it names it: each of 5,000 in a cycle would name all others. */
const LONGEST_CAUSE = 500;

/** So many nodes of such a cause are named; its problem and the cycle itself name every one. */
export const MOST_NAMED = 50;

/** A number that stands for a set of causes; equal sets have equal numbers. */
export type CauseSet = number;

export const NO_CAUSES: CauseSet = 0;

/**
 * Sets of causes as numbers: many nodes wait for the same ones, so that each set is put together once and its list is
 * one object for all of them.
 */
export class CauseSets {
  readonly #causes: Cause[] = [];
  readonly #numberOf = new Map<string, number>();
  /** By set: the numbers of its causes, rising. */
  readonly #members: (readonly number[])[] = [[]];
  readonly #setOf = new Map<string, CauseSet>([["", NO_CAUSES]]);
  readonly #unions = new Map<string, CauseSet>();
  readonly #lists: (readonly Cause[] | undefined)[] = [[]];
  readonly #shortLists: (readonly Cause[] | undefined)[] = [[]];

  /** How many sets there are; they are numbered from 0. */
  get size(): number {
    return this.#members.length;
  }

  /** The set of one cause. */
  of(kind: CauseKind, nodes: readonly ObjectId[]): CauseSet {
    const key = toCauseKey({ kind, nodes });
    let number = this.#numberOf.get(key);
    if (number === undefined) {
      number = this.#causes.push({ kind, nodes }) - 1;
      this.#numberOf.set(key, number);
    }
    return this.#intern([number]);
  }

  /** The set of all causes of some sets. */
  unite(sets: readonly CauseSet[]): CauseSet {
    const distinct = [...new Set(sets)].filter((set) => set !== NO_CAUSES).sort((a, b) => a - b);
    const [first, ...others] = distinct;
    if (first === undefined || others.length === 0) return first ?? NO_CAUSES;
    const key = distinct.join(",");
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const members = new Set(distinct.flatMap((set) => this.#members[set] ?? []));
    const union = this.#intern([...members].sort((a, b) => a - b));
    this.#unions.set(key, union);
    return union;
  }

  /** The causes of a set, sorted by their names; the same list each time. */
  list(set: CauseSet): readonly Cause[] {
    const known = this.#lists[set];
    if (known !== undefined) return known;
    const causes = (this.#members[set] ?? []).flatMap((number) => this.#causes[number] ?? []);
    const list = causes.sort((a, b) => compareText(toCauseKey(a), toCauseKey(b)));
    this.#lists[set] = list;
    return list;
  }

  /** As `list`, for a node to carry: of a cause with more nodes than `LONGEST_CAUSE` the first `MOST_NAMED`. */
  listShort(set: CauseSet): readonly Cause[] {
    const known = this.#shortLists[set];
    if (known !== undefined) return known;
    const whole = this.list(set);
    const isLong = ({ nodes }: Cause) => nodes.length > LONGEST_CAUSE;
    const short = whole.some(isLong)
      ? whole.map((cause) => (isLong(cause) ? { ...cause, nodes: cause.nodes.slice(0, MOST_NAMED) } : cause))
      : whole;
    this.#shortLists[set] = short;
    return short;
  }

  #intern(members: readonly number[]): CauseSet {
    const key = members.join(",");
    const known = this.#setOf.get(key);
    if (known !== undefined) return known;
    const set = this.#members.push(members) - 1;
    this.#setOf.set(key, set);
    return set;
  }
}
