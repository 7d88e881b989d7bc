import { describe, expect, it } from "vitest";
import { findCondition } from "#lib/flux/condition.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { pathMissing } from "./scenarios/outcomes.test-support.ts";
import { type PlayedScenario, play } from "./scenarios/play-scenario.test-support.ts";
import {
  type Act,
  at,
  change,
  dependsOn,
  ks,
  push,
  REVISIONS,
  remove,
  repo,
  request,
  scenario,
} from "./scenarios/scenario.test-support.ts";

const r1 = repo({ revision: "r1" });
const NAME = "case";

function readName(objects: readonly RawObject[], name: string): Kustomization {
  const found = objects.find((raw) => raw.kind === "Kustomization" && raw.metadata.name === name);
  const parsed = found && parseKustomization(found);
  if (!parsed?.ok) throw new Error(`no ${name}`);
  return parsed.value;
}

function readyOf(objects: readonly RawObject[], name: string): string {
  const ready = findCondition(readName(objects, name).status.conditions, "Ready");
  return `${ready?.status} ${ready?.reason}: ${ready?.message}`;
}

/** Seconds at which passes over a Kustomization began. */
function findStarts({ seen }: PlayedScenario, name: string): readonly number[] {
  return seen.flatMap(({ object, at: seconds }) => {
    if (object.kind !== "Kustomization" || object.metadata.name !== name) return [];
    const parsed = parseKustomization(object);
    const reconciling = parsed.ok ? findCondition(parsed.value.status.conditions, "Reconciling") : undefined;
    const isStart = reconciling?.reason === "Progressing" && reconciling.message.startsWith("Fetching");
    return isStart ? [Math.round(seconds * 10) / 10] : [];
  });
}

const hold: Act = ({ mergePatch, namespace }) =>
  mergePatch(KUSTOMIZATION, namespace, "a", { metadata: { finalizers: ["finalizers.fluxcd.io", "acme/hold"] } });

describe("when the controller looks again", () => {
  it("is the interval, 5 % more or less, after a success", async () => {
    const steps = [at(0, r1, ks("a", { interval: "100s" }))];
    const early = await play(scenario(NAME, steps), 220, { random: () => 0 });
    expect(findStarts(early, "a")).toEqual([0, 95.3, 190.6]);
    const late = await play(scenario(NAME, steps), 220, { random: () => 0.9999 });
    expect(findStarts(late, "a")).toEqual([0, 105.3, 210.6]);
  });

  it("is the retry interval to the second after a failure, or the interval where there is none", async () => {
    const steps = [at(0, r1, ks("a"), ks("b", { retryInterval: null, interval: "60s" }))];
    const played = await play(scenario(NAME, steps, { a: pathMissing("a"), b: pathMissing("b") }), 65);
    expect(findStarts(played, "a").slice(0, 3)).toEqual([0, 10.1, 20.2]);
    expect(findStarts(played, "b")).toEqual([0, 60.1]);
  });

  it("is right after a health check that a push, a change or a request came into, and not before", async () => {
    const checked = scenario(
      NAME,
      [
        at(0, r1, ks("a", { wait: true })),
        at(5, push("r2")),
        at(6, change("a", { path: "./b" })),
        at(7, request("a", "x")),
      ],
      { a: { health: { kind: "healthy", seconds: 20 } } },
    );
    const played = await play(checked, 41);
    expect(findStarts(played, "a")).toEqual([0, 20.3]);
    expect(readName(played.objects, "a").status.lastAppliedRevision).toBe(REVISIONS.r2);
    expect(readName(played.objects, "a").status.lastHandledReconcileAt).toBe("x");
  });

  it("is never by itself after it stalled", async () => {
    const steps = [at(0, r1, ks("a", { dependsOn: [{ name: "b", readyExpr: "1 +" }] }), ks("b"))];
    const played = await play(scenario(NAME, steps), 3_600);
    expect(readyOf(played.objects, "a")).toContain("False InvalidCELExpression: ");
    expect(played.seen.filter(({ object, at: seconds }) => object.metadata.name === "a" && seconds > 10)).toEqual([]);
  });

  it("has to wait for one of four workers, without a word", async () => {
    const names = ["v", "w", "x", "y"];
    const slow = Object.fromEntries(names.map((name) => [name, { health: { kind: "healthy", seconds: 25 } as const }]));
    const steps = [
      at(0, r1, ...names.map((name) => ks(name, { wait: true }))),
      at(1, ks("late")),
      at(2, request("late", "x")),
    ];
    const before = await play(scenario(NAME, steps, slow), 20);
    expect(readName(before.objects, "late").status).toMatchObject({ conditions: [], observedGeneration: -1 });
    expect(readName(before.objects, "late").status.lastHandledReconcileAt).toBeUndefined();
    const after25 = await play(scenario(NAME, steps, slow), 27);
    expect(readyOf(after25.objects, "late")).toContain("True");
  });
});

