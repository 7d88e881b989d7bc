import { describe, expect, it } from "vitest";
import { sampleObjects, sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { eventOf, forbidden, runCli } from "#lib/cli/run-cli.test-support.ts";
import { ApiError } from "#lib/cluster/api-error.ts";
import { ago, blockedBy, gitRepository, ks, REVISION_1, REVISION_2 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

const { kustomizations, sources } = sampleObjects();
const sample = [...kustomizations, ...sources];
const source = gitRepository("fleet", REVISION_1);
const failed = { status: "False", reason: "BuildFailed", message: "kustomize build failed" } as const;

/** The advice is the analysis' own, and held to tables there. */
const withoutAdvice = (text: string) => text.replaceAll(/^ {2}→ .*\n/gm, "");

describe("headwater why", () => {
  it("says what to do about a cause", async () => {
    const { problems } = sampleSnapshot();
    const { out } = await runCli(["why", "session-store"], { objects: sample });
    const advice = problems.find(({ kind }) => kind === "missing")?.advice ?? "none";
    expect(out).toContain(`  → ${advice}\n`);
  });

  it.each(["storefront", "keycloak", "mesh-certs", "session-store", "trace-alerts", "postgres", "crds", "loki"])(
    "tells of %s in the sample fleet",
    async (name) => {
      const { code, out, err } = await runCli(["why", name], { objects: sample });
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(withoutAdvice(out)).toMatchSnapshot();
    },
  );

  it.each(["apps/redis", "Kustomization/apps/redis", "ks/apps/redis", "kustomization/apps/redis"])(
    "takes %s for a name",
    async (name) => {
      const { code, out } = await runCli(["why", name], { objects: sample });
      expect(code).toBe(0);
      expect(out).toContain("apps/redis  Does not exist");
    },
  );

  it("names the frozen source behind what is left at an old revision, also to who waits for that", async () => {
    const objects = [
      ks("a", { dependsOn: [{ name: "b", readyExpr: "true" }] }),
      ks("b", { dependsOn: [{ name: "a", readyExpr: "true" }] }),
      ks("late"),
      ks("waits", {
        dependsOn: ["late"],
        attempted: REVISION_2,
        ready: {
          status: "False",
          reason: "DependencyNotReady",
          message: "dependency 'default/late' revision is not up to date",
          since: 600,
        },
      }),
      gitRepository("fleet", REVISION_2),
    ];
    for (const name of ["late", "waits", "a"]) {
      const { out } = await runCli(["why", name], { objects });
      expect(out).toContain("GitRepository flux-system/fleet does not push new revisions: a, b wait for each other");
      expect(out).toContain("→ Take ");
    }
    const { out } = await runCli(["why", "late", "-o", "json"], { objects });
    expect(JSON.parse(out).causes).toMatchObject([{ kind: "frozen" }]);
  });

  it("takes the namespace of an option", async () => {
    const { out } = await runCli(["why", "redis", "-n", "data"], { objects: sample });
    expect(out).toContain("data/redis  Ready");
  });

  it.each<[string[], string, string]>([
    [["redis"], "redis may be apps/redis or data/redis.", "headwater why apps/redis"],
    [["postgre"], "There is no Kustomization postgre.", "Did you mean data/postgres?"],
    [["apps/postgres"], "There is no Kustomization apps/postgres.", "There is data/postgres."],
    [["postgres", "-n", "apps"], "There is no Kustomization apps/postgres.", "There is data/postgres."],
    [["nothing-like-it"], "There is no Kustomization nothing-like-it.", "headwater graph lists those there are."],
  ])("%j: says which", async (words, message, fix) => {
    const { code, err } = await runCli(["why", ...words], { objects: sample });
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(fix);
  });

  it("lists what is needed, once, and closes the way to the cluster", async () => {
    const { calls, opened, closed } = await runCli(["why", "storefront"], { objects: sample });
    expect(calls.toSorted()).toEqual([
      "Bucket *",
      "ExternalArtifact *",
      "GitRepository *",
      "Kustomization *",
      "OCIRepository *",
    ]);
    expect([opened, closed]).toEqual([1, 1]);
  });

  it("asks the events for the words of a failure that is being retried", async () => {
    const history = [
      {
        digest: "sha256:1",
        firstReconciled: ago(900),
        lastReconciled: ago(60),
        lastReconciledDuration: "5m0s",
        lastReconciledStatus: "HealthCheckFailed",
        totalReconciliations: 3,
        metadata: { revision: REVISION_1 },
      },
    ];
    const db = ks("db", { ready: { status: "Unknown" }, reconciling: "Running health checks", status: { history } });
    const web = ks("web", { dependsOn: ["db"], ready: blockedBy("default/db") });
    const event = eventOf("db", "HealthCheckFailed", "health check failed after 5m0s");
    const { out, calls } = await runCli(["why", "web"], { objects: [db, web, source, event] });
    expect(calls).toContain("Event default involvedObject.kind=Kustomization,involvedObject.name=db");
    expect(out).toContain("  health check failed after 5m0s\n");
    expect(out).toContain("3 attempts failed.");
  });

  it("gives the same as JSON", async () => {
    const { out } = await runCli(["why", "storefront", "-o", "json"], { objects: sample });
    const { node, causes, tree } = JSON.parse(out);
    expect(node).toMatchObject({ id: "Kustomization/apps/storefront", state: "blocked" });
    expect(causes).toMatchObject([{ kind: "failed", nodes: ["Kustomization/data/postgres"], blocked: 14 }]);
    expect(tree.find((line: { isCause?: boolean }) => line.isCause)).toMatchObject({
      id: "Kustomization/data/postgres",
    });
  });

  it("goes round a cycle once, with or without a way in", async () => {
    const objects = [
      ks("a", { dependsOn: ["c"], ready: blockedBy("default/c") }),
      ks("b", { dependsOn: ["a"], ready: blockedBy("default/a") }),
      ks("c", { dependsOn: ["b"], ready: blockedBy("default/b") }),
      ks("self", { dependsOn: ["self"], ready: blockedBy("default/self") }),
      ks("behind", { dependsOn: ["a"], ready: blockedBy("default/a") }),
    ];
    for (const name of ["a", "b", "c", "self", "behind"]) {
      const { out } = await runCli(["why", name], { objects });
      expect(out.match(/and so round again/g), name).toHaveLength(1);
      expect(out).toContain("Never clears by itself.");
    }
  });

  it("reads a chain of 5,000 in a few lines, and whole when asked", async () => {
    const chain = [ks("k0", { ready: failed })];
    for (let at = 1; at < 5_000; at++)
      chain.push(ks(`k${at}`, { dependsOn: [`k${at - 1}`], ready: blockedBy(`default/k${at - 1}`) }));
    const { out } = await runCli(["why", "k4999"], { objects: [...chain, source] });
    expect(out.split("\n").length).toBeLessThan(40);
    expect(out).toContain("… 4987 more");
    expect(out).toMatch(/default\/k0 {2}Failed .* root cause/);
  });

  it("stays readable in front of many causes", async () => {
    const names = Array.from({ length: 300 }, (_, at) => `k${at}`);
    const objects: RawObject[] = names.map((name) => ks(name, { ready: failed }));
    objects.push(ks("web", { dependsOn: names, ready: blockedBy("default/k0") }));
    const { out } = await runCli(["why", "web"], { objects });
    const tree = out.slice(out.indexOf("⧗ default/web"));
    expect(tree.split("\n").length).toBeLessThan(20);
    expect(tree).toContain("… 290 more");
    const whole = await runCli(["why", "web", "--all"], { objects });
    expect(whole.out.slice(whole.out.indexOf("⧗ default/web")).split("\n").length).toBeGreaterThan(300);
  });

  it("says what could not be read, and goes on", async () => {
    const { code, err, out } = await runCli(["why", "storefront"], {
      objects: sample,
      refuse: (kind) => (kind === "OCIRepository" ? forbidden(kind) : null),
    });
    expect(code).toBe(0);
    expect(err).toContain("Some sources may not be read");
    expect(out).toContain("postgres failed its health check");
  });

  it("needs no kind of source to be installed", async () => {
    const gone = (kind: string) => new ApiError("not-found", `${kind} is not installed`);
    const run = await runCli(["why", "storefront"], {
      objects: sample,
      refuse: (kind) => (kind === "Kustomization" ? null : gone(kind)),
    });
    expect(run).toMatchObject({ code: 0, err: "" });
  });

  it("reads one namespace where it may not read all", async () => {
    const refuse = (kind: string, namespace: string | null) =>
      namespace === null && kind === "Kustomization" ? forbidden(kind) : null;
    const run = await runCli(["why", "catalog-api", "-n", "apps"], { objects: sample, refuse });
    expect(run.code).toBe(0);
    expect(run.err).toContain("Only Kustomizations of apps may be read here");
    expect(run.out).toContain("apps/catalog-api  Blocked");
  });

  it.each([
    [forbidden("kustomizations"), "You may not list kustomizations.\nAsk for the rule."],
    [
      new ApiError("unreachable", "https://x did not answer.", { fix: "Check the VPN." }),
      "https://x did not answer.\nCheck the VPN.",
    ],
  ])("exits with 2 and a plain sentence: %s", async (refusal, words) => {
    const { code, out, err, closed } = await runCli(["why", "a"], { refuse: () => refusal });
    expect({ code, out, closed }).toEqual({ code: 2, out: "", closed: 1 });
    expect(err).toBe(`headwater: ${words}\n`);
  });
});
