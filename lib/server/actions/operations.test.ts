import { describe, expect, it } from "vitest";
import { type ActionRequest, actionRequestSchema, type Operation } from "#lib/api/action.ts";
import { ApiError } from "#lib/cluster/api-error.ts";
import { blockedBy, gitRepository, type KsOptions, ks, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import type { FakeClock } from "#lib/flux/fake-clock.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type FakeReader, startTestRuntime } from "#lib/server/runtime.test-support.ts";
import type { Runtime } from "#lib/server/runtime.ts";

const A = "Kustomization/default/a";
const REQUEST = "reconcile.fluxcd.io/requestedAt";
const working = { status: "Unknown" } as const;
const buildFailed = { status: "False", reason: "BuildFailed", message: "kustomize build failed" } as const;

interface Stage {
  readonly runtime: Runtime;
  readonly clock: FakeClock;
  readonly reader: FakeReader;
  /** Lets the cluster's objects change, and what waits for that go on. */
  readonly see: (...changed: readonly RawObject[]) => Promise<void>;
  readonly start: (request: object) => Promise<() => Operation>;
}

function setUp(...objects: readonly RawObject[]): Stage {
  const { runtime, clock, reader } = startTestRuntime();
  reader.apply(...objects);
  const start = async (request: object) => {
    const wish: ActionRequest = actionRequestSchema.parse({ action: "reconcile", targets: [A], ...request });
    const { id } = runtime.operations.start(wish, "local");
    await clock.advanceAsync(0);
    return () => {
      const operation = runtime.operations.find(id);
      if (operation === undefined) throw new RangeError("the operation is gone");
      return operation;
    };
  };
  const see = async (...changed: readonly RawObject[]) => {
    reader.apply(...changed);
    await clock.advanceAsync(0);
  };
  return { runtime, clock, reader, see, start };
}

/** The value of the last request that was sent to an object of a kind. */
function lastRequest(reader: FakeReader, kind = "Kustomization"): string {
  const body = reader.patches.findLast((patch) => patch.kind === kind)?.body as
    | { metadata?: { annotations?: Record<string, string> } }
    | undefined;
  return body?.metadata?.annotations?.[REQUEST] ?? "";
}

function handled(reader: FakeReader, options: KsOptions = {}): RawObject {
  return ks("a", { ...options, status: { lastHandledReconcileAt: lastRequest(reader), ...options.status } });
}

function answeredSource(reader: FakeReader, status: "True" | "False" = "True"): RawObject {
  return gitRepository("fleet", REVISION_1, {
    lastHandledReconcileAt: lastRequest(reader, "GitRepository"),
    conditions: [{ type: "Ready", status, reason: "X", message: "authentication required" }],
  });
}

const phases = (operation: Operation) => operation.targets.map(({ phase }) => phase);

describe("reconcile", () => {
  it("asks by an annotation and is done only when the controller has handled that very request", async () => {
    const { reader, see, start } = setUp(ks("a", { status: { lastHandledReconcileAt: "an older one" } }));
    const operation = await start({});
    expect(lastRequest(reader)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    expect(phases(operation())).toEqual(["asked"]);
    await see(handled(reader, { ready: working, reconciling: "Building manifests" }));
    expect(phases(operation())).toEqual(["handled"]);
    expect(operation().endedAt).toBeNull();
    await see(handled(reader));
    expect(operation()).toMatchObject({
      targets: [{ id: A, phase: "succeeded", message: `Applied revision: ${REVISION_1}` }],
    });
    expect(operation().endedAt).not.toBeNull();
  });

  it("sends a value of its own each time, also twice within one millisecond", async () => {
    const { reader, start } = setUp(ks("a"));
    await start({});
    const first = lastRequest(reader);
    await start({});
    expect(lastRequest(reader)).not.toBe(first);
  });

  it.each<[Operation["targets"][number]["phase"], string, KsOptions]>([
    ["failed", "kustomize build failed", { ready: buildFailed }],
    ["still-blocked", "dependency 'default/b' is not ready", { ready: blockedBy("default/b") }],
    ["handled", "working on it", { generation: 2, observed: 1 }],
    ["refused", "suspended meanwhile", { spec: { suspend: true } }],
  ])("tells %s: %s", async (phase, words, options) => {
    const { reader, see, start } = setUp(ks("a"));
    const operation = await start({});
    await see(handled(reader, options));
    expect(operation().targets[0]).toMatchObject({ phase, message: expect.stringContaining(words) });
  });

  it("refuses a suspended target without asking", async () => {
    const { reader, start } = setUp(ks("a", { spec: { suspend: true } }));
    const operation = await start({});
    expect(operation().targets[0]).toMatchObject({ phase: "refused", message: expect.stringContaining("Resume it") });
    expect(reader.patches).toEqual([]);
  });

  it.each<[string, number]>([
    ["1m", 300],
    ["10m", 1_260],
  ])("gives a time-out of %s %d s, then says that nothing came", async (timeout, seconds) => {
    const { clock, start } = setUp(ks("a", { spec: { timeout } }));
    const operation = await start({});
    await clock.advanceAsync(seconds * 1000 - 1);
    expect(phases(operation())).toEqual(["asked"]);
    await clock.advanceAsync(1);
    expect(operation().targets[0]).toMatchObject({
      phase: "timed-out",
      message: expect.stringContaining(`${seconds / 60} minutes`),
    });
  });

  it("ends when the object is deleted meanwhile", async () => {
    const { reader, clock, start } = setUp(ks("a"));
    const operation = await start({});
    reader.remove(ks("a"));
    await clock.advanceAsync(0);
    expect(operation().targets[0]).toMatchObject({ phase: "failed", message: "It was deleted meanwhile." });
  });

  it.each<[Operation["targets"][number]["phase"], ApiError]>([
    ["refused", new ApiError("forbidden", "You may not patch it.", { fix: "Ask for the right." })],
    ["failed", new ApiError("unreachable", "The server does not answer.", { fix: "Ask for the right." })],
  ])("tells %s with the server's words and what to do", async (phase, refusal) => {
    const { reader, start } = setUp(ks("a"));
    reader.refusal = refusal;
    const operation = await start({});
    expect(operation().targets).toEqual([{ id: A, phase, message: `${refusal.message} Ask for the right.` }]);
  });

  it("carries on with the others when one cannot be done", async () => {
    const { reader, see, start } = setUp(ks("a"), ks("b", { spec: { suspend: true } }));
    const operation = await start({ targets: [A, "Kustomization/default/b", A] });
    await see(handled(reader));
    expect(phases(operation())).toEqual(["succeeded", "refused"]);
    expect(operation().endedAt).not.toBeNull();
  });
});

describe("reconcile with the source", () => {
  it("asks the source, waits until it is ready, then asks the object", async () => {
    const { reader, see, start } = setUp(ks("a"), gitRepository("fleet", REVISION_1));
    const operation = await start({ withSource: true });
    expect(reader.patches.map(({ kind }) => kind)).toEqual(["GitRepository"]);
    expect(operation().targets[0]).toMatchObject({
      phase: "source-asked",
      message: "Asked GitRepository flux-system/fleet first.",
    });
    await see(answeredSource(reader));
    expect(reader.patches.map(({ kind }) => kind)).toEqual(["GitRepository", "Kustomization"]);
    expect(phases(operation())).toEqual(["asked"]);
  });

  it("asks a shared source once", async () => {
    const { reader, see, start } = setUp(ks("a"), ks("b"), gitRepository("fleet", REVISION_1));
    const operation = await start({ withSource: true, targets: [A, "Kustomization/default/b"] });
    expect(reader.patches).toHaveLength(1);
    expect(phases(operation())).toEqual(["source-asked", "source-asked"]);
    await see(answeredSource(reader));
    expect(reader.patches.map(({ name }) => name)).toEqual(["fleet", "a", "b"]);
  });

  it("does not ask the object when the source fails", async () => {
    const { reader, see, start } = setUp(ks("a"), gitRepository("fleet", REVISION_1));
    const operation = await start({ withSource: true });
    await see(answeredSource(reader, "False"));
    expect(operation().targets[0]).toMatchObject({
      phase: "failed",
      message: expect.stringContaining("authentication required"),
    });
    expect(reader.patches).toHaveLength(1);
  });

  it.each<[string, Operation["targets"][number]["phase"], string, readonly RawObject[]]>([
    ["that another controller makes", "refused", "another controller", [externalArtifact()]],
    ["that is suspended", "refused", "is suspended", [suspendedSource()]],
    ["that is not there", "failed", "is not there", []],
  ])("says so of a source %s, and asks nothing", async (_what, phase, words, sources) => {
    const kind = sources[0]?.kind ?? "GitRepository";
    const spec = { sourceRef: { kind, name: "fleet", namespace: "flux-system" } };
    const { reader, start } = setUp(ks("a", { spec }), ...sources);
    const operation = await start({ withSource: true });
    expect(operation().targets[0]).toMatchObject({ phase, message: expect.stringContaining(words) });
    expect(reader.patches).toEqual([]);
  });

  it("asks again and again for a source that is not kept live", async () => {
    const { reader, clock, start } = setUp(ks("a"));
    const source = () => answeredSource(reader);
    let answer: () => RawObject = () => gitRepository("fleet", REVISION_1);
    reader.findBeyond = () => answer();
    const operation = await start({ withSource: true });
    expect(phases(operation())).toEqual(["source-asked"]);
    await clock.advanceAsync(4_000);
    expect(phases(operation())).toEqual(["source-asked"]);
    answer = source;
    await clock.advanceAsync(2_000);
    expect(phases(operation())).toEqual(["asked"]);
    expect(reader.patches.map(({ kind }) => kind)).toEqual(["GitRepository", "Kustomization"]);
  });

  it("gives up on a source that does not answer", async () => {
    const { clock, start } = setUp(ks("a"), gitRepository("fleet", REVISION_1));
    const operation = await start({ withSource: true });
    await clock.advanceAsync(300_000);
    expect(operation().targets[0]).toMatchObject({ phase: "timed-out", message: expect.stringContaining("not asked") });
  });
});

describe("suspend and resume", () => {
  it("suspends by one patch", async () => {
    const { reader, start } = setUp(ks("a"));
    const operation = await start({ action: "suspend" });
    expect(reader.patches).toEqual([
      { kind: "Kustomization", name: "a", body: { spec: { suspend: true } }, dryRun: false },
    ]);
    expect(phases(operation())).toEqual(["succeeded"]);
  });

  it("resumes, then asks for a reconcile and follows that", async () => {
    const { reader, see, start } = setUp(ks("a", { spec: { suspend: true } }));
    const operation = await start({ action: "resume" });
    expect(reader.patches[0]?.body).toEqual({ spec: { suspend: null } });
    expect(lastRequest(reader)).not.toBe("");
    expect(phases(operation())).toEqual(["asked"]);
    await see(ks("a"));
    expect(phases(operation())).toEqual(["asked"]);
    await see(handled(reader));
    expect(phases(operation())).toEqual(["succeeded"]);
  });
});

describe("a dry run", () => {
  it.each(["reconcile", "suspend", "resume"])("of %s asks the server whether it may, and ends", async (action) => {
    const { reader, start } = setUp(ks("a"), gitRepository("fleet", REVISION_1));
    const operation = await start({ action, dryRun: true, withSource: true });
    expect(reader.patches.length).toBeGreaterThan(0);
    expect(reader.patches.every(({ dryRun }) => dryRun)).toBe(true);
    expect(operation().targets[0]).toMatchObject({
      phase: "succeeded",
      message: expect.stringContaining("Nothing was changed"),
    });
  });
});

describe("what is kept", () => {
  it("is forgotten after an hour, and the oldest of more than two hundred", async () => {
    const { runtime, clock, start } = setUp(ks("a"));
    const first = (await start({ dryRun: true }))().id;
    for (let turn = 0; turn < 199; turn++) await start({ dryRun: true });
    expect(runtime.operations.find(first)).toBeDefined();
    const last = (await start({ dryRun: true }))().id;
    expect(runtime.operations.find(first)).toBeUndefined();
    clock.advance(3_600_001);
    await start({ dryRun: true });
    expect(runtime.operations.find(last)).toBeUndefined();
  });

  it("ends with the process, and says that the request stays", async () => {
    const { runtime, clock, start } = setUp(ks("a"));
    const operation = await start({});
    await runtime.stop();
    await clock.advanceAsync(0);
    expect(operation().targets[0]).toMatchObject({
      phase: "failed",
      message: expect.stringContaining("the request stays"),
    });
    expect(clock.pending).toBe(0);
  });
});

function externalArtifact(): RawObject {
  return { ...gitRepository("fleet", REVISION_1), kind: "ExternalArtifact" };
}

function suspendedSource(): RawObject {
  return { ...gitRepository("fleet", REVISION_1), spec: { suspend: true } };
}
