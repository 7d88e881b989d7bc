import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningHeadwater, startHeadwater } from "#e2e/start-headwater.ts";
import type { Cause, Snapshot } from "#lib/graph/model.ts";
import { buildPrograms } from "./build-programs.ts";
import { ControlPlane } from "./control-plane.ts";
import { type Expected, findExpected } from "./expected-causes.ts";
import { fetchGraph } from "./fetch-graph.ts";
import { putFleet } from "./put-fleet.ts";
import { makeRandomFleet, type RandomFleet } from "./random-fleet.ts";

const SEEDS = 20;
/** One seed alone: `HEADWATER_FLEET_SEED=7 npm run test:cluster -- fleets`. */
const only = process.env["HEADWATER_FLEET_SEED"];
const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(only)];
/** As long as a thousand Kustomizations may take on a small machine; most have settled in a minute and a half. */
const PATIENCE_MS = 240_000;

const fleets = new Map(seeds.map((seed): [number, RandomFleet] => [seed, makeRandomFleet(seed)]));
let plane: ControlPlane | null = null;
let headwater: RunningHeadwater | null = null;
let graph: Snapshot | null = null;

beforeAll(async () => {
  plane = await ControlPlane.start(buildPrograms(() => {}));
  await plane.startController();
  headwater = await startHeadwater(await plane.writeKubeconfig("viewer"));
  for (const [seed, fleet] of fleets) await putFleet(plane, toName(seed), fleet);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await setTimeout(1_000)) {
    graph = await fetchGraph(headwater.url);
    const told = graph;
    if (seeds.every((seed) => JSON.stringify(tell(told, seed)) === JSON.stringify(tellExpected(seed)))) break;
  }
}, PATIENCE_MS + 60_000);

afterAll(async () => {
  await headwater?.stop();
  await plane?.stop();
});

function takeGraph(): Snapshot {
  if (graph === null) throw new Error("There is no graph.");
  return graph;
}

describe.each(seeds)("the random fleet of seed %i", (seed) => {
  it("is told by its faults: the state and every root cause of each Kustomization", () => {
    expect(tell(takeGraph(), seed)).toEqual(tellExpected(seed));
  });

  it("has one problem a cause, with all whom it blocks", () => {
    const expected = [...findExpected(fleetOf(seed))];
    const blockedBy = new Map<string, string[]>();
    for (const [name, { state, causes }] of expected) {
      const own = state === "failed" && causes.length === 0 ? [`failed:${name}`] : [];
      for (const cause of own) if (!blockedBy.has(cause)) blockedBy.set(cause, []);
      for (const cause of causes) {
        const known = blockedBy.get(cause) ?? [];
        blockedBy.set(cause, state === "blocked" ? [...known, name] : known);
      }
    }
    const problems = takeGraph().problems.filter(({ nodes }) => nodes.some((id) => isOf(id, seed)));
    const told = problems
      .filter(({ kind }) => kind !== "frozen")
      .map(({ kind, nodes, blocked }) => [
        toWords({ kind: kind as Cause["kind"], nodes }),
        blocked.map(toShort).sort(),
      ]);
    const wanted = [...blockedBy].map(([cause, names]) => [cause, names.sort()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(wanted));
  });
});

function fleetOf(seed: number): RandomFleet {
  return fleets.get(seed) ?? makeRandomFleet(seed);
}

/** State and causes by name, as text, from the faults. */
function tellExpected(seed: number): Record<string, string> {
  return toTexts([...findExpected(fleetOf(seed))].map(([name, expected]) => [name, expected]));
}

/** The same from what Headwater says. */
function tell({ nodes }: Snapshot, seed: number): Record<string, string> {
  return toTexts(
    nodes
      .filter(({ namespace }) => namespace === toName(seed))
      .map(({ name, state, causes }) => [
        name,
        { state: state as Expected["state"], causes: causes.map(toWords).sort() },
      ]),
  );
}

function toTexts(entries: readonly (readonly [string, Expected])[]): Record<string, string> {
  const texts = entries.map(([name, { state, causes }]) => [name, [state, ...causes].join(" ")] as const);
  return Object.fromEntries(texts.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function toWords({ kind, nodes }: Pick<Cause, "kind" | "nodes">): string {
  return `${kind}:${nodes.map(toShort).sort().join(",")}`;
}

function toShort(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function isOf(id: string, seed: number): boolean {
  return id.includes(`/${toName(seed)}/`);
}

function toName(seed: number): string {
  return `fleet-${seed}`;
}
