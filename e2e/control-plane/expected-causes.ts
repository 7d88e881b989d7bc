import { GONE_SOURCE } from "./put-fleet.ts";
import type { FleetDependency, FleetNode, RandomFleet } from "./random-fleet.ts";

/** How a Kustomization must end, by the faults that were put in: its state, and its causes as `kind:names`, sorted. */
export interface Expected {
  readonly state: "ready" | "failed" | "blocked" | "suspended" | "missing";
  readonly causes: readonly string[];
}

const SOURCE_CAUSE = `source:${GONE_SOURCE}`;

/**
 * Says how each Kustomization of a fleet must end, from the faults alone: nothing of what the controller writes, and
 * nothing of the analysis under test, takes part. Slow and simple on purpose: each node walks by itself.
 */
export function findExpected({ nodes, absent }: RandomFleet): ReadonlyMap<string, Expected> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ready = findReady(nodes);
  const isSatisfied = ({ name, expression }: FleetDependency) =>
    byName.has(name) && (expression === null ? ready.has(name) : expression === "true");
  const toHolding = (node: FleetNode) => node.dependsOn.filter((dependency) => !isSatisfied(dependency));
  const stateOf = (name: string): Expected["state"] => {
    const node = byName.get(name);
    if (node === undefined) return "missing";
    if (node.fault === "suspended") return "suspended";
    if (node.fault === "source") return "failed";
    if (toHolding(node).length > 0) return "blocked";
    return node.fault === null ? "ready" : "failed";
  };
  /** Those that a blocked node waits for, itself blocked, by the built-in check. */
  const toBlockers = (name: string): readonly string[] => {
    const node = byName.get(name);
    if (node === undefined || stateOf(name) !== "blocked") return [];
    const plain = toHolding(node).filter(({ expression }) => expression === null);
    return plain.map((dependency) => dependency.name).filter((other) => stateOf(other) === "blocked");
  };
  const reach = (name: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...toBlockers(name)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...toBlockers(next));
    }
    return seen;
  };
  const causesOf = (name: string): readonly string[] => {
    const node = byName.get(name);
    if (node?.fault === "source") return [SOURCE_CAUSE];
    if (stateOf(name) !== "blocked") return [];
    const causes = new Set<string>();
    for (const one of [name, ...reach(name)]) {
      const behind = reach(one);
      if (behind.has(one))
        causes.add(
          `cycle:${[...behind]
            .filter((other) => reach(other).has(one))
            .sort()
            .join(",")}`,
        );
      for (const { name: other, expression } of toHolding(
        byName.get(one) ?? { name: one, fault: null, dependsOn: [] },
      )) {
        const state = stateOf(other);
        if (state !== "missing" && expression !== null) causes.add(`expression:${other}`);
        else if (byName.get(other)?.fault === "source") causes.add(SOURCE_CAUSE);
        else if (state !== "blocked") causes.add(`${state}:${other}`);
      }
    }
    return [...causes].sort();
  };
  const names = [...byName.keys(), ...absent];
  return new Map(names.map((name) => [name, { state: stateOf(name), causes: causesOf(name) }]));
}

/** Whoever can become ready: without a fault, and all that it waits for is ready or let through. */
function findReady(nodes: readonly FleetNode[]): ReadonlySet<string> {
  const names = new Set(nodes.map(({ name }) => name));
  const ready = new Set<string>();
  for (let before = -1; before < ready.size; ) {
    before = ready.size;
    for (const { name, fault, dependsOn } of nodes) {
      const isFree = dependsOn.every(
        (dependency) =>
          names.has(dependency.name) &&
          (dependency.expression === null ? ready.has(dependency.name) : dependency.expression === "true"),
      );
      if (fault === null && isFree) ready.add(name);
    }
  }
  return ready;
}
