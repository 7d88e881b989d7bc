import { describe, expect, it } from "vitest";
import { ago, blockedBy, gitRepository, type KsOptions, ks, NOW, REVISION_2 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { replay, tellCauses } from "./replay.test-support.ts";
import { sampleSnapshot } from "./sample-snapshot.test-support.ts";

function snapshotOf(objects: readonly RawObject[], artifact: string | null = null): Snapshot {
  const source = artifact === null ? [] : [gitRepository("fleet", artifact)];
  return replay(
    [...source, ...objects].map((object) => ({ type: "ADDED", object })),
    { now: NOW },
  );
}

const waits = (...on: string[]): KsOptions => ({ dependsOn: on, ready: blockedBy(`default/${on[0]}`) });
const failed: KsOptions = { ready: { status: "False", reason: "BuildFailed", message: "kustomize build failed" } };

describe("root causes", () => {
  it.each<[string, readonly RawObject[], Record<string, string[]>]>([
    [
      "pass through what is itself blocked",
      [ks("a", failed), ks("b", waits("a")), ks("c", waits("b"))],
      { b: ["failed:a"], c: ["failed:a"] },
    ],
    [
      "are all named",
      [
        ks("a", failed),
        ks("b", { spec: { suspend: true }, applied: null, status: { conditions: [] } }),
        ks("c", waits("a", "b", "x")),
      ],
      { c: ["failed:a", "missing:x", "suspended:b"] },
    ],
    ["leave out what is satisfied", [ks("a"), ks("b", failed), ks("c", waits("a", "b"))], { c: ["failed:b"] }],
    [
      "are one for a cycle, with what else holds a member up",
      [ks("f", failed), ks("a", waits("b", "f")), ks("b", waits("a")), ks("c", waits("b"))],
      { a: ["cycle:a,b", "failed:f"], b: ["cycle:a,b", "failed:f"], c: ["cycle:a,b", "failed:f"] },
    ],
    [
      "are waiting when it is only being worked on",
      [ks("a", { ready: { status: "Unknown" } }), ks("b", waits("a"))],
      { b: ["waiting:a"] },
    ],
    [
      "are terminating",
      [ks("a", { metadata: { deletionTimestamp: ago(1) }, generation: 2, observed: 1 }), ks("b", waits("a"))],
      { b: ["terminating:a"] },
    ],
    [
      "stop at an expression",
      [ks("a"), ks("b", { ...waits("a"), dependsOn: [{ name: "a", readyExpr: "false" }] }), ks("c", waits("b"))],
      { b: ["expression:a"], c: ["expression:a"] },
    ],
    ["are none when every edge is satisfied by now", [ks("a"), ks("b", waits("a"))], {}],
  ])("%s", (_, objects, expected) => expect(tellCauses(snapshotOf(objects), "default")).toEqual(expected));

  it("are the source for all that cannot run without it", () => {
    const without: KsOptions = {
      ready: {
        status: "False",
        reason: "ArtifactFailed",
        message: 'GitRepository.source.toolkit.fluxcd.io "fleet" not found',
      },
    };
    const snapshot = snapshotOf([ks("a", without), ks("b", { ...without, dependsOn: ["a"] })]);
    expect(tellCauses(snapshot, "flux-system")).toEqual({
      "default/a": ["source:fleet"],
      "default/b": ["source:fleet"],
    });
    expect(snapshot.problems).toHaveLength(1);
    expect(snapshot.problems[0]).toMatchObject({ kind: "source", words: without.ready?.message });
  });

  it("do not take a missing path for a missing source", () => {
    const lost = ks("a", {
      ready: { status: "False", reason: "ArtifactFailed", message: "kustomization path not found: stat /x: not found" },
    });
    expect(snapshotOf([lost]).problems[0]?.kind).toBe("failed");
  });
});

describe("problems", () => {
  it("of the sample fleet are four, worst first, each with how many wait", () => {
    const { problems } = sampleSnapshot();
    expect(problems.map(({ kind, blocked }) => [kind, blocked.length])).toEqual([
      ["failed", 14],
      ["cycle", 3],
      ["suspended", 2],
      ["missing", 1],
    ]);
    expect(problems.map(({ headline }) => headline)).toEqual([
      "postgres failed its health check",
      "Cycle of 3: istio-gateway, istiod, mesh-certs",
      "tempo is suspended and behind its source",
      "redis does not exist",
    ]);
  });

  it("count what would wait beside what does", () => {
    const node = (name: string) => sampleSnapshot().nodes.find((one) => one.name === name)?.blocks;
    expect(node("postgres")).toEqual({ now: 14, ifFailed: 14 });
    expect(node("mesh-certs")).toEqual({ now: 3, ifFailed: 2 });
    expect(node("grafana")).toEqual({ now: 0, ifFailed: 0 });
  });

  it("are not made of a rollout that is only behind for a moment", () => {
    const rollout = (since: number) => [
      ks("a"),
      ks("b", { dependsOn: ["a"], ready: { ...blockedBy("default/a", since) } }),
    ];
    expect(snapshotOf(rollout(30), REVISION_2).problems).toEqual([]);
    expect(snapshotOf(rollout(90), REVISION_2).problems).toMatchObject([{ kind: "revision" }]);
  });

  it("are made of a failure that nobody waits for, too", () => {
    expect(snapshotOf([ks("a", failed)]).problems).toMatchObject([
      { kind: "failed", blocked: [], words: "kustomize build failed" },
    ]);
  });
});

describe("what is told of a problem", () => {
  it("is in the words that speak of it, where the controller's message names another", () => {
    const { problems } = snapshotOf([ks("a", failed), ks("c", waits("a", "gone"))]);
    const missing = problems.find(({ kind }) => kind === "missing");
    expect(missing?.words).toBe(
      `dependency 'default/gone' not found: kustomizations.kustomize.toolkit.fluxcd.io "gone" not found`,
    );
  });

  it("is in the source's own words, where it is there and fails", () => {
    const message = "unable to clone: authentication required";
    const conditions = [{ type: "Ready", status: "False", reason: "GitOperationFailed", message }];
    const noArtifact = {
      status: "False",
      reason: "ArtifactFailed",
      message: "Source artifact not found, retrying in 30s",
    } as const;
    const snapshot = snapshotOf([gitRepository("fleet", null, { conditions }), ks("a", { ready: noArtifact })]);
    expect(snapshot.problems).toMatchObject([
      {
        kind: "source",
        words: message,
        headline: "GitRepository flux-system/fleet fails and has no artifact: one Kustomization cannot run",
      },
    ]);
  });

  it.each<[string, object, string]>([
    [
      "suspended",
      { spec: { suspend: true } },
      "GitRepository flux-system/fleet is suspended and has no artifact: one Kustomization cannot run",
    ],
    [
      "not yet fetched",
      { status: { conditions: [] } },
      "GitRepository flux-system/fleet has no artifact yet: one Kustomization cannot run",
    ],
  ])("names a source that is %s", (_, change, headline) => {
    const noArtifact = {
      status: "False",
      reason: "ArtifactFailed",
      message: "Source artifact not found, retrying in 30s",
    } as const;
    const snapshot = snapshotOf([{ ...gitRepository("fleet", null), ...change }, ks("a", { ready: noArtifact })]);
    expect(snapshot.problems).toMatchObject([{ kind: "source", headline, next: { what: "retry", every: 30 } }]);
  });

  it("comes worst first: by how many it blocks, then by how long", () => {
    const since = (seconds: number): KsOptions => ({ ready: { ...failed.ready, status: "False", since: seconds } });
    const { problems } = snapshotOf([ks("a", since(10)), ks("b", since(90)), ks("c", since(50)), ks("d", waits("c"))]);
    expect(problems.map(({ nodes }) => nodes[0])).toEqual(
      ["c", "b", "a"].map((name) => `Kustomization/default/${name}`),
    );
  });

  it("is that one stays blocked when nothing has held it up for longer than two checks", () => {
    const blocked = (readySeconds: number) =>
      snapshotOf([ks("a", { ready: { status: "True", since: readySeconds } }), ks("b", waits("a"))]).problems;
    expect(blocked(59)).toEqual([]);
    expect(blocked(60)).toMatchObject([
      { kind: "waiting", nodes: ["Kustomization/default/b"], blocked: ["Kustomization/default/b"] },
    ]);
  });
});

describe("nodes that nobody has looked at", () => {
  const unseen = ks("new", { metadata: { creationTimestamp: ago(300) }, status: { conditions: [] } });
  const words = (others: readonly RawObject[]) =>
    snapshotOf([unseen, ...others]).nodes.find((node) => node.name === "new")?.message;

  it("are told from a controller that is busy and one that may not run", () => {
    expect(words([ks("a", { ready: { status: "Unknown" } })])).toContain("busy with one other");
    expect(words([ks("a")])).toContain("may not be running");
  });
});
