import type { ObjectEvent } from "#lib/flux/event.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Source } from "#lib/flux/source.ts";
import { at } from "./adjacency.ts";
import type { Absence, ClusterObjects } from "./cluster-objects.ts";
import { toCycles } from "./cycles.ts";
import { isEqual } from "./equal.ts";
import { findChanges } from "./find-changes.ts";
import { type GraphInputs, isInCycle, makeAbsentNode, makeEdge, makeNode } from "./graph-inputs.ts";
import type { Cycle, GraphEdge, GraphNode } from "./model.ts";
import { hasSameStructure, type Present, readPresent } from "./present.ts";
import { readRevisions, readSources, readWarnings } from "./read-objects.ts";
import { buildStructure, placeByNumber, type Structure } from "./structure.ts";
import { Unchanged } from "./unchanged.ts";

/** The graph of one cluster, before it is analysed. Nodes and edges are in the order of a snapshot. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly cycles: readonly Cycle[];
  readonly sources: ReadonlyMap<ObjectId, Source>;
  /** What nodes and edges are by number; the same object while only statuses change. */
  readonly structure: Structure;
  /** By number: the object, or null where it is only named. */
  readonly objects: readonly (Present | null)[];
}

type Parts = Pick<Graph, "nodes" | "edges" | "cycles">;

interface Memory {
  readonly inputs: GraphInputs;
  readonly parts: Parts;
  /** In the order in which they came. */
  readonly objects: readonly Present[];
}

/**
 * Makes the graph of one cluster again and again. What did not change since the last time is not looked at again, and
 * a node or edge that stays the same stays the same object. The content is that of a fresh builder, whatever came before.
 */
export class GraphBuilder {
  #memory: Memory | null = null;
  readonly #sources = new Unchanged<RawObject, ReadonlyMap<ObjectId, Source>>();
  readonly #warnings = new Unchanged<RawObject, ReadonlyMap<string, ObjectEvent>>();

  /** Builds nodes, edges and cycles from the objects of one cluster; `now` in milliseconds since the epoch. */
  build(given: ClusterObjects, now: number): Graph {
    const { cluster, idPrefix } = given;
    const isSameCluster = this.#memory?.inputs.cluster === cluster && this.#memory.inputs.idPrefix === idPrefix;
    const last = isSameCluster ? this.#memory : null;
    const read = readObjects(given, last?.objects ?? []);
    const isSame = last !== null && hasSamePlaces(read, last.objects);
    const objects = isSame ? read : toUnique(read);
    const structure = isSame ? last.inputs.structure : buildStructure(objects);
    const sources = this.#sources.get(given.sources, (raws) => readSources(raws, idPrefix));
    const inputs: GraphInputs = {
      cluster,
      idPrefix,
      structure,
      objects: placeByNumber(structure, objects),
      absences: structure.absent.map(({ namespace, name }) => given.absenceOf(namespace, name)),
      revisions: readRevisions(sources),
      warnings: this.#warnings.get(given.events, (raws) => readWarnings(raws, idPrefix)),
      failures: new Map(given.failures),
      now,
    };
    const parts = isSame ? changeParts(last, inputs) : makeParts(inputs);
    this.#memory = { inputs, parts, objects };
    return { ...parts, sources, structure, objects: inputs.objects };
  }
}

/** An object that stands where it stood needs no looking up. */
function readObjects({ kustomizations, idPrefix }: ClusterObjects, before: readonly Present[]): readonly Present[] {
  const objects: Present[] = [];
  for (const raw of kustomizations) {
    const same = before[objects.length];
    objects.push(same?.raw === raw ? same : readPresent(raw, idPrefix));
  }
  return objects;
}

function hasSamePlaces(objects: readonly Present[], before: readonly Present[]): boolean {
  if (objects.length !== before.length) return false;
  return objects.every((object, index) => {
    const old = before[index];
    return object === old || (old !== undefined && hasSameStructure(object, old));
  });
}

/** Of objects with one id the last counts. */
function toUnique(objects: readonly Present[]): readonly Present[] {
  const byId = new Map(objects.map((object) => [object.id, object]));
  return byId.size === objects.length ? objects : [...byId.values()];
}

function makeParts(inputs: GraphInputs): Parts {
  const { structure, objects, absences } = inputs;
  const nodes: GraphNode[] = [];
  for (const [number, object] of objects.entries())
    if (object !== null) nodes[number] = makeNode(inputs, number, object);
  const absenceOf = new Map<number, Absence>();
  for (const [index, absent] of structure.absent.entries()) {
    const absence = absences[index] ?? "unread";
    absenceOf.set(absent.number, absence);
    nodes[absent.number] = makeAbsentNode(inputs, absent, absence);
  }
  const edges: GraphEdge[] = [];
  for (const [edge, from] of structure.links.from.entries()) {
    edges.push(makeEdge(inputs, edge, absenceOf.get(from) ?? null));
  }
  return { nodes, edges, cycles: toCycles(structure, nodes, edges) };
}

/** As `makeParts`, for what changed alone; all else stays the same object, and all of it where nothing changed. */
function changeParts({ parts, inputs: before }: Memory, inputs: GraphInputs): Parts {
  const { structure } = inputs;
  const changes = findChanges(before, inputs, parts.nodes);
  if (changes.nodes.size === 0 && changes.edges.size === 0) return parts;
  const indexOf = new Map(structure.absent.map(({ number }, index) => [number, index]));
  const absenceOf = (number: number) => inputs.absences[indexOf.get(number) ?? -1] ?? null;
  const nodes = [...parts.nodes];
  const edges = [...parts.edges];
  let isCycleTouched = false;
  for (const number of changes.nodes) {
    const object = inputs.objects[number];
    const absent = structure.absent[indexOf.get(number) ?? -1];
    const made =
      object != null
        ? makeNode(inputs, number, object)
        : absent && makeAbsentNode(inputs, absent, absenceOf(number) ?? "unread");
    if (made !== undefined && !isEqual(made, nodes[number])) nodes[number] = made;
    isCycleTouched ||= isInCycle(structure, number);
  }
  for (const edge of changes.edges) {
    const made = makeEdge(inputs, edge, absenceOf(at(structure.links.from, edge)));
    if (!isEqual(made, edges[edge])) edges[edge] = made;
  }
  return { nodes, edges, cycles: isCycleTouched ? toCycles(structure, nodes, edges) : parts.cycles };
}
