import type { ObjectId } from "#lib/flux/object-id.ts";
import { at } from "./adjacency.ts";
import type { GraphInputs } from "./graph-inputs.ts";
import type { GraphNode } from "./model.ts";

/** Which nodes and edges have to be made again, by number. */
export interface Changes {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/** Finds all that may differ between two graphs of one structure: what changed, what looks at it, what the hour changes. */
export function findChanges(before: GraphInputs, inputs: GraphInputs, nodes: readonly GraphNode[]): Changes {
  const { links, absent } = inputs.structure;
  const changed = new Set<number>();
  const edges = new Set<number>();
  const addEdges = ({ starts, links: own }: typeof links.up, number: number) => {
    for (let place = at(starts, number); place < at(starts, number + 1); place++) edges.add(at(own, place));
  };
  const addAround = (number: number) => {
    changed.add(number);
    addEdges(links.up, number);
    addEdges(links.down, number);
  };
  const pushed = findPushed(before, inputs);
  const areWarningsSame = before.warnings === inputs.warnings;
  for (const [number, object] of inputs.objects.entries()) {
    if (object === null) continue;
    if (object !== before.objects[number]) addAround(number);
    else if (pushed !== null && object.sourceId !== null && pushed.has(object.sourceId)) {
      changed.add(number);
      addEdges(links.up, number);
    } else if (object.parsed?.status.conditions.length === 0) changed.add(number);
    else if (!areWarningsSame && nodes[number]?.retrying === true) changed.add(number);
  }
  for (const id of findFailing(before, inputs)) {
    const number = links.numberOf.get(id);
    if (number !== undefined) changed.add(number);
  }
  for (const [index, { number }] of absent.entries()) {
    if (before.absences[index] !== inputs.absences[index]) addAround(number);
  }
  return { nodes: changed, edges };
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
