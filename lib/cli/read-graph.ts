import type { Origin } from "#lib/export/export-graph.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import { filterSnapshot } from "#lib/graph/filter.ts";
import { type GraphNode, NODE_STATES, type ScopeStatus, type Snapshot } from "#lib/graph/model.ts";
import { type Arguments, type Surroundings, toClusterAddress } from "./command.ts";
import { toUnknown } from "./parse-command-line.ts";
import { readCluster } from "./read-cluster.ts";
import { type ManifestsReading, readManifestsGraph, requirePaths } from "./read-manifests-graph.ts";
import { toRelative } from "./to-relative.ts";
import { UsageError } from "./usage-error.ts";

/** A graph, wherever it came from. */
export interface GraphReading {
  readonly origin: Origin;
  readonly snapshot: Snapshot;
  readonly objects: ClusterObjects;
  /** Null for a cluster. */
  readonly manifests: ManifestsReading | null;
  /** How far each kind of source of a cluster could be read; empty for manifests. */
  readonly sourceScopes: readonly ScopeStatus[];
  readonly notes: readonly string[];
}

/** `live:` is the cluster of the current context, `live:NAME` that of another. */
const LIVE = /^live:(.*)$/s;

/** Reads the graph that operands name: files and folders, or `live:`; without any, the cluster of the options. */
export async function readGraph(
  operands: readonly string[],
  given: Arguments,
  around: Surroundings,
  wordsOf: (snapshot: Snapshot) => readonly GraphNode[] = () => [],
): Promise<GraphReading> {
  const live = operands.map((operand) => LIVE.exec(operand)?.[1]);
  const context = live.find((name) => name !== undefined);
  if (operands.length === 0 || context !== undefined) {
    if (operands.length > 1) throw new UsageError("A cluster and files cannot be read as one graph.", "Name either.");
    const address = toClusterAddress(given, context ? context : null);
    const reading = await readCluster(address, { namespaces: given.list("namespace"), wordsOf }, around);
    return { origin: "cluster", manifests: null, ...reading };
  }
  const { folder } = around.terminal;
  const manifests = readManifestsGraph(operands, folder, around.clock);
  requirePaths(manifests, operands, folder);
  const { snapshot, objects } = manifests;
  const notes = [...manifests.notes, ...toFaultNotes(manifests, folder)];
  return { origin: "manifests", manifests, snapshot, objects, sourceScopes: [], notes };
}

function toFaultNotes({ manifests: { faults } }: ManifestsReading, folder: string): readonly string[] {
  return faults.map(({ file, line, column, message }) => {
    const place = toRelative(file, folder);
    return line === 0 ? `${place}: ${message}` : `${place}:${line}:${column}: ${message}`;
  });
}

/** Keeps what the options ask for. Throws a UsageError over a state there is not. */
export function filterGraph(snapshot: Snapshot, given: Arguments): Snapshot {
  const states = given.list("state").map((text) => {
    const state = NODE_STATES.find((known) => known === text.toLowerCase());
    if (state !== undefined) return state;
    throw new UsageError(toUnknown("state", text, NODE_STATES), `Choose among ${NODE_STATES.join(", ")}.`);
  });
  return filterSnapshot(snapshot, { namespaces: given.list("namespace"), states });
}

/** Says what could not be read, beside the answer. */
export function tellNotes(notes: readonly string[], { terminal, paint }: Surroundings): void {
  for (const note of notes) terminal.err(`${paint("dim", "note:")} ${note}\n`);
}
