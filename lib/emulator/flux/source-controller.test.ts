import { describe, expect, it } from "vitest";
import { createTestStore } from "#lib/emulator/object-store.test-support.ts";
import { type ApiKind, EVENT, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { parseSource } from "#lib/flux/source.ts";
import { type Origin, SourceController } from "./source-controller.ts";

const [GIT, OCI, BUCKET, EXTERNAL] = SOURCE_KINDS as readonly [ApiKind, ApiKind, ApiKind, ApiKind];

function start(kind: ApiKind, spec: object = { interval: "1m" }) {
  const { store, clock } = createTestStore();
  let origin: Origin = { revision: "main@sha1:1" };
  const controller = new SourceController({ store, clock, originOf: () => origin });
  controller.start();
  store.create(kind, { metadata: { name: "fleet", namespace: "flux-system" }, spec });
  return {
    store,
    clock,
    controller,
    setOrigin: (next: Origin) => {
      origin = next;
    },
    read: () => {
      const raw = store.get(kind, "flux-system", "fleet");
      const source = raw && parseSource(raw);
      if (!source) throw new Error("gone");
      return source;
    },
    said: () => {
      const raw = store.get(kind, "flux-system", "fleet");
      const source = raw && parseSource(raw);
      return source?.status.conditions.map(
        ({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`,
      );
    },
  };
}

describe("SourceController", () => {
  it.each([
    [GIT, "stored artifact for revision 'main@sha1:1'"],
    [OCI, "stored artifact for digest 'main@sha1:1'"],
    [BUCKET, "stored artifact: revision 'main@sha1:1'"],
  ])("stores an artifact and says so in the words of the kind: $kind", (kind, message) => {
    const { clock, said, read } = start(kind);
    clock.advance(1_000);
    expect(said()).toEqual([`Ready True Succeeded: ${message}`, `ArtifactInStorage True Succeeded: ${message}`]);
    expect(read().status).toMatchObject({ observedGeneration: 1, artifact: { revision: "main@sha1:1" } });
  });

  it("gives an ExternalArtifact no observed generation, for the kind has none", () => {
    const { clock, read } = start(EXTERNAL, {});
    clock.advance(1_000);
    expect(read().status).toMatchObject({ artifact: { revision: "main@sha1:1" } });
    expect(read().status.observedGeneration).toBeUndefined();
  });

  it("finds a push on its interval, at once when it is told, and when it is asked", () => {
    const { clock, controller, store, read, setOrigin } = start(GIT);
    clock.advance(1_000);
    setOrigin({ revision: "main@sha1:2" });
    clock.advance(50_000);
    expect(read().status.artifact?.revision).toBe("main@sha1:1");
    clock.advance(10_000);
    expect(read().status.artifact?.revision).toBe("main@sha1:2");
    setOrigin({ revision: "main@sha1:3" });
    controller.fetch(GIT, "flux-system", "fleet");
    expect(read().status.artifact?.revision).toBe("main@sha1:3");
    setOrigin({ revision: "main@sha1:4" });
    const annotations = { "reconcile.fluxcd.io/requestedAt": "once" };
    store.mergePatch(GIT, "flux-system", "fleet", { metadata: { annotations } });
    clock.advance(1_000);
    expect(read().status).toMatchObject({ lastHandledReconcileAt: "once", artifact: { revision: "main@sha1:4" } });
  });

  it.each([
    [GIT, "GitOperationFailed"],
    [OCI, "OCIArtifactPullFailed"],
    [BUCKET, "BucketOperationFailed"],
  ])("keeps its artifact while it fails, and recovers by itself: $kind", (kind, reason) => {
    const { clock, controller, said, read, setOrigin } = start(kind);
    clock.advance(1_000);
    setOrigin({ error: "no route to host" });
    controller.fetch(kind, "flux-system", "fleet");
    expect(said()).toEqual(expect.arrayContaining([`Ready False ${reason}: no route to host`]));
    expect(said()).toEqual(expect.arrayContaining([`FetchFailed True ${reason}: no route to host`]));
    expect(read().status.artifact?.revision).toBe("main@sha1:1");
    setOrigin({ revision: "main@sha1:2" });
    clock.advance(10_000);
    expect(read().status.artifact?.revision).toBe("main@sha1:2");
    expect(said()?.filter((line) => line.startsWith("FetchFailed"))).toEqual([]);
  });

  it("tries again ever more seldom while it fails", () => {
    const { clock, store, setOrigin } = start(GIT);
    setOrigin({ error: "no" });
    const count = () => Number(store.list(EVENT, null)[0]?.["count"] ?? 0);
    clock.advance(10_000);
    expect(count()).toBe(3);
    clock.advance(3_600_000);
    expect(count()).toBeLessThan(25);
  });

  it("leaves a suspended source alone, and looks at it when it is resumed", () => {
    const { clock, store, read } = start(GIT, { interval: "1m", suspend: true });
    clock.advance(120_000);
    expect(read().status.artifact).toBeUndefined();
    store.mergePatch(GIT, "flux-system", "fleet", { spec: { suspend: null } });
    clock.advance(1_000);
    expect(read().status.artifact?.revision).toBe("main@sha1:1");
  });

  it("writes nothing while nothing changes, and forgets what is deleted", () => {
    const { clock, store } = start(GIT);
    clock.advance(1_000);
    const before = store.resourceVersion;
    clock.advance(3_600_000);
    expect(store.resourceVersion).toBe(before);
    store.delete(GIT, "flux-system", "fleet");
    clock.advance(60_000);
    expect(clock.pending).toBe(0);
  });
});
