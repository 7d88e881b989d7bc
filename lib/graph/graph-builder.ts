import type { ObjectEvent } from "#lib/flux/event.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Source } from "#lib/flux/source.ts";
import { at } from "./adjacency.ts";
import type { ClusterObjects } from "./cluster-objects.ts";
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

interface Parts extends Pick<Graph, "nodes" | "edges" | "cycles"> {
  /** By number: the nodes that may change while their object does not, with the hour or with an event. */
  readonly restless: ReadonlySet<number>;
}

interface Memory {
  readonly inputs: GraphInputs;
  readonly parts: Parts;
  /** In the order in which they came. */
  readonly inOrder: readonly Present[];
}

/** The objects in their order, and at which places there is another version than before. */
interface Reading {
  readonly inOrder: readonly Present[];
  readonly changed: readonly number[];
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
    const read = readObjects(given, last?.inOrder ?? []);
    const isSame = last !== null && hasSamePlaces(read, last.inOrder);
    const { inOrder } = read;
    const structure = isSame ? last.inputs.structure : buildStructure(inOrder);
    const changed = isSame ? read.changed.map((place) => at(structure.numbers, place)) : [];
    const sources = this.#sources.get(given.sources, (raws) => readSources(raws, idPrefix));
    const inputs: GraphInputs = {
      cluster,
      idPrefix,
      structure,
      objects: isSame ? replaceChanged(last.inputs, read) : placeByNumber(structure, inOrder),
      absences: structure.absent.map(({ namespace, name }) => given.absenceOf(namespace, name)),
      revisions: readRevisions(sources),
      warnings: this.#warnings.get(given.events, (raws) => readWarnings(raws, idPrefix)),
      failures: new Map(given.failures),
      now,
    };
    const parts = isSame ? changeParts(last, inputs, changed) : makeParts(inputs);
    this.#memory = { inputs, parts, inOrder };
    const { nodes, edges, cycles } = parts;
    return { nodes, edges, cycles, sources, structure, objects: inputs.objects };
  }
}

/** An object that stands where it stood needs no looking up. */
function readObjects({ kustomizations, idPrefix }: ClusterObjects, before: readonly Present[]): Reading {
  const inOrder: Present[] = [];
  const changed: number[] = [];
  for (const raw of kustomizations) {
    const same = before[inOrder.length];
    if (same?.raw === raw) inOrder.push(same);
    else {
      changed.push(inOrder.length);
      inOrder.push(readPresent(raw, idPrefix));
    }
  }
  return { inOrder, changed };
}

function hasSamePlaces({ inOrder, changed }: Reading, before: readonly Present[]): boolean {
  if (inOrder.length !== before.length) return false;
  return changed.every((place) => {
    const [object, old] = [inOrder[place], before[place]];
    return object !== undefined && old !== undefined && hasSameStructure(object, old);
  });
}

function replaceChanged({ objects, structure }: GraphInputs, { inOrder, changed }: Reading): GraphInputs["objects"] {
  const replaced = [...objects];
  for (const place of changed) replaced[at(structure.numbers, place)] = inOrder[place] ?? null;
  return replaced;
}

function makeParts(inputs: GraphInputs): Parts {
  const { structure, objects, absences } = inputs;
  const restless = new Set<number>();
  const absentAt = new Int32Array(objects.length).fill(-1);
  structure.absent.forEach(({ number }, index) => {
    absentAt[number] = index;
  });
  const nodes = objects.map((_, number) => makeAny(inputs, number, at(absentAt, number), restless));
  const edges: GraphEdge[] = [];
  for (let edge = 0; edge < structure.links.from.length; edge++) {
    const absent = at(absentAt, at(structure.links.from, edge));
    edges.push(makeEdge(inputs, edge, absent < 0 ? null : (absences[absent] ?? null)));
  }
  return { nodes, edges, cycles: toCycles(structure, nodes, edges), restless };
}

/** As `makeParts`, for what changed alone; all else stays the same object, and all of it where nothing changed. */
function changeParts({ parts, inputs: before }: Memory, inputs: GraphInputs, changed: readonly number[]): Parts {
  const { structure } = inputs;
  const changes = findChanges(before, inputs, changed, parts.restless);
  if (changes.nodes.size === 0 && changes.edges.size === 0) return parts;
  const indexOf = new Map(structure.absent.map(({ number }, index) => [number, index]));
  const nodes = [...parts.nodes];
  const edges = [...parts.edges];
  const restless = new Set(parts.restless);
  let isCycleTouched = false;
  for (const number of changes.nodes) {
    restless.delete(number);
    const made = makeAny(inputs, number, indexOf.get(number) ?? -1, restless);
    if (!isEqual(made, nodes[number])) nodes[number] = made;
    isCycleTouched ||= isInCycle(structure, number);
  }
  for (const edge of changes.edges) {
    const absent = indexOf.get(at(structure.links.from, edge));
    const made = makeEdge(inputs, edge, absent === undefined ? null : (inputs.absences[absent] ?? null));
    if (!isEqual(made, edges[edge])) edges[edge] = made;
  }
  return { nodes, edges, cycles: isCycleTouched ? toCycles(structure, nodes, edges) : parts.cycles, restless };
}

/** Makes a node, of an object or of a name alone, and notes whether it is restless. */
function makeAny(inputs: GraphInputs, number: number, absentIndex: number, restless: Set<number>): GraphNode {
  const { structure, objects, absences } = inputs;
  const object = objects[number];
  const absent = structure.absent[absentIndex];
  if (object != null) {
    const node = makeNode(inputs, number, object);
    // Without conditions it is new, or nobody has looked for long; while it retries, its words are those of an event.
    if (node.retrying || object.parsed?.status.conditions.length === 0) restless.add(number);
    return node;
  }
  if (absent === undefined) throw new RangeError(`there is no node ${number}`);
  return makeAbsentNode(inputs, absent, absences[absentIndex] ?? "unread");
}
