import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { EVENT, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { createTestStore, event, ks } from "./object-store.test-support.ts";
import { StoreError, type StoreEvent } from "./object-store.ts";

const NS = "flux-system";

function catchError(call: () => unknown): StoreError {
  try {
    call();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("create", () => {
  it("sets the server's part of the metadata and the status of the CRD", () => {
    const { store } = createTestStore();
    expect(store.create(KUSTOMIZATION, ks("apps"))).toEqual({
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: {
        name: "apps",
        namespace: NS,
        uid: "00000000-0000-4000-8000-000000000001",
        resourceVersion: "2",
        generation: 1,
        creationTimestamp: "2026-01-01T00:00:00Z",
      },
      spec: { interval: "10m", prune: true },
      status: { observedGeneration: -1 },
    });
    expect(store.resourceVersion).toBe(2);
  });

  it("keeps a status that is given", () => {
    const { store } = createTestStore();
    expect(store.create(KUSTOMIZATION, { ...ks("apps"), status: { x: 1 } })["status"]).toEqual({ x: 1 });
  });

  it("gives a default status to the kinds whose CRD has one", () => {
    const { store } = createTestStore();
    const withStatus = SOURCE_KINDS.filter((kind) => store.create(kind, ks("repo"))["status"] !== undefined);
    expect(withStatus.map((kind) => kind.kind)).toEqual(["GitRepository", "OCIRepository", "Bucket"]);
  });

  it("counts no generations of core events", () => {
    const { store } = createTestStore();
    const created = store.create(EVENT, event("e.1", "apps"));
    expect(created.metadata["generation"]).toBeUndefined();
    expect(created["status"]).toBeUndefined();
    const patched = store.mergePatch(EVENT, NS, "e.1", { count: 2 });
    expect(patched).toMatchObject({ count: 2, metadata: { resourceVersion: "3" } });
    expect(patched.metadata["generation"]).toBeUndefined();
  });

  it("makes a name from generateName", () => {
    const { store } = createTestStore();
    const sent = { metadata: { name: "", namespace: NS, generateName: "apps." } };
    expect(store.create(EVENT, sent).metadata.name).toBe("apps.00001");
  });

  it("takes neither the sender's object nor its patch as its own", () => {
    const { store } = createTestStore();
    const spec = { interval: "1m", path: "./a" };
    store.create(KUSTOMIZATION, { ...ks("apps"), spec });
    spec.path = "./b";
    expect(store.get(KUSTOMIZATION, NS, "apps")?.["spec"]).toEqual({ interval: "1m", path: "./a" });
    const list = [{ name: "infra" }];
    store.mergePatch(KUSTOMIZATION, NS, "apps", { spec: { dependsOn: list } });
    list.push({ name: "more" });
    expect(store.get(KUSTOMIZATION, NS, "apps")?.["spec"]).toMatchObject({ dependsOn: [{ name: "infra" }] });
  });

  it("takes a field that is undefined for absent, as on the wire", () => {
    const { store } = createTestStore();
    const created = store.create(KUSTOMIZATION, ks("apps", { spec: { path: undefined } }));
    expect(Object.keys(Object(created["spec"]))).toEqual(["interval", "prune"]);
    const patched = store.mergePatch(KUSTOMIZATION, NS, "apps", { spec: { suspend: true, path: undefined } });
    expect(store.mergePatch(KUSTOMIZATION, NS, "apps", { spec: { path: undefined } })).toBe(patched);
  });

  it("freezes what it stores", () => {
    const { store } = createTestStore();
    const created = store.create(KUSTOMIZATION, ks("apps"));
    expect(Object.isFrozen(created)).toBe(true);
    expect(Object.isFrozen(created["spec"])).toBe(true);
  });

  it("refuses a name twice, and a name that is none", () => {
    const { store } = createTestStore();
    store.create(KUSTOMIZATION, ks("apps"));
    expect(catchError(() => store.create(KUSTOMIZATION, ks("apps")))).toMatchObject({
      status: 409,
      reason: "AlreadyExists",
      message: 'kustomizations.kustomize.toolkit.fluxcd.io "apps" already exists',
    });
    expect(catchError(() => store.create(KUSTOMIZATION, ks("Apps_1")))).toMatchObject({
      status: 422,
      reason: "Invalid",
      message: expect.stringContaining(
        'Kustomization.kustomize.toolkit.fluxcd.io "Apps_1" is invalid: metadata.name: Invalid value: "Apps_1": a lowercase RFC 1123 subdomain',
      ),
    });
    expect(catchError(() => store.create(KUSTOMIZATION, ks("x".repeat(254)))).reason).toBe("Invalid");
    expect(catchError(() => store.create(KUSTOMIZATION, ks("")))).toMatchObject({
      message: expect.stringContaining("name or generateName is required"),
    });
    expect(store.create(KUSTOMIZATION, ks("x".repeat(253))).metadata.name).toHaveLength(253);
  });
});

describe("list", () => {
  it("orders as etcd does, by the bytes of namespace/name", () => {
    const { store } = createTestStore();
    for (const [namespace, name] of [
      ["b", "a"],
      ["a", "z"],
      ["a-b", "a"],
      ["a", "a"],
    ] as const) {
      store.create(KUSTOMIZATION, ks(name, { namespace }));
    }
    const all = store.list(KUSTOMIZATION, null).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(all).toEqual(["a-b/a", "a/a", "a/z", "b/a"]);
    expect(store.list(KUSTOMIZATION, "a").map(({ metadata }) => metadata.name)).toEqual(["a", "z"]);
    expect(store.list(KUSTOMIZATION, "none")).toEqual([]);
  });
});

describe("mergePatch", () => {
  const cases: readonly [what: string, patch: object, options: { subresource?: "status" }, expected: object][] = [
    ["spec counts up", { spec: { suspend: true } }, {}, { generation: 2, suspend: true }],
    ["metadata does not", { metadata: { annotations: { a: "b" } } }, {}, { generation: 1 }],
    ["status is ignored", { status: { x: 1 } }, {}, { generation: 1, status: { observedGeneration: -1 } }],
    [
      "status by its subresource, and nothing else",
      { status: { x: 1 }, spec: { suspend: true }, metadata: { labels: { a: "b" } } },
      { subresource: "status" },
      { generation: 1, suspend: undefined, labels: undefined, status: { x: 1, observedGeneration: -1 } },
    ],
    [
      "a status taken away is the CRD's again",
      { status: null },
      { subresource: "status" },
      { status: { observedGeneration: -1 } },
    ],
    [
      "the server's own metadata stays",
      {
        metadata: { generation: 9, creationTimestamp: null, namespace: null, deletionTimestamp: null },
      },
      {},
      { generation: 1, namespace: NS, creationTimestamp: "2026-01-01T00:00:00Z", deletionTimestamp: undefined },
    ],
  ];
  it.each(cases)("%s", (_, patch, options, expected) => {
    const { store } = createTestStore();
    store.create(KUSTOMIZATION, ks("apps"));
    const { metadata, ...rest } = store.mergePatch(KUSTOMIZATION, NS, "apps", patch, options);
    const flat: Record<string, unknown> = { ...metadata, ...Object(rest["spec"]), status: rest["status"] };
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, flat[key]]))).toEqual(expected);
  });

  it("gives the same object and tells nobody when nothing changes", () => {
    const { store } = createTestStore();
    const created = store.create(KUSTOMIZATION, { ...ks("apps"), status: { observedGeneration: -1 } });
    const events: StoreEvent[] = [];
    store.subscribe((one) => events.push(one));
    expect(store.mergePatch(KUSTOMIZATION, NS, "apps", { spec: { prune: true, suspend: null } })).toBe(created);
    expect(store.mergePatch(KUSTOMIZATION, NS, "apps", { spec: { prune: true } }, { fieldManager: "x" })).toBe(created);
    expect(events).toEqual([]);
    expect(store.resourceVersion).toBe(2);
  });

  it("takes resourceVersion for a precondition", () => {
    const { store } = createTestStore();
    store.create(KUSTOMIZATION, ks("apps"));
    const at = (resourceVersion: string) => ({ metadata: { resourceVersion }, spec: { suspend: true } });
    expect(catchError(() => store.mergePatch(KUSTOMIZATION, NS, "apps", at("1")))).toMatchObject({
      status: 409,
      reason: "Conflict",
      message:
        'Operation cannot be fulfilled on kustomizations.kustomize.toolkit.fluxcd.io "apps": the object has been modified; please apply your changes to the latest version and try again',
    });
    expect(store.mergePatch(KUSTOMIZATION, NS, "apps", at("2")).metadata.resourceVersion).toBe("3");
    const without = { metadata: { resourceVersion: null }, spec: { suspend: false } };
    expect(catchError(() => store.mergePatch(KUSTOMIZATION, NS, "apps", without))).toMatchObject({
      status: 422,
      message:
        'kustomizations.kustomize.toolkit.fluxcd.io "apps" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    });
  });

  it("refuses another uid as invalid, which is what the API server calls it", () => {
    const { store } = createTestStore();
    const { metadata } = store.create(KUSTOMIZATION, ks("apps"));
    expect(catchError(() => store.mergePatch(KUSTOMIZATION, NS, "apps", { metadata: { uid: "other" } }))).toMatchObject(
      {
        status: 422,
        reason: "Invalid",
        message:
          'Kustomization.kustomize.toolkit.fluxcd.io "apps" is invalid: metadata.uid: Invalid value: "other": field is immutable',
      },
    );
    const same = { metadata: { uid: metadata.uid }, spec: { suspend: true } };
    expect(store.mergePatch(KUSTOMIZATION, NS, "apps", same).metadata.resourceVersion).toBe("3");
  });

  it("does not find what is not there", () => {
    const { store } = createTestStore();
    expect(catchError(() => store.mergePatch(KUSTOMIZATION, NS, "x", {}))).toMatchObject({
      status: 404,
      reason: "NotFound",
      message: 'kustomizations.kustomize.toolkit.fluxcd.io "x" not found',
    });
    expect(catchError(() => store.delete(EVENT, NS, "x")).message).toBe('events "x" not found');
  });

  it("records the field manager once per subresource", () => {
    const { store, clock } = createTestStore();
    store.create(KUSTOMIZATION, ks("apps"));
    const patch = (spec: object) =>
      store.mergePatch(
        KUSTOMIZATION,
        NS,
        "apps",
        { spec, metadata: { uid: undefined } },
        { fieldManager: "headwater" },
      );
    patch({ suspend: true });
    clock.advance(5_000);
    expect(patch({ wait: true }).metadata["managedFields"]).toEqual([
      {
        manager: "headwater",
        operation: "Update",
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        time: "2026-01-01T00:00:05Z",
        fieldsType: "FieldsV1",
        fieldsV1: { "f:spec": { "f:suspend": {}, "f:wait": {} } },
      },
    ]);
    const options = { fieldManager: "headwater", subresource: "status" as const };
    const managers = store.mergePatch(KUSTOMIZATION, NS, "apps", { status: { x: 1 } }, options).metadata[
      "managedFields"
    ];
    expect(managers).toHaveLength(2);
  });

  it("changes nothing in a dry run, and says what would be", () => {
    const { store } = createTestStore();
    const created = store.create(KUSTOMIZATION, ks("apps"));
    const dry = store.mergePatch(KUSTOMIZATION, NS, "apps", { spec: { suspend: true } }, { dryRun: true });
    expect(dry).toMatchObject({ spec: { suspend: true }, metadata: { generation: 2, resourceVersion: "2" } });
    expect(store.create(KUSTOMIZATION, ks("other"), { dryRun: true }).metadata.resourceVersion).toBeUndefined();
    store.delete(KUSTOMIZATION, NS, "apps", { dryRun: true });
    expect(store.list(KUSTOMIZATION, null)).toEqual([created]);
    expect(store.resourceVersion).toBe(2);
  });
});

describe("delete", () => {
  it("deletes at once without finalizers", () => {
    const { store } = createTestStore();
    store.create(KUSTOMIZATION, ks("apps"));
    const events: StoreEvent[] = [];
    store.subscribe((one) => events.push(one));
    store.delete(KUSTOMIZATION, NS, "apps");
    expect(store.get(KUSTOMIZATION, NS, "apps")).toBeUndefined();
    expect(events).toMatchObject([
      { type: "DELETED", resourceVersion: 3, object: { metadata: { resourceVersion: "3" } } },
    ]);
  });

  it("marks what has finalizers, once, and deletes it with the last of them", () => {
    const { store } = createTestStore();
    store.create(KUSTOMIZATION, ks("apps", { metadata: { finalizers: ["a", "b"] } }));
    const events: StoreEvent[] = [];
    store.subscribe((one) => events.push(one));
    store.delete(KUSTOMIZATION, NS, "apps");
    store.delete(KUSTOMIZATION, NS, "apps");
    expect(store.get(KUSTOMIZATION, NS, "apps")?.metadata).toMatchObject({
      generation: 2,
      deletionTimestamp: "2026-01-01T00:00:00Z",
      deletionGracePeriodSeconds: 0,
    });
    const add = { metadata: { finalizers: ["a", "b", "c"] } };
    expect(catchError(() => store.mergePatch(KUSTOMIZATION, NS, "apps", add)).message).toContain(
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"c"}',
    );
    store.mergePatch(KUSTOMIZATION, NS, "apps", { metadata: { finalizers: ["b"] } });
    store.mergePatch(KUSTOMIZATION, NS, "apps", { metadata: { finalizers: null } });
    expect(store.get(KUSTOMIZATION, NS, "apps")).toBeUndefined();
    expect(events.map((one) => one.type)).toEqual(["MODIFIED", "MODIFIED", "DELETED"]);
  });

  it("holds preconditions", () => {
    const { store } = createTestStore();
    const { uid } = store.create(KUSTOMIZATION, ks("apps")).metadata;
    const withUid = (other: string) => () =>
      store.delete(KUSTOMIZATION, NS, "apps", { preconditions: { uid: other, resourceVersion: "2" } });
    expect(catchError(withUid("other"))).toMatchObject({
      reason: "Conflict",
      message: expect.stringContaining("the UID in the precondition (other) does not match"),
    });
    withUid(uid ?? "")();
    expect(store.list(KUSTOMIZATION, null)).toEqual([]);
  });
});

