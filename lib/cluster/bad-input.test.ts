import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { loadKubeContext } from "./kubeconfig.ts";
import { expectSame, ONE_KIND, stateOf, watching } from "./reflector.test-support.ts";
import { leap, type SimulatedReader, simulateReader } from "./simulated-reader.test-support.ts";
import { toStatusAnswer, toTextAnswer } from "./simulated-server.test-support.ts";

/** What the page says of the connection. */
function said({ reader }: SimulatedReader) {
  const { connection, message, fix } = reader.reading();
  return { connection, message, fix };
}

function objectOf({ reader }: SimulatedReader, key: string) {
  return reader.reading().objects.get("Kustomization")?.get(key);
}

describe("a kubeconfig", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "headwater-bad-"));
    file = path.join(folder, "config");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const context = (parts: object) => ({ name: "prod", context: { cluster: "c", user: "u", ...parts } });
  const good = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "prod",
    contexts: [context({})],
    clusters: [{ name: "c", cluster: { server: "http://server:1" } }],
    users: [{ name: "u", user: { token: "t" } }],
  };
  const withUser = (user: object) => ({ ...good, users: [{ name: "u", user }] });
  const withCluster = (cluster: object) => ({
    ...good,
    clusters: [{ name: "c", cluster: { server: "https://server:1", ...cluster } }],
  });
  const hello = Buffer.from("hello").toString("base64");

  it.each<[string, unknown, (file: string) => string, (file: string) => string]>([
    [
      "of an unknown version",
      { ...good, apiVersion: "v2" },
      (at) => `The file ${at} has apiVersion v2 and kind Config; a kubeconfig has v1 and Config.`,
      (at) => `Set apiVersion: v1 and kind: Config in ${at}, or name another file.`,
    ],
    [
      "that is another kind of object",
      { ...good, kind: "ConfigMap" },
      (at) => `The file ${at} has apiVersion v1 and kind ConfigMap; a kubeconfig has v1 and Config.`,
      (at) => `Set apiVersion: v1 and kind: Config in ${at}, or name another file.`,
    ],
    [
      "whose version is a number",
      { ...good, apiVersion: 1 },
      (at) => `The file ${at} is not a kubeconfig.`,
      () => "Name a file that kubectl can use.",
    ],
    [
      "whose user is missing",
      { ...good, users: [] },
      (at) => `The context "prod" names the user "u", which is not in ${at}.`,
      () => 'Add the user "u", or correct the context.',
    ],
    [
      "whose context names no user",
      { ...good, contexts: [context({ user: undefined })] },
      () => 'The context "prod" names no user.',
      (at) => `Add "user:" to the context in ${at}.`,
    ],
    [
      "whose CA is bad base64",
      withCluster({ "certificate-authority-data": "not base64!" }),
      () => 'certificate-authority-data of the cluster "c" is not base64.',
      (at) => `Put the base64 of a PEM file there in ${at}.`,
    ],
    [
      "whose client certificate is bad base64",
      withUser({ "client-certificate-data": "%%%", "client-key-data": hello }),
      () => 'client-certificate-data of the user "u" is not base64.',
      (at) => `Put the base64 of a PEM file there in ${at}.`,
    ],
    [
      "whose client key is base64 of something else",
      withUser({ "client-key-data": hello }),
      () => 'client-key-data of the user "u" holds no private key.',
      (at) => `Put the base64 of a PEM file there in ${at}.`,
    ],
    [
      "that is binary",
      "\u0000\u0001\u0002",
      (at) => `The file ${at} is not a kubeconfig.`,
      () => "Name a file that kubectl can use.",
    ],
  ])(
    "%s: is said with what to do, asks nobody, and is taken once it is mended",
    async (_name, content, message, fix) => {
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
      const sim = simulateReader({
        kinds: ONE_KIND,
        random: Math.random,
        load: () => loadKubeContext({ kubeconfigPath: file, env: {}, home: null }, null),
      });
      sim.server.put(KUSTOMIZATION, "flux", "a");
      await sim.start();
      expect(said(sim)).toEqual({ connection: "disconnected", message: message(file), fix: fix(file) });
      await leap(sim.clock, 600_000);
      expect(said(sim)).toEqual({ connection: "disconnected", message: message(file), fix: fix(file) });
      expect(sim.server.seen).toHaveLength(0);
      writeFileSync(file, JSON.stringify(good));
      await leap(sim.clock, 30_000);
      expect(said(sim)).toEqual({ connection: "live", message: "", fix: "" });
      expectSame(sim);
    },
  );
});

describe("a CRD version that is not served", () => {
  it("is named with the version that is wanted, while the other kinds are read", async () => {
    const sim = simulateReader();
    // So it is where the CRD has v1beta2 only: the path of another version is unknown.
    sim.server.fault = ({ path: asked }) =>
      asked.startsWith("/apis/kustomize.toolkit.fluxcd.io/v1/") ? toTextAnswer(404, "404 page not found\n") : null;
    await sim.start();
    expect(stateOf(sim)).toMatchObject({
      kind: "Kustomization",
      state: "not-installed",
      message: "This cluster has no Kustomization of kustomize.toolkit.fluxcd.io/v1.",
      fix: "Install Flux, or update it if it is there: flux install.",
    });
    expect(sim.reader.reading().scopes.filter(({ state }) => state === "ok")).toHaveLength(5);
    expect(said(sim).connection).toBe("live");
    sim.server.put(KUSTOMIZATION, "flux", "a");
    sim.server.fault = () => null;
    await leap(sim.clock, 60_000);
    expectSame(sim);
  });
});

