import { afterEach, describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { startTestServer, type TestServer } from "./api-server.test-support.ts";
import { event, ks } from "./object-store.test-support.ts";

const NS = "flux-system";
const ALL = `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${NS}/kustomizations`;
const ONE = `${ALL}/apps`;

let server: TestServer;
afterEach(() => server.close());

function stored(): Record<string, unknown> {
  return { ...server.store.get(KUSTOMIZATION, NS, "apps") };
}

describe("GET", () => {
  it("gives one object", async () => {
    server = await startTestServer();
    const created = server.store.create(KUSTOMIZATION, ks("apps"));
    const answer = await server.call(ONE);
    expect(answer.body).toEqual(created);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("cache-control")).toBe("no-cache, private");
    expect((await server.call(`${ONE}/status`)).body).toEqual(created);
  });

  it("answers what is not there as the API server does", async () => {
    server = await startTestServer();
    const { status, body } = await server.call(ONE);
    expect(status).toBe(404);
    expect(body).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: 'kustomizations.kustomize.toolkit.fluxcd.io "apps" not found',
      reason: "NotFound",
      details: { name: "apps", group: "kustomize.toolkit.fluxcd.io", kind: "kustomizations" },
      code: 404,
    });
  });
});

describe("PATCH", () => {
  it("merges, and says who did it", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const patch = { metadata: { annotations: { "reconcile.fluxcd.io/requestedAt": "now" } }, spec: { suspend: true } };
    const { status, body } = await server.patch(`${ONE}?fieldManager=headwater`, patch);
    expect(status).toBe(200);
    expect(body).toEqual(stored());
    expect(body).toMatchObject({
      metadata: {
        generation: 2,
        annotations: { "reconcile.fluxcd.io/requestedAt": "now" },
        managedFields: [{ manager: "headwater", operation: "Update", time: "2026-01-01T00:00:00Z" }],
      },
      spec: { interval: "10m", suspend: true },
    });
  });

  it("knows a nameless manager by its user agent", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const { body } = await server.patch(ONE, { spec: { suspend: true } }, { "User-Agent": "curl/8.0" });
    expect(body).toMatchObject({ metadata: { managedFields: [{ manager: "curl" }] } });
  });

  it("answers a stale version with a conflict, to the letter", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const { status, body } = await server.patch(ONE, { metadata: { resourceVersion: "1" }, spec: { suspend: true } });
    expect(status).toBe(409);
    expect(body).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message:
        'Operation cannot be fulfilled on kustomizations.kustomize.toolkit.fluxcd.io "apps": the object has been modified; please apply your changes to the latest version and try again',
      reason: "Conflict",
      details: { name: "apps", group: "kustomize.toolkit.fluxcd.io", kind: "kustomizations" },
      code: 409,
    });
    expect(stored()).toMatchObject({ spec: { interval: "10m" } });
  });

  it("answers another uid with Invalid and its cause", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const { status, body } = await server.patch(ONE, { metadata: { uid: "other" } });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      reason: "Invalid",
      details: {
        kind: "Kustomization",
        causes: Array(2).fill({
          reason: "FieldValueInvalid",
          message: 'Invalid value: "other": field is immutable',
          field: "metadata.uid",
        }),
      },
    });
  });

  it("patches the status alone by its subresource", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const patch = { spec: { suspend: true }, status: { observedGeneration: 1 } };
    await server.patch(`${ONE}/status`, patch);
    expect(stored()).toMatchObject({ status: { observedGeneration: 1 }, metadata: { generation: 1 } });
    expect(stored()["spec"]).not.toHaveProperty("suspend");
    const events = await server.patch(`/api/v1/namespaces/${NS}/events/e/status`, {});
    expect(events.status).toBe(404);
  });

  it("only tries with dryRun=All", async () => {
    server = await startTestServer();
    const before = server.store.create(KUSTOMIZATION, ks("apps"));
    const { status, body } = await server.patch(`${ONE}?dryRun=All`, { spec: { suspend: true } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ spec: { suspend: true } });
    expect(stored()).toEqual(before);
    const odd = await server.patch(`${ONE}?dryRun=Some`, {});
    expect(odd.status).toBe(422);
    expect(odd.body["message"]).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
    );
  });

  const refused: readonly [what: string, body: unknown, contentType: string, status: number, message: string][] = [
    [
      "another media type",
      {},
      "application/json",
      415,
      "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml",
    ],
    ["no JSON", "{", "application/merge-patch+json", 400, "error decoding patch: "],
    ["no object", "[1]", "application/merge-patch+json", 400, "json: cannot unmarshal array"],
    [
      "another name",
      { metadata: { name: "b" } },
      "application/merge-patch+json",
      400,
      "the name of the object (b) does not match the name on the URL (apps)",
    ],
    [
      "another namespace",
      { metadata: { namespace: "b" } },
      "application/merge-patch+json",
      400,
      "the namespace of the provided object does not match the namespace sent on the request",
    ],
    [
      "too much",
      { spec: { path: "x".repeat(4_000_000) } },
      "application/merge-patch+json; charset=utf-8",
      413,
      "Request entity too large: limit is 3145728",
    ],
  ];
  it.each(refused)("refuses %s", async (_, body, contentType, status, message) => {
    server = await startTestServer();
    const before = server.store.create(KUSTOMIZATION, ks("apps"));
    const answer = await server.patch(ONE, body, { "Content-Type": contentType });
    expect(answer.status).toBe(status);
    expect(answer.body["message"]).toContain(message);
    expect(stored()).toEqual(before);
  });
});

