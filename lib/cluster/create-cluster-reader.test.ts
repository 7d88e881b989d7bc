import { describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { ApiError } from "./api-error.ts";
import { simulateReader, toSimulatedContext } from "./simulated-reader.test-support.ts";
import {
  SimulatedServer,
  toJsonAnswer,
  toRefusal,
  toStatusAnswer,
  toTextAnswer,
} from "./simulated-server.test-support.ts";

const kinds = [KUSTOMIZATION];
const scopesOf = ({ reader }: ReturnType<typeof simulateReader>) =>
  reader.reading().scopes.map(({ kind, namespace, state }) => [kind, namespace, state]);

describe("connection", () => {
  it("is connecting until every scope has been answered, then live", async () => {
    const sim = simulateReader();
    expect(sim.reader.reading()).toMatchObject({ connection: "connecting", since: sim.clock.now() });
    expect(sim.reader.lastContact()).toBeNull();
    await sim.start();
    expect(sim.reader.reading()).toMatchObject({ connection: "live", message: "", fix: "" });
    expect(sim.reader.lastContact()).toBe(sim.clock.now());
    expect(new Set(scopesOf(sim).map(([, , state]) => state))).toEqual(new Set(["ok"]));
  });

  it("is disconnected when the server cannot be reached at the start, and live by itself afterwards", async () => {
    const sim = simulateReader();
    sim.server.fault = toRefusal;
    await sim.start();
    expect(sim.reader.reading()).toMatchObject({
      connection: "disconnected",
      message: "http://server:1 refused the connection.",
      fix: expect.stringContaining("cluster is running"),
    });
    expect(new Set(scopesOf(sim).map(([, , state]) => state))).toEqual(new Set(["loading"]));
    sim.server.put(KUSTOMIZATION, "flux", "a");
    sim.server.fault = () => null;
    const states = new Set<string>();
    sim.reader.subscribe(() => {
      const { connection, objects } = sim.reader.reading();
      states.add(`${connection} ${objects.get("Kustomization")?.size}`);
    });
    await sim.pass(5_000);
    expect(states).not.toContain("live 0");
    expect(sim.reader.reading().connection).toBe("live");
    expect(sim.reader.reading().objects.get("Kustomization")?.size).toBe(1);
  });

  it("keeps the last objects while the server is away, and says since when", async () => {
    const sim = simulateReader({ random: Math.random });
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.start();
    const goneAt = sim.clock.now();
    sim.server.fault = toRefusal;
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(3_000);
    expect(sim.reader.reading().connection).toBe("live");
    await sim.pass(7_000);
    expect(sim.reader.reading().connection).toBe("disconnected");
    const since = sim.reader.reading().since;
    await sim.pass(600_000);
    const reading = sim.reader.reading();
    expect(reading).toMatchObject({ connection: "disconnected", since });
    expect(new Set(scopesOf(sim).map(([, , state]) => state))).toEqual(new Set(["ok"]));
    expect(since - goneAt).toBeLessThanOrEqual(10_000);
    expect(reading.objects.get("Kustomization")?.size).toBe(1);
    expect(sim.reader.lastContact()).toBe(goneAt);
  });

  it("asks little while the server is away: at most three requests a minute of each kind", async () => {
    const sim = simulateReader({ random: Math.random });
    await sim.start();
    sim.server.fault = toRefusal;
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(120_000);
    const before = sim.server.seen.length;
    await sim.pass(600_000);
    const seen = sim.server.seen.slice(before);
    for (const plural of ["kustomizations", "gitrepositories", "events"]) {
      expect(seen.filter(({ path }) => path.endsWith(plural)).length).toBeLessThanOrEqual(30);
    }
    expect(seen.filter(({ path }) => path === "/version").length).toBeLessThanOrEqual(30);
  });

  it("comes back as a whole when one request gets through", async () => {
    const sim = simulateReader({ random: () => 0.99 });
    await sim.start();
    sim.server.fault = toRefusal;
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(300_000);
    sim.server.put(KUSTOMIZATION, "flux", "a");
    const openBefore = sim.server.streams.size;
    sim.server.fault = () => null;
    await sim.pass(31_000);
    expect(openBefore).toBe(0);
    expect(sim.server.streams.size).toBe(6);
    expect(sim.reader.reading()).toMatchObject({ connection: "live", message: "" });
    expect(sim.reader.reading().objects.get("Kustomization")?.size).toBe(1);
  });

  it("is stale after a minute in which the server has nothing to say but errors", async () => {
    const sim = simulateReader({ random: Math.random });
    await sim.start();
    sim.server.fault = () => toStatusAnswer(503, "etcd is down");
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(55_000);
    expect(sim.reader.reading().connection).toBe("live");
    await sim.pass(10_000);
    expect(sim.reader.reading()).toMatchObject({
      connection: "stale",
      message: expect.stringContaining("etcd is down"),
    });
    sim.server.fault = () => null;
    await sim.pass(31_000);
    expect(sim.reader.reading().connection).toBe("live");
  });

  it("is kept warm by one light request each 10 s and no more while nothing happens", async () => {
    const sim = simulateReader({ kinds });
    await sim.start();
    const before = sim.server.seen.length;
    await sim.pass(80_000);
    const seen = sim.server.seen.slice(before).map(({ path }) => path);
    expect(new Set(seen)).toEqual(new Set(["/version"]));
    expect(seen.length).toBeLessThanOrEqual(8);
    expect(sim.clock.now() - (sim.reader.lastContact() ?? 0)).toBeLessThanOrEqual(15_000);
    expect(sim.reader.reading().connection).toBe("live");
  });

  it("tells of no kubeconfig, and recovers within seconds when it is mended", async () => {
    let context: ReturnType<typeof toSimulatedContext> | null = null;
    const sim = simulateReader({
      random: () => 0.99,
      load: () => {
        if (context === null) throw new ApiError("credentials", "No kubeconfig was found.", { fix: "Set KUBECONFIG." });
        return context;
      },
    });
    await sim.start();
    const told = { connection: "disconnected", message: "No kubeconfig was found.", fix: "Set KUBECONFIG." };
    expect(sim.reader.reading()).toMatchObject(told);
    await sim.pass(600_000);
    expect(sim.reader.reading()).toMatchObject({ ...told, since: sim.reader.reading().since });
    expect(sim.server.seen).toHaveLength(0);
    expect(
      sim.logged.filter(({ level, message }) => level === "warn" && message === told.message).length,
    ).toBeGreaterThan(0);
    context = toSimulatedContext();
    await sim.pass(16_000);
    expect(sim.reader.reading().connection).toBe("live");
  });

  it("reads all anew from another server when the kubeconfig comes to name one", async () => {
    const servers = new Map([1, 2].map((port) => [`http://server:${port}`, new SimulatedServer()]));
    const [first, second] = servers.values();
    first?.put(KUSTOMIZATION, "flux", "old");
    for (let index = 0; index < 9; index++) second?.put(KUSTOMIZATION, "flux", `new${index}`);
    let at = "http://server:1";
    const sim = simulateReader({
      kinds,
      load: () => toSimulatedContext({ token: "t" }, at),
      connect: ({ origin }) => servers.get(origin)?.connect() ?? sim.server.connect(),
    });
    await sim.start();
    expect([...(sim.reader.reading().objects.get("Kustomization")?.keys() ?? [])]).toEqual(["flux/old"]);
    at = "http://server:2";
    if (first !== undefined) first.fault = toRefusal;
    for (const stream of first?.streams ?? []) stream.cut();
    await sim.pass(60_000);
    expect(sim.reader.reading().objects.get("Kustomization")?.size).toBe(9);
    expect(sim.reader.reading().objects.get("Kustomization")?.has("flux/old")).toBe(false);
  });
});

describe("scopes", () => {
  it("says of a kind that fails while the others are read what is wrong with it, and goes live", async () => {
    const sim = simulateReader();
    sim.server.fault = ({ path }) =>
      path.endsWith("/buckets") ? toStatusAnswer(500, "conversion webhook failed") : null;
    await sim.start();
    expect(sim.reader.reading().scopes.find(({ kind }) => kind === "Bucket")).toMatchObject({
      state: "error",
      message: expect.stringContaining("conversion webhook failed"),
    });
    expect(sim.reader.reading().connection).toBe("live");
    sim.server.fault = () => null;
    await sim.pass(2_000);
    expect(new Set(scopesOf(sim).map(([, , state]) => state))).toEqual(new Set(["ok"]));
  });

  it("reads each kind in each of the namespaces that were chosen", async () => {
    const sim = simulateReader({ kinds, namespaces: ["apps", "infra"] });
    for (const namespace of ["apps", "infra", "other"]) sim.server.put(KUSTOMIZATION, namespace, "a");
    await sim.start();
    expect(scopesOf(sim)).toEqual([
      ["Kustomization", "apps", "ok"],
      ["Kustomization", "infra", "ok"],
    ]);
    expect([...(sim.reader.reading().objects.get("Kustomization")?.keys() ?? [])].sort()).toEqual([
      "apps/a",
      "infra/a",
    ]);
    sim.server.put(KUSTOMIZATION, "other", "b");
    sim.server.put(KUSTOMIZATION, "infra", "b");
    await sim.pass(0);
    expect(sim.reader.reading().objects.get("Kustomization")?.size).toBe(3);
  });

  it("lets one forbidden namespace not disturb the others, and a relist of one keep the other's objects", async () => {
    const sim = simulateReader({ kinds, namespaces: ["apps", "infra", "secret"] });
    for (const namespace of ["apps", "infra", "secret"]) sim.server.put(KUSTOMIZATION, namespace, "a");
    sim.server.fault = ({ path }) => (path.includes("/secret/") ? toStatusAnswer(403, "no") : null);
    await sim.start();
    expect(scopesOf(sim).map(([, , state]) => state)).toEqual(["ok", "ok", "forbidden"]);
    expect(sim.reader.reading().scopes[2]?.fix).toMatch(/in the namespace secret\.$/);
    expect(sim.reader.reading().connection).toBe("live");
    for (const stream of sim.server.streams) stream.push({ type: "ERROR", object: { code: 410 } });
    await sim.pass(0);
    expect([...(sim.reader.reading().objects.get("Kustomization")?.keys() ?? [])].sort()).toEqual([
      "apps/a",
      "infra/a",
    ]);
    expect(
      sim.changes.filter(({ type }) => type === "list").map((change) => "objects" in change && change.objects.length),
    ).toEqual([1, 2, 2, 2]);
  });

  it("lets sources and Events that are forbidden or not installed not disturb the Kustomizations", async () => {
    const sim = simulateReader();
    sim.server.put(KUSTOMIZATION, "flux", "a");
    sim.server.fault = ({ path }) => {
      if (path.endsWith("/events")) return toStatusAnswer(403, "no");
      return path.includes("source.toolkit") ? toTextAnswer(404, "404 page not found") : null;
    };
    await sim.start();
    expect(scopesOf(sim)).toEqual([
      ["Kustomization", null, "ok"],
      ...SOURCE_KINDS.map(({ kind }) => [kind, null, "not-installed"]),
      ["Event", null, "forbidden"],
    ]);
    expect(sim.reader.reading().connection).toBe("live");
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(0);
    expect(sim.reader.reading().objects.get("Kustomization")?.size).toBe(2);
  });

  it("asks for the Events of Kustomizations only, and keeps the newest 20 of each", async () => {
    const sim = simulateReader({ kinds: [EVENT] });
    const about = (name: string, second: number, kind = "Kustomization") => ({
      involvedObject: { kind, namespace: "flux", name },
      lastTimestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
    });
    for (let index = 0; index < 30; index++) sim.server.put(EVENT, "flux", `a.${index}`, about("a", index));
    sim.server.put(EVENT, "flux", "b.0", about("b", 0));
    sim.server.put(EVENT, "flux", "pod", about("a", 59, "Pod"));
    await sim.start();
    for (const { query } of sim.server.seen)
      expect(query.get("fieldSelector")).toBe("involvedObject.kind=Kustomization");
    expect(sim.server.seen).toHaveLength(2);
    const names = () =>
      [...(sim.reader.reading().objects.get("Event")?.values() ?? [])].map(({ metadata }) => metadata.name);
    expect(names()).toHaveLength(21);
    expect(names()).not.toContain("a.9");
    sim.server.put(EVENT, "flux", "a.30", about("a", 30));
    sim.server.put(EVENT, "flux", "late", about("a", 1));
    await sim.pass(0);
    expect(names()).toContain("a.30");
    expect(names()).not.toContain("a.10");
    expect(names()).not.toContain("late");
    expect(names()).toHaveLength(21);
  });
});

describe("readings and listeners", () => {
  it("never change a reading that was handed out, and share what did not change", async () => {
    const sim = simulateReader();
    for (const name of ["a", "b"]) sim.server.put(KUSTOMIZATION, "flux", name);
    await sim.start();
    const before = sim.reader.reading();
    expect(sim.reader.reading()).toBe(before);
    sim.server.put(KUSTOMIZATION, "flux", "b", { spec: {} });
    await sim.pass(0);
    const after = sim.reader.reading();
    expect(after).not.toBe(before);
    const [old, fresh] = [before, after].map(({ objects }) => objects.get("Kustomization"));
    expect(old?.get("flux/b")?.["spec"]).toBeUndefined();
    expect(fresh?.get("flux/a")).toBe(old?.get("flux/a"));
    expect(fresh?.get("flux/b")).not.toBe(old?.get("flux/b"));
    expect(after.objects.get("GitRepository")).toBe(before.objects.get("GitRepository"));
  });

  it("keep the objects that a relist finds in the same version", async () => {
    const sim = simulateReader({ kinds });
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.start();
    const before = sim.reader.reading().objects.get("Kustomization")?.get("flux/a");
    for (const stream of sim.server.streams) stream.push({ type: "ERROR", object: { code: 410 } });
    await sim.pass(0);
    expect(sim.server.requests(KUSTOMIZATION, "list")).toHaveLength(2);
    expect(sim.reader.reading().objects.get("Kustomization")?.get("flux/a")).toBe(before);
  });

  it("a subscriber that throws: is logged, and harms neither the others nor the loop", async () => {
    const sim = simulateReader({ kinds });
    let told = 0;
    sim.reader.subscribe(() => {
      throw new Error("ouch");
    });
    const stop = sim.reader.subscribe(() => {
      told++;
    });
    await sim.start();
    expect(told).toBe(sim.changes.length);
    expect(sim.logged.filter(({ level }) => level === "error")).toHaveLength(told);
    stop();
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.pass(0);
    expect(told).toBeLessThan(sim.changes.length);
    expect(sim.reader.reading().objects.get("Kustomization")?.size).toBe(1);
  });

  it("is told of each of 200 changes", async () => {
    const sim = simulateReader({ kinds });
    await sim.start();
    for (let index = 0; index < 200; index++) sim.server.put(KUSTOMIZATION, "flux", "a", { spec: index });
    await sim.pass(0);
    const specs = sim.changes.flatMap((change) => (change.type === "applied" ? [change.object["spec"]] : []));
    expect(specs).toEqual(Array.from({ length: 200 }, (_, index) => index));
  });
});

describe("stop", () => {
  it("ends all requests at once and leaves no timer", async () => {
    const sim = simulateReader();
    await sim.start();
    expect(sim.server.streams.size).toBe(6);
    await sim.reader.stop();
    expect(sim.server.streams.size).toBe(0);
    expect(sim.clock.pending).toBe(0);
    const seen = sim.server.seen.length;
    await sim.pass(600_000);
    expect(sim.server.seen).toHaveLength(seen);
  });

  it("ends what waits to try again, too", async () => {
    const sim = simulateReader();
    sim.server.fault = toRefusal;
    await sim.start();
    await sim.reader.stop();
    expect(sim.clock.pending).toBe(0);
  });
});

describe("api", () => {
  it("sends merge patches as Headwater, and dry runs as such", async () => {
    const sim = simulateReader();
    sim.server.fault = () => toJsonAnswer(200, { metadata: { name: "a", managedFields: [] } });
    const patched = await sim.reader.api.mergePatch(
      KUSTOMIZATION,
      "flux",
      "a",
      { spec: { suspend: true } },
      { dryRun: true },
    );
    expect(patched).toMatchObject({ kind: "Kustomization", metadata: { name: "a" } });
    expect(sim.server.seen[0]).toMatchObject({
      method: "PATCH",
      path: "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux/kustomizations/a",
      headers: { "content-type": "application/merge-patch+json" },
      body: '{"spec":{"suspend":true}}',
    });
    expect(Object.fromEntries(sim.server.seen[0]?.query ?? [])).toEqual({ fieldManager: "headwater", dryRun: "All" });
    await sim.reader.api.mergePatch(KUSTOMIZATION, "flux", "a", {});
    expect(Object.fromEntries(sim.server.seen[1]?.query ?? [])).toEqual({ fieldManager: "headwater" });
  });

  it("gets one object, and an ApiError when there is none", async () => {
    const sim = simulateReader();
    sim.server.fault = ({ path }) =>
      path.endsWith("/a") ? toJsonAnswer(200, { metadata: { name: "a" } }) : toStatusAnswer(404, "not found");
    expect((await sim.reader.api.get(KUSTOMIZATION, "flux", "a")).metadata.name).toBe("a");
    await expect(sim.reader.api.get(KUSTOMIZATION, "flux", "b")).rejects.toMatchObject({
      kind: "not-found",
      status: 404,
    });
  });

  it("posts reviews, whose answers have no name", async () => {
    const sim = simulateReader();
    sim.server.fault = () =>
      toJsonAnswer(201, { kind: "SelfSubjectAccessReview", metadata: {}, status: { allowed: true } });
    const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    const answer = await sim.reader.api.create(path, { spec: {} });
    expect(answer).toMatchObject({ kind: "SelfSubjectAccessReview", status: { allowed: true } });
    expect(sim.server.seen[0]).toMatchObject({ method: "POST", path, body: '{"spec":{}}' });
  });

  it.each([[[]], [{ items: "many", metadata: {} }], [{}]])("refuses %j as a list", async (answer) => {
    const sim = simulateReader();
    sim.server.fault = () => toJsonAnswer(200, answer);
    await expect(sim.reader.api.list(KUSTOMIZATION, null)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("takes a list whose items are null for empty", async () => {
    const sim = simulateReader();
    sim.server.fault = () => toJsonAnswer(200, { items: null, metadata: { resourceVersion: "5" } });
    const list = await sim.reader.api.list(KUSTOMIZATION, "flux", { limit: 5, continueToken: "c" });
    expect(list).toEqual({ items: [], resourceVersion: "5", continueToken: null });
    expect(Object.fromEntries(sim.server.seen[0]?.query ?? [])).toEqual({ limit: "5", continue: "c" });
  });
});
