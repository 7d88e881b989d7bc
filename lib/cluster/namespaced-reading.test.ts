import { describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { leap, type SimulatedReader, simulateReader } from "./simulated-reader.test-support.ts";
import { toStatusAnswer } from "./simulated-server.test-support.ts";

const NAMESPACES = ["a", "b", "c"];

function keys({ reader }: SimulatedReader, kind = "Kustomization"): readonly string[] {
  return [...(reader.reading().objects.get(kind)?.keys() ?? [])].sort();
}

function scopeOf({ reader }: SimulatedReader, kind: string, namespace: string) {
  return reader.reading().scopes.find((scope) => scope.kind === kind && scope.namespace === namespace);
}

/** The answer of an API server's RBAC to one who may do something in some namespaces only. */
function refuse(path: string, verb: string) {
  const [, namespace = "", plural = ""] = /\/namespaces\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  return toStatusAnswer(
    403,
    `${plural} is forbidden: User "eve" cannot ${verb} resource "${plural}" in API group "" in the namespace "${namespace}"`,
  );
}

/** A reader of three namespaces of which one, by the given rule, is not allowed. */
async function readThree(isDenied: (request: { path: string; isWatch: boolean }) => boolean): Promise<SimulatedReader> {
  const sim = simulateReader({ namespaces: NAMESPACES });
  for (const namespace of [...NAMESPACES, "other"]) {
    sim.server.put(KUSTOMIZATION, namespace, "k");
    for (const kind of SOURCE_KINDS) sim.server.put(kind, namespace, "s");
  }
  sim.server.fault = ({ path, query }) => {
    const isWatch = query.has("watch");
    return path !== "/version" && isDenied({ path, isWatch }) ? refuse(path, isWatch ? "watch" : "list") : null;
  };
  await sim.start();
  return sim;
}

describe("namespaces a, b and c, of which b is forbidden", () => {
  const denied = ({ path }: { path: string }) => path.includes("/namespaces/b/");

  it("reads a and c, and asks for nothing beyond the three", async () => {
    const sim = await readThree(denied);
    expect(keys(sim)).toEqual(["a/k", "c/k"]);
    expect(sim.reader.reading().connection).toBe("live");
    const asked = sim.server.seen.filter(({ path }) => path !== "/version").map(({ path }) => path);
    for (const path of asked) expect(path).toMatch(/\/namespaces\/[abc]\/[a-z]+$/);
  });

  it("names each kind in b with the rule that lacks, and nothing else", async () => {
    const sim = await readThree(denied);
    const unwell = sim.reader.reading().scopes.filter(({ state }) => state !== "ok");
    const kinds = [KUSTOMIZATION, ...SOURCE_KINDS, EVENT];
    expect(unwell.map(({ kind, namespace, state }) => [kind, namespace, state])).toEqual(
      kinds.map(({ kind }) => [kind, "b", "forbidden"]),
    );
    expect(scopeOf(sim, "Kustomization", "b")).toMatchObject({
      message:
        "Kustomization objects in the namespace b may not be read. The API server does not allow this (403): " +
        'kustomizations is forbidden: User "eve" cannot list resource "kustomizations" in API group "" in the namespace "b".',
      fix:
        "Ask the cluster's administrator to allow get, list, watch on kustomizations.kustomize.toolkit.fluxcd.io " +
        "in the namespace b for eve.",
    });
    expect(scopeOf(sim, "Event", "b")?.fix).toBe(
      "Ask the cluster's administrator to allow get, list, watch on events in the namespace b for eve.",
    );
  });

  it("goes on with a and c, whatever befalls them, and with b once it is allowed", async () => {
    const sim = await readThree(denied);
    sim.server.put(KUSTOMIZATION, "c", "later");
    for (const stream of sim.server.streams) stream.push({ type: "ERROR", object: { code: 410 } });
    await leap(sim.clock, 30_000);
    expect(keys(sim)).toEqual(["a/k", "c/k", "c/later"]);
    sim.server.fault = () => null;
    await leap(sim.clock, 30_000);
    expect(keys(sim)).toEqual(["a/k", "b/k", "c/k", "c/later"]);
    expect(sim.reader.reading().scopes.every(({ state }) => state === "ok")).toBe(true);
  });

  it("keeps what was read of b when it is forbidden later, and says so", async () => {
    const sim = await readThree(() => false);
    expect(keys(sim)).toEqual(["a/k", "b/k", "c/k"]);
    await leap(sim.clock, 30_000);
    sim.server.fault = ({ path }) => (denied({ path }) ? refuse(path, "list") : null);
    for (const stream of sim.server.streams) stream.end();
    await leap(sim.clock, 60_000);
    expect(keys(sim)).toEqual(["a/k", "b/k", "c/k"]);
    expect(scopeOf(sim, "Kustomization", "b")?.state).toBe("forbidden");
    expect(scopeOf(sim, "Kustomization", "a")?.state).toBe("ok");
  });
});

describe("namespaces a, b and c, of which b may be listed and not watched", () => {
  it("reads b once a minute and says what lacks, and a and c as they change", async () => {
    const sim = await readThree(({ path, isWatch }) => isWatch && path.includes("/namespaces/b/"));
    expect(keys(sim)).toEqual(["a/k", "b/k", "c/k"]);
    expect(sim.reader.reading().connection).toBe("live");
    expect(scopeOf(sim, "Kustomization", "b")).toMatchObject({
      state: "forbidden",
      message:
        "Changes of Kustomization objects in the namespace b may not be watched, so they are read once a minute. " +
        "The API server does not allow this (403): " +
        'kustomizations is forbidden: User "eve" cannot watch resource "kustomizations" in API group "" in the namespace "b".',
      fix:
        "Ask the cluster's administrator to allow watch on kustomizations.kustomize.toolkit.fluxcd.io " +
        "in the namespace b for eve.",
    });
    for (const namespace of ["a", "b"]) sim.server.put(KUSTOMIZATION, namespace, "later");
    sim.server.remove(KUSTOMIZATION, "b", "k");
    await leap(sim.clock, 1_000);
    expect(keys(sim)).toEqual(["a/k", "a/later", "b/k", "c/k"]);
    await leap(sim.clock, 60_000);
    expect(keys(sim)).toEqual(["a/k", "a/later", "b/later", "c/k"]);
  });
});
