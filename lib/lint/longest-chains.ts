import type { ObjectId } from "#lib/flux/object-id.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { LintContext } from "./lint-context.ts";
import type { Steps } from "./steps.ts";

/** The deepest node of a connected part, how deep it stands, and how many there stand deeper than was asked. */
export interface LongestChain {
  readonly deepest: ObjectId;
  readonly depth: number;
  readonly deeper: number;
}

/** The longest way to each node from one without dependencies; edges within a cycle do not count. */
export interface Chains {
  /** The dependency before a node on its longest way; none where the way begins. */
  readonly previous: ReadonlyMap<ObjectId, ObjectId>;
  /** The longest chain of every connected part that has one of more than `most` edges. */
  findLongest(most: number): readonly LongestChain[];
}

/** Finds the longest chains in the order of waves: linear but for the sorting. Stops after each of its passes. */
export function* findChains({ index }: Pick<LintContext, "index">): Steps<Chains> {
  const nodes = [...index.nodes.values()].sort((a, b) => a.wave - b.wave || compareText(a.id, b.id));
  yield null;
  const waves = new Map(nodes.map(({ id, wave }) => [id, wave]));
  const depths = new Map<ObjectId, number>();
  const previous = new Map<ObjectId, ObjectId>();
  for (const { id, wave } of nodes) {
    let depth = 0;
    for (const { from } of index.dependencies.get(id) ?? []) {
      if ((waves.get(from) ?? wave) >= wave) continue;
      const beyond = (depths.get(from) ?? 0) + 1;
      if (beyond <= depth) continue;
      depth = beyond;
      previous.set(id, from);
    }
    depths.set(id, depth);
  }
  yield null;
  const partOf = findParts(
    nodes.map(({ id }) => id),
    index,
  );
  yield null;
  return {
    previous,
    findLongest(most) {
      const longest = new Map<ObjectId, LongestChain>();
      for (const [id, depth] of depths) {
        if (depth <= most) continue;
        const part = partOf.get(id) ?? id;
        const known = longest.get(part);
        const deeper = (known?.deeper ?? 0) + 1;
        longest.set(
          part,
          known === undefined || depth > known.depth ? { deepest: id, depth, deeper } : { ...known, deeper },
        );
      }
      return [...longest.values()];
    },
  };
}

/** Names the connected part of each node by one of its members. */
function findParts(ids: readonly ObjectId[], index: LintContext["index"]): ReadonlyMap<ObjectId, ObjectId> {
  const parts = new Map<ObjectId, ObjectId>();
  for (const start of ids) {
    if (parts.has(start)) continue;
    parts.set(start, start);
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const ends = [
        ...(index.dependencies.get(id) ?? []).map(({ from }) => from),
        ...(index.dependents.get(id) ?? []).map(({ to }) => to),
      ];
      for (const end of ends) {
        if (parts.has(end)) continue;
        parts.set(end, start);
        open.push(end);
      }
    }
  }
  return parts;
}
