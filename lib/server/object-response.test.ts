import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { objectDetailsSchema } from "#lib/api/object-details.ts";
import { ApiError } from "#lib/cluster/api-error.ts";
import { ago, gitRepository, ks, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { readObjectDetails } from "./object-response.ts";
import { toProblemResponse } from "./problem.ts";
import { FakeReader, startTestRuntime } from "./runtime.test-support.ts";

const ADDRESS = { cluster: null, kind: "Kustomization", namespace: "default", name: "apps" };

function event(name: string, message: string, secondsAgo: number): RawObject {
  return {
    kind: "Event",
    metadata: { name, namespace: "default" },
    involvedObject: { kind: "Kustomization", namespace: "default", name: "apps" },
    type: "Warning",
    reason: "HealthCheckFailed",
    message,
    count: 3,
    lastTimestamp: ago(secondsAgo),
  };
}

const APPS = ks("apps", {
  metadata: { managedFields: [{ manager: "kustomize-controller" }], annotations: { note: "kept" } },
  status: {
    inventory: { entries: [{ id: "apps_web_apps_Deployment", v: "v1" }] },
    history: [
      {
        digest: "sha256:1",
        firstReconciled: ago(900),
        lastReconciled: ago(300),
        lastReconciledDuration: "1.5s",
        lastReconciledStatus: "ReconciliationSucceeded",
        totalReconciliations: 2,
        metadata: { revision: REVISION_1 },
      },
    ],
  },
});

describe("GET /api/objects/…", () => {
  it("gives one object whole", async () => {
    const { runtime, reader } = startTestRuntime();
    reader.apply(APPS, event("old", "first", 900), event("new", "again", 60));
    const details = objectDetailsSchema.parse(await readObjectDetails(runtime, ADDRESS));
    expect(details).toMatchObject({
      id: "Kustomization/default/apps",
      conditions: [{ type: "Ready", status: "True", since: ago(600) }],
      events: [
        { message: "again", count: 3, at: ago(60) },
        { message: "first", at: ago(900) },
      ],
      eventsError: null,
      history: [
        { status: "ReconciliationSucceeded", revision: REVISION_1, first: ago(900), duration: "1.5s", total: 2 },
      ],
      inventory: [{ group: "apps", version: "v1", kind: "Deployment", namespace: "apps", name: "web" }],
    });
    expect(details.commands.length).toBeGreaterThan(0);
  });

  it("writes YAML that reads back as the object, without managedFields", async () => {
    const { runtime, reader } = startTestRuntime();
    reader.apply(APPS);
    const { yaml } = await readObjectDetails(runtime, ADDRESS);
    const { managedFields: _dropped, ...metadata } = APPS.metadata;
    expect(parse(yaml)).toEqual({ ...APPS, metadata });
    expect(Object.keys(parse(yaml)).slice(0, 3)).toEqual(["apiVersion", "kind", "metadata"]);
  });

  it("gives a source, too", async () => {
    const { runtime, reader } = startTestRuntime();
    reader.apply(gitRepository("fleet", REVISION_1));
    const address = { cluster: null, kind: "GitRepository", namespace: "flux-system", name: "fleet" };
    expect(await readObjectDetails(runtime, address)).toMatchObject({ inventory: [], history: [] });
  });

  it("gives the rest when the events cannot be read, and says why", async () => {
    const { runtime, reader } = startTestRuntime();
    reader.apply(APPS);
    reader.listRefusal = new ApiError("forbidden", "You may not list events.");
    const details = await readObjectDetails(runtime, ADDRESS);
    expect(details).toMatchObject({ events: [], eventsError: "You may not list events." });
    expect(details.conditions).toHaveLength(1);
  });

  it.each<[string, object]>([
    ["a kind that is not shown", { kind: "Secret" }],
    ["a name that is not there", { name: "nope" }],
    ["a cluster that is not there", { cluster: "eu" }],
    ["a name that leads elsewhere", { name: ".." }],
    ["a namespace that leads elsewhere", { namespace: "../../api" }],
    ["a name with a query", { name: "a?limit=1" }],
  ])("answers 404 to %s", async (_what, change) => {
    const { runtime, reader } = startTestRuntime();
    reader.apply(APPS);
    const error = await readObjectDetails(runtime, { ...ADDRESS, ...change }).catch((thrown: unknown) => thrown);
    const response = toProblemResponse(error);
    expect(response.status).toBe(404);
    expect((await response.json()).fix).not.toBe("");
  });

  it("answers 403 and 502 for what the cluster refuses and does not answer", async () => {
    for (const [kind, status] of [
      ["forbidden", 403],
      ["unreachable", 502],
    ] as const) {
      const { runtime, reader } = startTestRuntime();
      reader.beyond = kind;
      const error = await readObjectDetails(runtime, ADDRESS).catch((thrown: unknown) => thrown);
      expect(toProblemResponse(error).status).toBe(status);
    }
  });

  it("asks the cluster that is named, and names the context in the commands", async () => {
    const [eu, us] = [new FakeReader("eu"), new FakeReader("us")];
    const { runtime } = startTestRuntime({}, [eu, us]);
    us.apply(APPS);
    const details = await readObjectDetails(runtime, { ...ADDRESS, cluster: "us" });
    expect(details.id).toBe("us:Kustomization/default/apps");
    expect(details.commands.every(({ line }) => line.endsWith("--context us"))).toBe(true);
    expect(eu.gets).toEqual([]);
  });

  it("names a context that was chosen, for it need not be the person's current one", async () => {
    const { runtime, reader } = startTestRuntime({ HEADWATER_CONTEXTS: "test" });
    reader.apply(APPS);
    const { commands } = await readObjectDetails(runtime, ADDRESS);
    expect(commands[0]?.line).toContain("--context test");
  });
});
