import { beforeAll, describe, expect, it } from "vitest";
import { findCondition } from "#lib/flux/condition.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import { DemoWorld } from "./demo-world.ts";
import { EmbeddedCluster } from "./embedded-cluster.ts";
import { PAST_SECONDS, playPast } from "./play-past.ts";
import { readOptions } from "./read-options.ts";
import { toSteeringActions } from "./steer.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");

/** Numbers in [0, 1) that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

async function startDemo() {
  const random = seeded(7);
  const world = new DemoWorld(random);
  let uids = 0;
  const cluster = new EmbeddedCluster({
    startMs: NOW - PAST_SECONDS * 1000,
    random,
    newUid: () => `uid-${++uids}`,
    workload: (kustomization) => world.outcomeOf(kustomization),
    originOf: (name) => world.originOf(name),
    concurrent: 20,
  });
  await playPast(cluster, world);
  return { cluster, world };
}

describe("the demo's cluster", () => {
  let demo: Awaited<ReturnType<typeof startDemo>>;
  const fleet = () =>
    demo.cluster.store.list(KUSTOMIZATION, null).flatMap((raw): Kustomization[] => {
      const parsed = parseKustomization(raw);
      return parsed.ok ? [parsed.value] : [];
    });
  const ready = (name: string) => {
    const found = fleet().find(({ metadata }) => metadata.name === name);
    return findCondition(found?.status.conditions ?? [], "Ready");
  };
  beforeAll(async () => {
    demo = await startDemo();
  });

  it("has about 60 Kustomizations, and a past that ends now", () => {
    expect(fleet().length).toBeGreaterThanOrEqual(58);
    expect(demo.cluster.now()).toBe(NOW);
    const times = fleet().flatMap(({ status }) =>
      status.conditions.flatMap(({ lastTransitionTime }) => Date.parse(lastTransitionTime ?? "")),
    );
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
  });

  it("has its four troubles, in the controller's words", () => {
    const history = fleet().find(({ metadata }) => metadata.name === "postgres")?.status.history[0];
    expect(history).toMatchObject({ lastReconciledStatus: "HealthCheckFailed" });
    expect(ready("db-migrations")?.message).toBe("dependency 'data/postgres' is not ready");
    expect(ready("istiod")?.message).toBe("dependency 'mesh/istio-gateway' is not ready");
    expect(ready("trace-alerts")?.message).toBe("dependency 'observability/tempo' revision is not up to date");
    expect(ready("session-store")?.message).toContain("dependency 'apps/redis' not found");
  });

  it("breaks something that works and heals it again", async () => {
    const actions = new Map(toSteeringActions(demo.cluster, demo.world).map((action) => [action.id, action]));
    expect(actions.get("break")?.run()).toBe("flux-system/monitoring fails from this revision on.");
    await demo.cluster.pass(120);
    expect(ready("monitoring")).toMatchObject({ status: "False", reason: "ReconciliationFailed" });
    expect(ready("app-a")).toMatchObject({ reason: "DependencyNotReady" });
    actions.get("heal")?.run();
    await demo.cluster.pass(900);
    expect(ready("monitoring")?.status).toBe("True");
    expect(ready("app-a")?.status).toBe("True");
    expect(ready("backoffice")?.status).toBe("True");
  });
});

describe("readOptions", () => {
  it.each([
    [[], {}, { port: 3000, from: [] }],
    [[], { PORT: "4000" }, { port: 4000, from: [] }],
    [["--port", "4001", "--from", "a", "b"], {}, { port: 4001, from: ["a", "b"] }],
  ])("%j with %j is %j", (args, environment, expected) => expect(readOptions(args, environment)).toEqual(expected));

  it.each([[["--port", "many"]], [["stray"]], [["--unknown"]]])("%j is refused", (args) => {
    expect(() => readOptions(args, {})).toThrow();
  });
});