describe("a new revision", () => {
  it("wakes nobody on a source with a cycle, save what was not done before, with its direct dependencies", async () => {
    const frozen = scenario(
      NAME,
      [
        at(0, r1, ks("a"), ks("b", dependsOn("a")), ks("e"), ks("f", { retryInterval: "10m", ...dependsOn("a") })),
        at(15, change("a", dependsOn("b"))),
        at(40, push("r2")),
      ],
      { "f@r1": pathMissing("f") },
    );
    const { objects } = await play(frozen, 60);
    expect(readyOf(objects, "e")).toBe(`True ReconciliationSucceeded: Applied revision: ${REVISIONS.r1}`);
    expect(readyOf(objects, "b")).toBe(`True ReconciliationSucceeded: Applied revision: ${REVISIONS.r1}`);
    expect(readyOf(objects, "a")).toBe("False DependencyNotReady: dependency 'case/b' revision is not up to date");
    expect(readyOf(objects, "f")).toBe("False DependencyNotReady: dependency 'case/a' is not ready");
  });

  it("also reconciles direct dependencies on other sources, which flicker", async () => {
    const elsewhere = ks("x", { sourceRef: { kind: "GitRepository", name: "repo", namespace: "other" } });
    const steps = [
      at(0, r1, repo({ revision: "r1", namespace: "other" }), elsewhere, ks("a", dependsOn("x"))),
      at(20, push("r2")),
    ];
    const played = await play(scenario(NAME, steps), 40);
    expect(findStarts(played, "x")).toEqual([0, 20]);
    expect(readyOf(played.objects, "a")).toContain(REVISIONS.r2);
  });
});

describe("what is refused or deleted", () => {
  it("is a source of another namespace, when the flag says so, and stalls", async () => {
    const elsewhere = ks("a", { sourceRef: { kind: "GitRepository", name: "repo", namespace: "other" } });
    const steps = [at(0, repo({ revision: "r1", namespace: "other" }), elsewhere)];
    const { objects } = await play(scenario(NAME, steps), 60, { noCrossNamespaceRefs: true });
    expect(readyOf(objects, "a")).toBe(
      "False AccessDenied: can't access 'GitRepository/other/repo', cross-namespace references have been blocked",
    );
    expect(findCondition(readName(objects, "a").status.conditions, "Stalled")?.status).toBe("True");
    expect(readyOf((await play(scenario(NAME, steps), 60)).objects, "a")).toContain("True");
  });

  it("lives on, ready and observed, when somebody else's finalizer holds it, and new dependents pass", async () => {
    const steps = [at(0, r1, ks("a")), at(10, hold), at(15, remove("a")), at(20, ks("b", dependsOn("a")))];
    const { objects } = await play(scenario(NAME, steps), 60);
    expect(readName(objects, "a")).toMatchObject({ metadata: { generation: 2 }, status: { observedGeneration: 2 } });
    expect(readyOf(objects, "b")).toContain("True");
  });

  it.each([
    ["WaitForTermination", {}, 30],
    ["MirrorPrune", {}, 0],
    ["Orphan", {}, 0],
    ["WaitForTermination", { suspend: true }, 0],
  ])("with %s and %j is gone after %d seconds", async (deletionPolicy, spec, seconds) => {
    const steps = [at(0, r1, ks("a", { deletionPolicy, ...spec })), at(15, remove("a"))];
    const { seen } = await play(scenario(NAME, steps, { a: { pruneSeconds: 60 } }), 60);
    const gone = seen.find(({ type, object }) => type === "DELETED" && object.metadata.name === "a");
    expect(gone?.at).toBe(15 + seconds);
  });
});
