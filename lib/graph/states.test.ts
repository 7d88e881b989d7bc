import { describe, expect, it } from "vitest";
import {
  ago,
  blockedBy,
  gitRepository,
  type KsOptions,
  ks,
  NOW,
  REVISION_1,
  REVISION_2,
} from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import { buildGraph } from "./build-graph.ts";
import type { Absence } from "./cluster-objects.ts";
import { type FailureRecord, recordFailure } from "./failure-record.ts";
import type { GraphNode } from "./model.ts";

interface World {
  readonly seen?: readonly RawObject[];
  readonly events?: readonly RawObject[];
  readonly absence?: Absence;
  readonly artifact?: string | null;
  readonly now?: number;
}

function nodesOf(kustomizations: readonly RawObject[], world: World = {}): Record<string, GraphNode> {
  const failures = new Map<ReturnType<typeof toObjectId>, FailureRecord>();
  for (const raw of world.seen ?? []) {
    const id = toObjectId("Kustomization", raw.metadata.namespace ?? "", raw.metadata.name);
    const record = recordFailure(failures.get(id), raw);
    if (record) failures.set(id, record);
    else failures.delete(id);
  }
  const { nodes } = buildGraph(
    {
      cluster: "test",
      idPrefix: null,
      kustomizations,
      sources: [gitRepository("fleet", world.artifact === undefined ? REVISION_1 : world.artifact)],
      events: world.events ?? [],
      failures,
      absenceOf: () => world.absence ?? "missing",
    },
    world.now ?? NOW,
  );
  return Object.fromEntries(nodes.map((node) => [node.name, node]));
}

const FAILED: KsOptions = {
  ready: { status: "False", reason: "HealthCheckFailed", message: "health check failed after 5m0s", since: 90 },
  reconciling: `Running health checks for revision ${REVISION_1} with a timeout of 5m0s`,
};
const RETRYING: KsOptions = {
  ready: { status: "Unknown", since: 30 },
  reconciling: `Running health checks for revision ${REVISION_1} with a timeout of 5m0s`,
};
const PAST_FAILURE = {
  history: [
    {
      digest: "sha256:1",
      firstReconciled: ago(1_620),
      lastReconciled: ago(90),
      lastReconciledStatus: "HealthCheckFailed",
      totalReconciliations: 4,
      metadata: { revision: REVISION_1 },
    },
  ],
};

describe("the state of a node is the first that fits:", () => {
  it.each<[string, KsOptions, Partial<GraphNode>]>([
    [
      "terminating, whatever else",
      { metadata: { deletionTimestamp: ago(40) }, spec: { suspend: true } },
      { state: "terminating", since: ago(40) },
    ],
    ["suspended, ready or not", { spec: { suspend: true }, ...FAILED }, { state: "suspended" }],
    [
      "blocked",
      { ready: blockedBy("default/db", 900) },
      { state: "blocked", since: ago(900), reason: "DependencyNotReady" },
    ],
    [
      "blocked, with an old Stalled left beside it",
      {
        ready: blockedBy("default/db"),
        status: {
          conditions: [
            { type: "Stalled", status: "True", reason: "InvalidCELExpression", message: "" },
            {
              type: "Ready",
              status: "False",
              reason: "DependencyNotReady",
              message: "dependency 'default/db' is not ready",
            },
          ],
        },
      },
      { state: "blocked" },
    ],
    ["failed", FAILED, { state: "failed", retrying: false, message: "health check failed after 5m0s" }],
    [
      "failed and retrying, by the history",
      { ...RETRYING, status: PAST_FAILURE },
      { state: "failed", retrying: true, reason: "HealthCheckFailed", since: ago(1_620), attempts: 4 },
    ],
    ["progressing", RETRYING, { state: "progressing", activity: { step: "health checks", since: ago(30) } }],
    [
      "progressing after a failure of another revision",
      {
        ...RETRYING,
        reconciling: `Building manifests for revision ${REVISION_2} with a timeout of 5m0s`,
        status: PAST_FAILURE,
      },
      { state: "progressing" },
    ],
    ["progressing when Ready is of an older generation", { generation: 2, observed: 1 }, { state: "progressing" }],
    [
      "progressing without conditions yet",
      { metadata: { creationTimestamp: ago(60) }, status: { conditions: [], observedGeneration: -1 } },
      { state: "progressing" },
    ],
    ["ready", {}, { state: "ready", behind: false }],
    [
      "unknown when nobody has looked for two minutes",
      { metadata: { creationTimestamp: ago(120) }, status: { conditions: [], observedGeneration: -1 } },
      { state: "unknown" },
    ],
    [
      "unknown with conditions but no Ready",
      { status: { conditions: [{ type: "Healthy", status: "True" }] } },
      { state: "unknown" },
    ],
    [
      "unknown with a Ready that nobody knows",
      { status: { conditions: [{ type: "Ready", status: "Maybe" }] } },
      { state: "unknown" },
    ],
  ])("%s", (_, options, expected) => {
    expect(nodesOf([ks("web", options)])["web"]).toMatchObject(expected);
  });

  it("unknown with the reason when the object cannot be read, and the others are shown", () => {
    const nodes = nodesOf([{ ...ks("odd"), spec: "?" }, ks("web", { dependsOn: ["odd"] })]);
    expect(nodes["odd"]).toMatchObject({
      state: "unknown",
      reason: "Unreadable",
      message: "The object cannot be read: spec should be an object, but is a string",
    });
    expect(nodes["web"]?.state).toBe("ready");
  });

  it.each<[Absence, Partial<GraphNode>]>([
    ["missing", { state: "missing" }],
    ["hidden", { state: "hidden" }],
    ["unread", { state: "unknown" }],
  ])("%s when it is only named in a dependsOn", (absence, expected) => {
    expect(nodesOf([ks("web", { dependsOn: ["data/db"] })], { absence })["db"]).toMatchObject({
      namespace: "data",
      ...expected,
    });
  });
});

