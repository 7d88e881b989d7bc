import { findCondition } from "#lib/flux/condition.ts";
import { parseInventory } from "#lib/flux/inventory.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { type Dependency, toDependencies, toOwnerId, toSourceId } from "#lib/flux/reference.ts";
import { type Timing, toTiming } from "#lib/flux/timing.ts";
import { NOTHING } from "./bare-node.ts";
import { isEqual } from "./equal.ts";
import { type Labels, readLabels } from "./labels.ts";
import type { NextStep } from "./model.ts";
import { findIntervalStep } from "./next-step.ts";
import { readSettledState, type StateReading } from "./node-state.ts";
import { readKustomization } from "./read-objects.ts";

/** A Kustomization that is there, with all that is read off it alone; `parsed` is null when it cannot be understood. */
export interface Present {
  readonly id: ObjectId;
  readonly raw: RawObject;
  readonly parsed: Kustomization | null;
  /** Why it cannot be understood; empty when it can. */
  readonly misfit: string;
  readonly sourceId: ObjectId | null;
  readonly ownerId: ObjectId | null;
  /** What it names in dependsOn, each once, in list order. */
  readonly names: readonly ObjectId[];
  /** The entries of dependsOn by name: more than one where a name is written twice. */
  readonly references: readonly (readonly Dependency[])[];
  /** The Kustomizations that its own health check looks at, without itself (the controller leaves that one out). */
  readonly healthChecked: readonly ObjectId[];
  readonly timing: Timing;
  readonly labels: Labels | undefined;
  /** Whether the controller's built-in check takes it for ready, revision apart. */
  readonly isReady: boolean;
  readonly nextIfReady: NextStep;
  /** Its state, where it hangs on nothing but the object: neither on what was seen before nor on the hour. */
  readonly reading: StateReading | null;
}

const known = new Map<string, WeakMap<RawObject, Present>>();

/** Reads a Kustomization for the graph, once per object and prefix. */
export function readPresent(raw: RawObject, idPrefix: string | null): Present {
  const key = idPrefix ?? "";
  const ofPrefix = known.get(key) ?? new WeakMap<RawObject, Present>();
  known.set(key, ofPrefix);
  const present = ofPrefix.get(raw) ?? read(raw, idPrefix);
  ofPrefix.set(raw, present);
  return present;
}

/** Whether two versions of an object give the same place in the graph: nodes, edges, cycles and waves stay. */
export function hasSameStructure(a: Present, b: Present): boolean {
  return (
    a.id === b.id &&
    a.sourceId === b.sourceId &&
    a.ownerId === b.ownerId &&
    (a.parsed === null) === (b.parsed === null) &&
    a.parsed?.spec.wait === b.parsed?.spec.wait &&
    isEqual(a.names, b.names) &&
    isEqual(a.healthChecked, b.healthChecked)
  );
}

const NOTHING_READ = {
  parsed: null,
  sourceId: null,
  ownerId: null,
  names: [],
  references: [],
  healthChecked: [],
  labels: undefined,
  timing: { interval: null, retryInterval: null, timeout: null },
  isReady: false,
  nextIfReady: NOTHING,
  reading: null,
};

/** Ready=True, at its generation (kustomize-controller, checkDependencies). */
function isReady({ metadata, status }: Kustomization): boolean {
  const ready = findCondition(status.conditions, "Ready");
  return ready?.status === "True" && status.observedGeneration === metadata.generation;
}

function read(raw: RawObject, idPrefix: string | null): Present {
  const id = toObjectId(KUSTOMIZATION.kind, raw.metadata.namespace ?? "", raw.metadata.name, idPrefix);
  const reading = readKustomization(raw);
  if (!reading.ok) {
    return { id, raw, misfit: reading.reason, ...NOTHING_READ };
  }
  const parsed = reading.value;
  const timing = toTiming(parsed);
  const byName = new Map<ObjectId, Dependency[]>();
  for (const dependency of toDependencies(parsed, idPrefix)) {
    const same = byName.get(dependency.id);
    if (same === undefined) byName.set(dependency.id, [dependency]);
    else same.push(dependency);
  }
  return {
    id,
    raw,
    parsed,
    misfit: "",
    sourceId: toSourceId(parsed, idPrefix),
    ownerId: toOwnerId(parsed, idPrefix),
    names: [...byName.keys()],
    references: [...byName.values()],
    healthChecked: findHealthChecked(raw, parsed, idPrefix).filter((checked) => checked !== id),
    timing,
    labels: readLabels(parsed.metadata.labels),
    isReady: isReady(parsed),
    nextIfReady: findIntervalStep(parsed, timing),
    reading: readSettledState(parsed),
  };
}

/** With `wait` all that was applied is checked, and `healthChecks` is ignored (flux-semantics §1). */
function findHealthChecked(
  raw: RawObject,
  { metadata, spec }: Kustomization,
  idPrefix: string | null,
): readonly ObjectId[] {
  const { group, kind } = KUSTOMIZATION;
  const checked = spec.wait
    ? parseInventory(raw).filter((entry) => entry.group === group && entry.kind === kind)
    : spec.healthChecks
        .filter((check) => check.kind === kind && (check.apiVersion ?? group).startsWith(group))
        .map((check) => ({ namespace: check.namespace || metadata.namespace, name: check.name }));
  return [...new Set(checked.map(({ namespace, name }) => toObjectId(kind, namespace, name, idPrefix)))].sort();
}
