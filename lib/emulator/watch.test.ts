import { afterEach, describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { startTestServer, type TestServer } from "./api-server.test-support.ts";
import { event, ks } from "./object-store.test-support.ts";

const KS = "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations?watch=1";
const NS = "flux-system";

let server: TestServer;
afterEach(() => server.close());

function patch(name: string, body: object): void {
  server.store.mergePatch(KUSTOMIZATION, NS, name, body);
}

describe("WATCH", () => {
  it("tells what happened after a version, and goes on", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("a"));
    server.store.create(KUSTOMIZATION, ks("b"));
    const watch = await server.watch(`${KS}&resourceVersion=2`);
    expect(await watch.take(1)).toEqual(["ADDED b@3"]);
    patch("a", { spec: { suspend: true } });
    server.store.create(EVENT, event("e", "a"));
    server.store.delete(KUSTOMIZATION, NS, "b");
    expect(await watch.take(2)).toEqual(["MODIFIED a@4", "DELETED b@6"]);
  });

  it("sends objects whole, with kind and apiVersion, core kinds too", async () => {
    server = await startTestServer();
    server.store.create(EVENT, event("e", "a"));
    const watch = await server.watch("/api/v1/events?watch=true");
    expect((await watch.next())?.object).toEqual(server.store.get(EVENT, NS, "e"));
  });

  it.each(["", "&resourceVersion=0"])("begins with what is there (%s)", async (version) => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("b"));
    server.store.create(KUSTOMIZATION, ks("a"));
    patch("a", { spec: { suspend: true } });
    const watch = await server.watch(`${KS}${version}`);
    expect(await watch.take(2)).toEqual(["ADDED a@4", "ADDED b@2"]);
    patch("b", { spec: { suspend: true } });
    expect(await watch.take(1)).toEqual(["MODIFIED b@5"]);
  });

  it("marks the end of what is there, when asked for it", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("a"));
    const query = "&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan";
    const watch = await server.watch(`${KS}${query}`);
    expect(await watch.take(1)).toEqual(["ADDED a@2"]);
    expect(await watch.next()).toEqual({
      type: "BOOKMARK",
      object: {
        kind: "Kustomization",
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        metadata: { resourceVersion: "2", annotations: { "k8s.io/initial-events-end": "true" } },
      },
    });
  });

  it("tells a forgotten version by an event, and ends", async () => {
    server = await startTestServer();
    for (const name of ["a", "b", "c"]) server.store.create(KUSTOMIZATION, ks(name));
    server.store.compact();
    const watch = await server.watch(`${KS}&resourceVersion=2`);
    expect(watch.status).toBe(200);
    expect(await watch.next()).toEqual({
      type: "ERROR",
      object: {
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: "too old resource version: 2 (4)",
        reason: "Expired",
        code: 410,
      },
    });
    expect(await watch.next()).toBeNull();
  });

  it("tells nothing before a version that is still to come", async () => {
    server = await startTestServer();
    const watch = await server.watch(`${KS}&resourceVersion=3`);
    for (const name of ["a", "b", "c"]) server.store.create(KUSTOMIZATION, ks(name));
    expect(await watch.take(1)).toEqual(["ADDED c@4"]);
  });

  it("refuses a version that is no number", async () => {
    server = await startTestServer();
    const { status, body } = await server.call(`${KS}&resourceVersion=x`);
    expect(status).toBe(500);
    expect(body["message"]).toBe('resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax');
    expect(body).not.toHaveProperty("reason");
  });

  it("sends bookmarks each minute and two seconds before the end, and ends in time", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("a"));
    const path = "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations?watch=1";
    const watch = await server.watch(`${path}&resourceVersion=2&allowWatchBookmarks=true&timeoutSeconds=90`);
    server.clock.advance(59_999);
    server.store.create(KUSTOMIZATION, ks("elsewhere", { namespace: "other" }));
    server.store.create(EVENT, event("e", "a"));
    server.clock.advance(1);
    expect(await watch.next()).toEqual({
      type: "BOOKMARK",
      object: {
        kind: "Kustomization",
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        metadata: { resourceVersion: "3" },
      },
    });
    server.clock.advance(27_999);
    patch("a", { spec: { suspend: true } });
    server.clock.advance(1);
    expect(await watch.take(2)).toEqual(["MODIFIED a@5", "BOOKMARK @5"]);
    server.clock.advance(2_000);
    expect(await watch.next()).toBeNull();
    expect(server.clock.pending).toBe(0);
  });

  it("sends no bookmark of a kind that rests, whatever happens to others", async () => {
    server = await startTestServer();
    const watch = await server.watch(`${KS}&resourceVersion=1&allowWatchBookmarks=true&timeoutSeconds=300`);
    server.store.create(EVENT, event("e", "a"));
    server.clock.advance(300_000);
    expect(await watch.next()).toBeNull();
  });

  it("sends no bookmarks unasked, and ends after half an hour by itself", async () => {
    server = await startTestServer();
    const watch = await server.watch(`${KS}&resourceVersion=1`);
    server.clock.advance(1_800_000);
    expect(await watch.next()).toBeNull();
  });

  it("follows the objects of a selection as they come and go", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("a"));
    const watch = await server.watch(`${KS}&resourceVersion=2&labelSelector=tier%3Dx`);
    patch("a", { metadata: { labels: { tier: "y" } } });
    patch("a", { metadata: { labels: { tier: "x" } } });
    patch("a", { spec: { suspend: true } });
    patch("a", { metadata: { labels: { tier: "y" } } });
    patch("a", { metadata: { labels: { tier: "x" } } });
    server.store.delete(KUSTOMIZATION, NS, "a");
    expect(await watch.take(2)).toEqual(["ADDED a@4", "MODIFIED a@5"]);
    const left = await watch.next();
    expect(left).toMatchObject({
      type: "DELETED",
      object: { metadata: { resourceVersion: "6", labels: { tier: "x" } } },
    });
    expect(await watch.take(2)).toEqual(["ADDED a@7", "DELETED a@8"]);
  });

  it("keeps to its namespace and its name", async () => {
    server = await startTestServer();
    const base = "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/other/kustomizations";
    const watch = await server.watch(`${base}?watch=1&resourceVersion=1&fieldSelector=metadata.name%3Da`);
    server.store.create(KUSTOMIZATION, ks("a"));
    server.store.create(KUSTOMIZATION, ks("b", { namespace: "other" }));
    server.store.create(KUSTOMIZATION, ks("a", { namespace: "other" }));
    expect(await watch.take(1)).toEqual(["ADDED a@4"]);
  });

  it("lets go of a client that has gone", async () => {
    server = await startTestServer();
    const watch = await server.watch(`${KS}&resourceVersion=1&allowWatchBookmarks=1`);
    expect(server.clock.pending).toBe(2);
    await watch.cancel();
    await expect.poll(() => server.clock.pending).toBe(0);
  });

  it("ends when the server closes", async () => {
    server = await startTestServer();
    const watch = await server.watch(`${KS}&resourceVersion=1`);
    server.store.create(KUSTOMIZATION, ks("a"));
    await server.close();
    expect(await watch.take(2)).toEqual(["ADDED a@2"]);
    expect(server.clock.pending).toBe(0);
  });

  it("gives every one of many watchers every event, in order", async () => {
    server = await startTestServer();
    const watches = await Promise.all(Array.from({ length: 20 }, () => server.watch(`${KS}&resourceVersion=1`)));
    for (let index = 0; index < 100; index++) server.store.create(KUSTOMIZATION, ks(`ks-${index}`));
    const expected = Array.from({ length: 100 }, (_, index) => `ADDED ks-${index}@${index + 2}`);
    for (const watch of watches) expect(await watch.take(100)).toEqual(expected);
  });
});
