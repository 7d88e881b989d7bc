import { KustomizeController, type KustomizeControllerOptions } from "#lib/emulator/flux/kustomize-controller.ts";
import { type Outcome, quickWorkload, type Workload } from "#lib/emulator/flux/workload.ts";
import { ObjectStore, type StoreEvent } from "#lib/emulator/object-store.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { WATCHED_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { SCENARIOS } from "./all.test-support.ts";
import { REVISIONS, type Scenario, type Stage } from "./scenario.test-support.ts";

/**
 * How long each case is watched. All have settled then, but for those that fail a health check again and again: a turn
 * lasts 30 s and the next begins 10 s later, and this moment lies well within the fourth.
 */
export const SECONDS = 140;
const START = Date.UTC(2026, 0, 1);

export interface PlayedScenario {
  /** All objects at the end. */
  readonly objects: readonly RawObject[];
  /** Every version that a watcher would have seen, in order, and how many seconds after the beginning. */
  readonly seen: readonly (Pick<StoreEvent, "type" | "object"> & { readonly at: number })[];
  /** Milliseconds since the epoch at the end. */
  readonly now: number;
}

/** Plays a case on the simulated controller; throws when there is none of that name. */
export function playScenario(name: string): Promise<PlayedScenario> {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no scenario ${name}.`);
  return play(found, SECONDS);
}

export interface PlayOptions extends Partial<KustomizeControllerOptions> {
  /** Milliseconds since the epoch at the beginning. */
  readonly start?: number;
}

/** Plays any steps for some seconds, with `--requeue-dependency=2s` as the recordings have it, unless told otherwise. */
export async function play(one: Scenario, seconds: number, options: PlayOptions = {}): Promise<PlayedScenario> {
  const { store, seen, now } = await playTogether([one], seconds, options);
  return { objects: WATCHED_KINDS.flatMap((kind) => store.list(kind, null)), seen, now };
}

/** Plays several cases at once in one cluster, each in its own namespace; gives the cluster as it is in the end. */
export async function playTogether(
  scenarios: readonly Scenario[],
  seconds: number,
  { start = START, ...options }: PlayOptions = {},
): Promise<Omit<PlayedScenario, "objects"> & { readonly store: ObjectStore }> {
  const clock = new FakeClock(start);
  let uids = 0;
  const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `uid-${++uids}` });
  const seen: PlayedScenario["seen"][number][] = [];
  store.subscribe(({ type, object }) => seen.push({ type, object, at: (clock.now() - start) / 1000 }));
  const controller = new KustomizeController({
    store,
    clock,
    random: () => 0.5,
    workload: toWorkload(scenarios),
    requeueDependencySeconds: 2,
    ...options,
  });
  controller.start();
  let now = 0;
  for (const { at, stage, act } of toPlan(store, scenarios)) {
    if (at > now) await clock.advanceAsync((at - now) * 1000);
    now = at;
    await act(stage);
  }
  await clock.advanceAsync((seconds - now) * 1000);
  controller.stop();
  return { store, seen, now: clock.now() };
}

function toPlan(store: ObjectStore, scenarios: readonly Scenario[]) {
  return scenarios
    .flatMap(({ name, steps }) => {
      const stage = toStage(store, name);
      return steps.flatMap(({ at, acts }) => acts.map((act) => ({ at, stage, act })));
    })
    .sort((left, right) => left.at - right.at);
}

/** The embedded cluster as a stage. Its controller applies nothing: what would be applied, the case creates. */
function toStage(store: ObjectStore, namespace: string): Stage {
  return {
    namespace,
    appliesArtifacts: false,
    create(kind, object) {
      store.create(kind, object);
    },
    mergePatch(kind, home, name, patch, subresource) {
      store.mergePatch(kind, home, name, patch, subresource === undefined ? {} : { subresource });
    },
    delete(kind, home, name) {
      store.delete(kind, home, name);
    },
    toArtifact: (_, revision) => ({ revision: REVISIONS[revision], digest: "sha256:0" }),
  };
}

function toWorkload(scenarios: readonly Scenario[]): Workload {
  const outcomesOf = new Map(scenarios.map(({ name, outcomes }) => [name, outcomes]));
  return (kustomization, revision): Outcome => {
    const { name, namespace } = kustomization.metadata;
    const outcomes = outcomesOf.get(namespace);
    const short = Object.entries(REVISIONS).find(([, full]) => full === revision)?.[0];
    return { ...quickWorkload(kustomization, revision), ...outcomes?.[name], ...outcomes?.[`${name}@${short}`] };
  };
}
