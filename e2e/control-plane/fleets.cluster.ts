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
/** As long as a thousand Kustomizations may take on a slow machine; most have settled in a minute and a half. */
const PATIENCE_MS = 600_000;

const fleets = new Map(seeds.map((seed): [number, RandomFleet] => [seed, makeRandomFleet(seed)]));
let plane: ControlPlane | null = null;
let headwater: RunningHeadwater | null = null;
/** By seed, the first graph in which its fleet was as its faults say, or the last: what fails, fails again and again. */
const graphs = new Map<number, Snapshot>();

beforeAll(async () => {
  plane = await ControlPlane.start(buildPrograms(() => {}));
  await plane.startController();
  headwater = await startHeadwater(await plane.writeKubeconfig("viewer"));
  for (const [seed, fleet] of fleets) await putFleet(plane, toName(seed), fleet);
  const open = new Set(seeds);
  for (const end = Date.now() + PATIENCE_MS; open.size > 0 && Date.now() < end; await setTimeout(1_000)) {
    const graph = await fetchGraph(headwater.url);
    for (const seed of open) {
      graphs.set(seed, graph);
      if (JSON.stringify(tell(graph, seed)) === JSON.stringify(tellExpected(seed))) open.delete(seed);
    }
  }
}, PATIENCE_MS + 60_000);

afterAll(async () => {
  await headwater?.stop();
  await plane?.stop();
});

function takeGraph(seed: number): Snapshot {
  const graph = graphs.get(seed);
  if (graph === undefined) throw new Error("There is no graph.");
  return graph;
}

describe.each(seeds)("the random fleet of seed %i", (seed) => {
  it("is told by its faults: the state and every root cause of each Kustomization", () => {
    expect(tell(takeGraph(seed), seed)).toEqual(tellExpected(seed));
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
    const problems = takeGraph(seed).problems.filter(({ nodes }) => nodes.some((id) => isOf(id, seed)));
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