describe("an API server that answers HTML", () => {
  const page = "<!doctype html><html><body>Please log in</body></html>";
  const message = "http://server:1 does not answer as a Kubernetes API server does.";
  const fix = "Check the server address in the kubeconfig: a proxy or a login page may stand in its place.";

  it.each([
    ["with 200", 200, { "content-type": "text/html" }],
    ["with 200 and no content type", 200, {}],
    ["with 403", 403, { "content-type": "text/html; charset=utf-8" }],
    ["with 404", 404, { "content-type": "text/html" }],
    ["by sending to a login", 302, { location: "https://login.example.org" }],
  ])("%s: is out of reach and says why", async (_name, status, headers) => {
    const sim = simulateReader({ random: Math.random });
    sim.server.fault = () => toTextAnswer(status, page, headers);
    await sim.start();
    await leap(sim.clock, 60_000);
    expect(said(sim)).toEqual({ connection: "disconnected", message, fix });
    expect(sim.reader.reading().scopes.every(({ state }) => state === "loading")).toBe(true);
  });

  it("to watches alone: keeps what it has and says so of the scope", async () => {
    const sim = await watching(() => 0.5);
    await leap(sim.clock, 30_000);
    sim.server.fault = ({ query }) =>
      query.has("watch") ? toTextAnswer(200, page, { "content-type": "text/html" }) : null;
    for (const stream of sim.server.streams) stream.end();
    await leap(sim.clock, 60_000);
    expect(stateOf(sim)).toMatchObject({ state: "error", message, fix });
    expectSame(sim);
  });

  it("in the middle of a watch: lists anew", async () => {
    const sim = await watching();
    for (const stream of sim.server.streams) stream.pushBytes(Buffer.from(`${page}\n`));
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await leap(sim.clock, 1_000);
    expectSame(sim);
  });
});

describe("large objects", () => {
  const text = "🌊ü".repeat(250_000);

  it("of 1.5 MB come whole by list and by watch", async () => {
    expect(Buffer.byteLength(text)).toBe(1_500_000);
    const sim = simulateReader({ kinds: ONE_KIND });
    sim.server.put(KUSTOMIZATION, "flux", "listed", { spec: { text } });
    await sim.start();
    sim.server.put(KUSTOMIZATION, "flux", "watched", { spec: { text } });
    await leap(sim.clock, 1_000);
    for (const name of ["listed", "watched"]) expect(objectOf(sim, `flux/${name}`)?.["spec"]).toEqual({ text });
    expect(said(sim).connection).toBe("live");
  });

  it("a watch's line of half a megabyte comes whole, though in packets that end within characters", async () => {
    const sim = await watching();
    const [stream] = sim.server.streams;
    if (stream !== undefined) stream.isStalled = true;
    const spec = { text: "🌊ü".repeat(85_000) };
    const object = sim.server.put(KUSTOMIZATION, "flux", "b", { spec });
    if (stream !== undefined) stream.isStalled = false;
    const line = Buffer.from(`${JSON.stringify({ type: "ADDED", object })}\n`);
    expect(line.byteLength).toBeGreaterThan(500_000);
    for (let start = 0; start < line.byteLength; start += 1_447) stream?.pushBytes(line.subarray(start, start + 1_447));
    await leap(sim.clock, 1_000);
    expect(objectOf(sim, "flux/b")?.["spec"]).toEqual(spec);
    expect(sim.server.requests(KUSTOMIZATION, "watch")).toHaveLength(1);
  });

  it("a watch's line without end is given up before it fills the memory", async () => {
    const sim = await watching();
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    for (const stream of sim.server.streams) for (let count = 0; count < 66; count++) stream.pushBytes(megabyte);
    await leap(sim.clock, 1_000);
    expectSame(sim);
    expect(sim.server.requests(KUSTOMIZATION, "watch")).toHaveLength(2);
  });

  it("names of 253 and namespaces of 63 characters are read, watched, fetched and taken away", async () => {
    const [name, namespace] = ["n".repeat(253), "s".repeat(63)];
    const sim = simulateReader({ kinds: ONE_KIND, namespaces: [namespace] });
    sim.server.put(KUSTOMIZATION, namespace, name);
    await sim.start();
    expect(objectOf(sim, `${namespace}/${name}`)?.metadata.name).toBe(name);
    sim.server.put(KUSTOMIZATION, namespace, name, { spec: { suspend: true } });
    await leap(sim.clock, 1_000);
    expect(objectOf(sim, `${namespace}/${name}`)?.["spec"]).toEqual({ suspend: true });
    sim.server.fault = ({ path: asked }) => (asked.endsWith(`/${name}`) ? toStatusAnswer(404, "not found") : null);
    await expect(sim.reader.api.get(KUSTOMIZATION, namespace, name)).rejects.toMatchObject({ kind: "not-found" });
    sim.server.fault = () => null;
    sim.server.remove(KUSTOMIZATION, namespace, name);
    await leap(sim.clock, 1_000);
    expectSame(sim);
  });

  it("a hundred conditions stay a hundred", async () => {
    const conditions = Array.from({ length: 100 }, (_, index) => ({
      type: `Condition${index}`,
      status: "True",
      reason: "r".repeat(1_024),
      message: "m".repeat(32_768 / 100),
      lastTransitionTime: "2026-01-01T00:00:00Z",
    }));
    const sim = await watching();
    sim.server.put(KUSTOMIZATION, "flux", "a", { status: { conditions } });
    await leap(sim.clock, 1_000);
    expect(objectOf(sim, "flux/a")?.["status"]).toEqual({ conditions });
  });
});