describe("POST", () => {
  it("creates, without the status that was sent", async () => {
    server = await startTestServer();
    const sent = { ...ks("apps"), status: { x: 1 } };
    const { status, body } = await server.call(ALL, { method: "POST", body: sent });
    expect(status).toBe(201);
    expect(body).toMatchObject({ metadata: { name: "apps", generation: 1 }, status: { observedGeneration: -1 } });
    expect(body).toEqual(stored());
    const again = await server.call(ALL, { method: "POST", body: sent });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      reason: "AlreadyExists",
      message: 'kustomizations.kustomize.toolkit.fluxcd.io "apps" already exists',
    });
  });

  it("takes the namespace from the path, and makes names", async () => {
    server = await startTestServer();
    const body = { ...event("", "apps"), metadata: { generateName: "apps." } };
    const answer = await server.call(`/api/v1/namespaces/${NS}/events`, { method: "POST", body });
    expect(answer.status).toBe(201);
    expect(server.store.list(EVENT, NS)).toMatchObject([{ metadata: { name: "apps.00001", namespace: NS } }]);
  });

  it.each([
    [
      { ...ks("apps"), apiVersion: "kustomize.toolkit.fluxcd.io/v1beta2" },
      400,
      "does not match the expected API version",
    ],
    [
      ks("apps", { namespace: "other" }),
      400,
      "the namespace of the provided object does not match the namespace sent on the request",
    ],
    [ks("No"), 422, 'Kustomization.kustomize.toolkit.fluxcd.io "No" is invalid: metadata.name: Invalid value: "No"'],
    [ks(""), 422, "name or generateName is required"],
    [{}, 400, "the object provided is unrecognized (must be of type Kustomization): Object 'Kind' is missing"],
    [{ ...ks("apps"), kind: "Bucket" }, 422, 'kind: Invalid value: "Bucket": must be Kustomization'],
  ])("refuses what does not fit (%#)", async (body, status, message) => {
    server = await startTestServer();
    const answer = await server.call(ALL, { method: "POST", body });
    expect(answer.status).toBe(status);
    expect(answer.body["message"]).toContain(message);
    expect(server.store.list(KUSTOMIZATION, null)).toEqual([]);
  });

  it("only tries with dryRun=All", async () => {
    server = await startTestServer();
    expect((await server.call(`${ALL}?dryRun=All`, { method: "POST", body: ks("apps") })).status).toBe(201);
    expect(server.store.list(KUSTOMIZATION, null)).toEqual([]);
  });
});

describe("DELETE", () => {
  it("answers with a Status when the object is gone", async () => {
    server = await startTestServer();
    const { metadata } = server.store.create(KUSTOMIZATION, ks("apps"));
    const { status, body } = await server.call(ONE, { method: "DELETE" });
    expect(status).toBe(200);
    expect(body).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Success",
      details: { name: "apps", group: "kustomize.toolkit.fluxcd.io", kind: "kustomizations", uid: metadata.uid },
    });
    expect((await server.call(ONE, { method: "DELETE" })).status).toBe(404);
  });

  it("answers with the object while finalizers hold it", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps", { metadata: { finalizers: ["finalizers.fluxcd.io"] } }));
    const { body } = await server.call(ONE, { method: "DELETE" });
    expect(body).toEqual(stored());
    expect(body).toMatchObject({ metadata: { deletionTimestamp: "2026-01-01T00:00:00Z", generation: 2 } });
  });

  it("holds preconditions", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const { status, body } = await server.call(ONE, { method: "DELETE", body: { preconditions: { uid: "other" } } });
    expect(status).toBe(409);
    expect(body["message"]).toContain(
      'Operation cannot be fulfilled on Kustomization.kustomize.toolkit.fluxcd.io "apps": the UID in the precondition (other) does not match the UID in record',
    );
    expect((await server.call(`${ONE}?dryRun=All`, { method: "DELETE" })).status).toBe(200);
    expect(stored()).not.toEqual({});
  });
});

describe("what is not served", () => {
  const cases: readonly [method: string, path: string, status: number, text: string][] = [
    ["PUT", ONE, 405, 'update is not supported on resources of kind \\"kustomizations.kustomize.toolkit.fluxcd.io\\"'],
    ["DELETE", ALL, 405, "deletecollection is not supported"],
    [
      "PUT",
      `/api/v1/namespaces/${NS}/events/e`,
      405,
      "the server does not allow this method on the requested resource",
    ],
    ["GET", "/nothing", 404, "404 page not found\n"],
    ["GET", "/apis/helm.toolkit.fluxcd.io/v2/helmreleases", 404, "404 page not found\n"],
    ["GET", "/apis/kustomize.toolkit.fluxcd.io/v1beta2/kustomizations", 404, "404 page not found\n"],
    ["POST", "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations", 404, "404 page not found\n"],
    ["GET", `${ONE}/scale`, 404, 'kustomizations.kustomize.toolkit.fluxcd.io \\"apps\\" not found'],
    ["GET", "/api/v1/pods", 404, "the server could not find the requested resource"],
    ["GET", `${ALL}/%zz`, 400, "400 Bad Request"],
  ];
  it.each(cases)("%s %s", async (method, path, status, text) => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("apps"));
    const answer = await server.call(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
  });
});
