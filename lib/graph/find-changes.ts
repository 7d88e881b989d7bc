import type { ObjectId } from "#lib/flux/object-id.ts";
import { at } from "./adjacency.ts";
import type { GraphInputs } from "./graph-inputs.ts";

/** Which nodes and edges have to be made again, by number. */
export interface Changes {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/**
 * Finds all that may differ between two graphs of one structure: the objects in `changed`, what looks at them, and the
 * nodes in `restless`, which other things than their object may change.
 */
export function findChanges(
  before: GraphInputs,
  inputs: GraphInputs,
  changed: readonly number[],
  restless: ReadonlySet<number>,
): Changes {
  const { links, absent } = inputs.structure;
  const nodes = new Set(restless);
  const edges = new Set<number>();
  const addEdges = ({ starts, links: own }: typeof links.up, number: number) => {
    for (let place = at(starts, number); place < at(starts, number + 1); place++) edges.add(at(own, place));
  };
  const addAround = (number: number) => {
    nodes.add(number);
    addEdges(links.up, number);
    addEdges(links.down, number);
  };
  for (const number of changed) addAround(number);
  const pushed = findPushed(before, inputs);
  if (pushed !== null) {
    inputs.objects.forEach((object, number) => {
      if (object?.sourceId == null || !pushed.has(object.sourceId)) return;
      nodes.add(number);
      addEdges(links.up, number);
    });
  }
  for (const id of findFailing(before, inputs)) {
    const number = links.numberOf.get(id);
    if (number !== undefined) nodes.add(number);
  }
  absent.forEach(({ number }, index) => {
    if (before.absences[index] !== inputs.absences[index]) addAround(number);
  });
  return { nodes, edges };
}

/** The sources whose artifact is another than before; null where there are none. */
function findPushed(before: GraphInputs, { revisions }: GraphInputs): ReadonlySet<ObjectId> | null {
  if (before.revisions === revisions) return null;
  const pushed = new Set<ObjectId>();
  for (const [id, revision] of revisions) if (before.revisions.get(id) !== revision) pushed.add(id);
  for (const id of before.revisions.keys()) if (!revisions.has(id)) pushed.add(id);
  return pushed.size === 0 ? null : pushed;
}

function findFailing({ failures: before }: GraphInputs, { failures }: GraphInputs): readonly ObjectId[] {
  const failing: ObjectId[] = [];
  for (const [id, record] of failures) if (before.get(id) !== record) failing.push(id);
  for (const id of before.keys()) if (!failures.has(id)) failing.push(id);
  return failing;
}
