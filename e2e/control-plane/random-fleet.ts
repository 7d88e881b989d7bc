import { pick, pickOne, type Random, toInteger, toRandom } from "#lib/cluster/seeded-random.test-support.ts";

/** What was made to go wrong with one Kustomization, or nothing. */
export type Fault = "path" | "build" | "apply" | "health" | "suspended" | "source" | null;

/** Whether a readyExpr stands in for the built-in check, and what it says. */
export type Expression = "true" | "false" | "error" | null;

export interface FleetDependency {
  readonly name: string;
  readonly expression: Expression;
}

export interface FleetNode {
  readonly name: string;
  readonly fault: Fault;
  readonly dependsOn: readonly FleetDependency[];
}

/** Kustomizations of one namespace with faults at known places. */
export interface RandomFleet {
  readonly nodes: readonly FleetNode[];
  /** Named in a dependsOn, and not there. */
  readonly absent: readonly string[];
}

const FAULTS: readonly (readonly [weight: number, fault: Fault])[] = [
  [80, null],
  [6, "path"],
  [4, "build"],
  [4, "apply"],
  [4, "suspended"],
  [2, "source"],
];
const EXPRESSIONS: readonly (readonly [weight: number, expression: Expression])[] = [
  [90, null],
  [5, "true"],
  [3, "false"],
  [2, "error"],
];

/**
 * Makes 30 to 80 Kustomizations, each waiting for up to three before it; some fail, some are suspended, some name what
 * is not there, some wait for each other in a ring. The same for the same seed.
 */
export function makeRandomFleet(seed: number): RandomFleet {
  const random = toRandom(seed);
  const size = toInteger(random, 30, 81);
  const absent: string[] = [];
  const nodes: FleetNode[] = [];
  for (let index = 0; index < size; index++) {
    const dependsOn = pickDependencies(random, index);
    if (random() < 0.02) {
      const name = `absent-${absent.length}`;
      absent.push(name);
      dependsOn.push({ name, expression: null });
    }
    nodes.push({ name: toName(index), fault: pick(random, FAULTS), dependsOn });
  }
  // One alone: a health check holds one of the controller's workers for its whole time-out.
  const slow = toInteger(random, 0, size);
  const ring = makeRing(random, nodes, slow);
  return {
    absent,
    nodes: nodes.map((node, index) => (index === slow ? { ...node, fault: "health" } : (ring.get(index) ?? node))),
  };
}

function pickDependencies(random: Random, index: number): FleetDependency[] {
  const chosen = new Set<number>();
  const count = index === 0 || random() < 0.2 ? 0 : toInteger(random, 1, 4);
  for (let turn = 0; turn < count; turn++) chosen.add(toInteger(random, Math.max(0, index - 20), index));
  return [...chosen].map((other) => ({ name: toName(other), expression: pick(random, EXPRESSIONS) }));
}

/** Two to four of them without a fault that wait for each other, or one that waits for itself; in most fleets none. */
function makeRing(random: Random, nodes: readonly FleetNode[], slow: number): ReadonlyMap<number, FleetNode> {
  if (random() < 0.4) return new Map();
  const first = pickOne(random, [...nodes.keys()]);
  const members: number[] = [];
  for (let index = first; index < nodes.length && members.length < toInteger(random, 1, 5); index++) {
    if (index !== slow && nodes[index]?.fault === null) members.push(index);
  }
  return new Map(
    members.flatMap((index, place) => {
      const node = nodes[index];
      const next = members[(place + 1) % members.length] ?? index;
      if (node === undefined) return [];
      const others = node.dependsOn.filter(({ name }) => name !== toName(next));
      return [[index, { ...node, dependsOn: [...others, { name: toName(next), expression: null }] }]];
    }),
  );
}

function toName(index: number): string {
  return `n${index}`;
}
