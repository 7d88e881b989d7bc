import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { play } from "#lib/emulator/flux/scenarios/play-scenario.test-support.ts";
import { REVISIONS, type Scenario, type Stage } from "#lib/emulator/flux/scenarios/scenario.test-support.ts";
import { toComparable } from "#lib/emulator/flux/scenarios/to-comparable.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toCaseFiles } from "./case-artifacts.ts";
import type { ControlPlane } from "./control-plane.ts";
import { toNamespace } from "./grant-permissions.ts";

/** Namespaces in which cases play besides their own. */
const MORE_NAMESPACES = ["cross-ns-b"];
/** How long a step waits for the real controller to be where the simulated one is before it. */
const PATIENCE_MS = 90_000;
const LOOK_MS = 250;

type Comparable = ReturnType<typeof toComparable>;

/** Gives the objects of a case as they are now. */
export type ReadCase = (scenario: Scenario) => readonly RawObject[];

/** Makes the namespaces of the cases. */
export async function prepareNamespaces({ client }: ControlPlane, scenarios: readonly Scenario[]): Promise<void> {
  const names = [...scenarios.map(({ name }) => name), ...MORE_NAMESPACES];
  await Promise.all(names.map((name) => client.post("/api/v1/namespaces", toNamespace(name))));
}

/**
 * Plays the steps of cases, all cases at once; resolves when the last step has been made. A step comes at its time, but
 * not before the real controller is where the simulated one is at that time: on a slow machine the case would become
 * another. What follows it is as much later. Gives how many milliseconds later than planned the latest case ends.
 */
export async function playOnControlPlane(
  plane: ControlPlane,
  scenarios: readonly Scenario[],
  readCase: ReadCase,
): Promise<number> {
  const began = Date.now();
  const delays = await Promise.all(
    scenarios.map(async (scenario) => {
      const stage = toStage(plane, scenario);
      let late = 0;
      for (const { at, acts } of scenario.steps) {
        await setTimeout(Math.max(0, began + at * 1000 + late - Date.now()));
        const before = at === 0 ? null : await playUntil(scenario, at);
        if (before !== null) await waitFor(() => isAsFar(toComparable(readCase(scenario)), before));
        late = Date.now() - began - at * 1000;
        for (const act of acts) await act(stage);
      }
      return late;
    }),
  );
  return Math.max(0, ...delays);
}

/** How the simulated controller has left a case just before the steps of a time. */
async function playUntil(scenario: Scenario, seconds: number): Promise<Comparable> {
  const steps = scenario.steps.filter(({ at }) => at < seconds);
  return toComparable((await play({ ...scenario, steps }, seconds)).objects);
}

/** What the simulated controller has not been given to apply yet may be there already. */
function isAsFar(now: Comparable, before: Comparable): boolean {
  return Object.entries(before).every(([name, lines]) => isDeepStrictEqual(now[name], lines));
}

/** Goes on when it is so, or when it has not become so in time: how the case ends tells more than what went before. */
async function waitFor(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !isSo() && Date.now() < end; ) await setTimeout(LOOK_MS);
}

function toStage({ client, artifacts }: ControlPlane, scenario: Scenario): Stage {
  return {
    namespace: scenario.name,
    appliesArtifacts: true,
    async create(kind, object) {
      await client.create(kind, object);
    },
    async mergePatch(kind, namespace, name, patch, subresource) {
      await client.mergePatch(kind, namespace, name, patch, subresource);
    },
    delete: (kind, namespace, name) => client.delete(kind, namespace, name),
    toArtifact: (namespace, revision) =>
      artifacts.store(`${namespace}-${revision}`, REVISIONS[revision], toCaseFiles(scenario, namespace, revision)),
  };
}