describe("retrying", () => {
  const failedObject = ks("web", FAILED);

  it("is known from what this process saw, with the words of the failure", () => {
    const nodes = nodesOf([ks("web", RETRYING)], { seen: [failedObject] });
    expect(nodes["web"]).toMatchObject({
      state: "failed",
      retrying: true,
      message: "health check failed after 5m0s",
      since: ago(90),
      attempts: 1,
    });
  });

  it("outlasts being blocked in between", () => {
    const nodes = nodesOf([ks("web", RETRYING)], {
      seen: [failedObject, ks("web", { ready: blockedBy("default/db") })],
    });
    expect(nodes["web"]?.retrying).toBe(true);
  });

  it.each<[string, RawObject]>([
    ["a success", ks("web")],
    ["a new uid under the old name", ks("web", { ...RETRYING, metadata: { uid: "another" } })],
  ])("ends at %s", (_, later) => {
    const nodes = nodesOf([later.metadata.uid === "another" ? later : ks("web", RETRYING)], {
      seen: [failedObject, later],
    });
    expect(nodes["web"]?.retrying).toBe(false);
  });

  it("ends at a new generation, also when the history still tells of the failure", () => {
    const nodes = nodesOf([ks("web", { ...RETRYING, generation: 2, status: PAST_FAILURE })], { seen: [failedObject] });
    expect(nodes["web"]).toMatchObject({ state: "progressing", retrying: false });
  });

  it("takes its words from the event after a fresh start", () => {
    const event = {
      metadata: { name: "web.1" },
      involvedObject: { kind: "Kustomization", namespace: "default", name: "web" },
      type: "Warning",
      reason: "HealthCheckFailed",
      message: "health check failed after 5m0s: timeout",
      lastTimestamp: ago(90),
    };
    const nodes = nodesOf([ks("web", { ...RETRYING, status: PAST_FAILURE })], { events: [event] });
    expect(nodes["web"]?.message).toBe("health check failed after 5m0s: timeout");
  });

  it("counts attempts, each once", () => {
    const again = ks("web", {
      ...FAILED,
      ready: { ...FAILED.ready, status: "False", reason: "HealthCheckFailed", since: 10 },
    });
    const nodes = nodesOf([again], { seen: [failedObject, failedObject, again] });
    expect(nodes["web"]).toMatchObject({ attempts: 2, since: ago(90) });
  });
});

describe("behind", () => {
  it.each([
    ["ready", {}, REVISION_2, true],
    ["suspended", { spec: { suspend: true } }, REVISION_2, true],
    ["ready at the artifact's revision", {}, REVISION_1, false],
    ["ready with a source without artifact", {}, null, false],
    ["failed", FAILED, REVISION_2, false],
  ])("%s at %s: %s", (_, options, artifact, behind) => {
    expect(nodesOf([ks("web", options)], { artifact })["web"]?.behind).toBe(behind);
  });
});

describe("what happens next", () => {
  const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
  it.each<[string, KsOptions, GraphNode["next"]]>([
    ["a failed one tries again after its retryInterval", FAILED, { what: "retry", at: at(30), every: 120 }],
    ["a retrying one is at it", { ...RETRYING, status: PAST_FAILURE }, { what: "retry", at: null, every: null }],
    [
      "a blocked one looks again each 30 s",
      { ready: blockedBy("default/db", 10) },
      { what: "dependency-check", at: at(20), every: 30 },
    ],
    [
      "a ready one waits for its interval",
      { ready: { status: "True", since: 100 } },
      { what: "interval", at: at(500), every: 600 },
    ],
    ["a suspended one does nothing", { spec: { suspend: true } }, { what: "nothing", at: null, every: null }],
    [
      "a stalled one does nothing",
      {
        status: {
          conditions: [
            { type: "Stalled", status: "True", reason: "InvalidCELExpression", message: "" },
            { type: "Ready", status: "False", reason: "InvalidCELExpression", message: "", lastTransitionTime: ago(5) },
          ],
        },
      },
      { what: "nothing", at: null, every: null },
    ],
    [
      "one without an artifact looks again when its message says",
      {
        ready: {
          status: "False",
          reason: "ArtifactFailed",
          message: "Source artifact not found, retrying in 30s",
          since: 10,
        },
      },
      { what: "retry", at: at(20), every: 30 },
    ],
  ])("%s", (_, options, expected) => expect(nodesOf([ks("web", options)])["web"]?.next).toEqual(expected));
});

describe("labels", () => {
  it("are those that people gave, and absent where there are none", () => {
    const labels = { team: "shop", "kustomize.toolkit.fluxcd.io/name": "flux-system" };
    const nodes = nodesOf([ks("web", { metadata: { labels } }), ks("api")]);
    expect(nodes["web"]?.labels).toEqual({ team: "shop" });
    expect(nodes["api"]).not.toHaveProperty("labels");
  });
});