describe("history", () => {
  it("tells the events after a version, by kind and namespace", () => {
    const { store } = createTestStore();
    const start = store.resourceVersion;
    store.create(KUSTOMIZATION, ks("a"));
    store.create(EVENT, event("e", "a"));
    store.create(KUSTOMIZATION, ks("b", { namespace: "other" }));
    store.delete(KUSTOMIZATION, NS, "a");
    const told = (namespace: string | null, since = start) => {
      const events = store.eventsSince(since, KUSTOMIZATION, namespace);
      return events === "expired" ? events : events.map((one) => `${one.type} ${one.object.metadata.name}`);
    };
    expect(told(null)).toEqual(["ADDED a", "ADDED b", "DELETED a"]);
    expect(told(NS)).toEqual(["ADDED a", "DELETED a"]);
    expect(told(null, start + 1)).toEqual(["ADDED b", "DELETED a"]);
    expect(told(null, store.resourceVersion)).toEqual([]);
  });

  it("forgets by compaction and by its limit", () => {
    const { store } = createTestStore({ historyLimit: 3 });
    for (let index = 0; index < 10; index++) store.create(KUSTOMIZATION, ks(`ks-${index}`));
    expect(store.compactedAt).toBe(8);
    expect(store.eventsSince(7, KUSTOMIZATION, null)).toBe("expired");
    expect(store.eventsSince(8, KUSTOMIZATION, null)).toHaveLength(3);
    store.compact();
    expect(store.eventsSince(10, KUSTOMIZATION, null)).toBe("expired");
    expect(store.eventsSince(11, KUSTOMIZATION, null)).toEqual([]);
    expect(store.listAt(KUSTOMIZATION, null, 10)).toBe("expired");
    expect(store.listAt(KUSTOMIZATION, null, 11)).toHaveLength(10);
  });

  it("calls listeners in order, also for changes that a listener makes", () => {
    const { store } = createTestStore();
    const told: string[] = [];
    store.subscribe(({ object }) => {
      if (object.metadata.name === "a") store.create(KUSTOMIZATION, ks("b"));
    });
    const stop = store.subscribe(({ object }) => told.push(object.metadata.name));
    store.create(KUSTOMIZATION, ks("a"));
    expect(told).toEqual(["a", "b"]);
    stop();
    store.create(KUSTOMIZATION, ks("c"));
    expect(told).toEqual(["a", "b"]);
  });

  it("tells every listener, also after one has thrown", () => {
    const { store } = createTestStore();
    const told: string[] = [];
    store.subscribe(() => {
      throw new Error("broken listener");
    });
    store.subscribe(({ object }) => told.push(object.metadata.name));
    expect(() => store.create(KUSTOMIZATION, ks("a"))).toThrow("broken listener");
    expect(() => store.create(KUSTOMIZATION, ks("b"))).toThrow("broken listener");
    expect(told).toEqual(["a", "b"]);
  });

  it("property: replaying the events from any version gives the store, and undoing them gives the store of then", () => {
    const step = fc.record({
      name: fc.constantFrom("a", "b", "c"),
      what: fc.constantFrom("create", "patch", "delete"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { store } = createTestStore();
        const snapshots = [{ version: store.resourceVersion, list: store.list(KUSTOMIZATION, null) }];
        for (const [index, { name, what }] of steps.entries()) {
          const exists = store.get(KUSTOMIZATION, NS, name) !== undefined;
          if (what === "create" && !exists) store.create(KUSTOMIZATION, ks(name));
          if (what === "patch" && exists) store.mergePatch(KUSTOMIZATION, NS, name, { spec: { path: `./${index}` } });
          if (what === "delete" && exists) store.delete(KUSTOMIZATION, NS, name);
          snapshots.push({ version: store.resourceVersion, list: store.list(KUSTOMIZATION, null) });
        }
        for (const { version, list } of snapshots) {
          expect(store.listAt(KUSTOMIZATION, null, version)).toEqual(list);
          const replayed = new Map(list.map((object) => [object.metadata.name, object]));
          const events = store.eventsSince(version, KUSTOMIZATION, null);
          for (const { type, object } of events === "expired" ? [] : events) {
            if (type === "DELETED") replayed.delete(object.metadata.name);
            else replayed.set(object.metadata.name, object);
          }
          const final = [...replayed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
          expect(final).toEqual(store.list(KUSTOMIZATION, null));
        }
      }),
    );
  });
});
