import { request as httpRequest } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { startTestServer, type TestServer } from "./api-server.test-support.ts";
import type { Authorize } from "./authorization.ts";
import { ks } from "./object-store.test-support.ts";

const KS = "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations";
const APPS = "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations/apps";
const REVIEWS = "/apis/authorization.k8s.io/v1";

let server: TestServer;
afterEach(() => server.close());

/** alice may do everything; bob and those whom alice stands for may look into flux-system. */
const authorize: Authorize = ({ user, groups }, verb, _, plural, namespace) => {
  if (user === "alice") return true;
  if (groups.includes("writers") && verb === "patch") return true;
  return ["get", "list", "watch"].includes(verb) && plural === "kustomizations" && namespace === "flux-system";
};

describe("authentication", () => {
  it("takes who has no token for nobody, who may ask for health and version alone", async () => {
    server = await startTestServer();
    const ask = async (path: string) => (await server.call(path, { token: null })).status;
    expect(await Promise.all(["/version", "/livez", KS, "/apis", "/nothing"].map(ask))).toEqual([
      200, 200, 403, 403, 403,
    ]);
  });

  it("answers 401 to a wrong token", async () => {
    server = await startTestServer();
    for (const path of [KS, "/version", "/nothing"]) {
      const { status, body } = await server.call(path, { token: "wrong" });
      expect(status).toBe(401);
      expect(body).toEqual({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: "Unauthorized",
        reason: "Unauthorized",
        code: 401,
      });
    }
  });

  it("says who one is", async () => {
    server = await startTestServer();
    const { status, body } = await server.call("/apis/authentication.k8s.io/v1/selfsubjectreviews", {
      method: "POST",
      body: {},
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      kind: "SelfSubjectReview",
      apiVersion: "authentication.k8s.io/v1",
      metadata: { creationTimestamp: "2026-01-01T00:00:00Z" },
      status: { userInfo: { username: "alice", groups: ["team:a", "ops, night", "system:authenticated"] } },
    });
  });
});

describe("authorization", () => {
  const cases: readonly [method: string, path: string, message: string][] = [
    [
      "GET",
      KS,
      'kustomizations.kustomize.toolkit.fluxcd.io is forbidden: User "bob" cannot list resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" at the cluster scope',
    ],
    [
      "GET",
      `${KS}?watch=true`,
      'kustomizations.kustomize.toolkit.fluxcd.io is forbidden: User "bob" cannot watch resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" at the cluster scope',
    ],
    [
      "GET",
      `${KS}?fieldSelector=metadata.name%3Dapps`,
      'kustomizations.kustomize.toolkit.fluxcd.io "apps" is forbidden: User "bob" cannot list resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" at the cluster scope',
    ],
    [
      "PATCH",
      APPS,
      'kustomizations.kustomize.toolkit.fluxcd.io "apps" is forbidden: User "bob" cannot patch resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" in the namespace "flux-system"',
    ],
    [
      "PATCH",
      `${APPS}/status`,
      'kustomizations.kustomize.toolkit.fluxcd.io "apps" is forbidden: User "bob" cannot patch resource "kustomizations/status" in API group "kustomize.toolkit.fluxcd.io" in the namespace "flux-system"',
    ],
    [
      "GET",
      "/api/v1/namespaces/flux-system/events",
      'events is forbidden: User "bob" cannot list resource "events" in API group "" in the namespace "flux-system"',
    ],
    [
      "POST",
      `${REVIEWS}/subjectaccessreviews`,
      'subjectaccessreviews.authorization.k8s.io is forbidden: User "bob" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope',
    ],
  ];
  it.each(cases)("%s %s", async (method, path, message) => {
    server = await startTestServer({ authorize });
    const answer = await server.call(path, { method, token: "bob-token" });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ kind: "Status", reason: "Forbidden", code: 403, message });
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("lets through what is allowed, and discovery", async () => {
    server = await startTestServer({ authorize });
    server.store.create(KUSTOMIZATION, ks("apps"));
    expect((await server.call(APPS, { token: "bob-token" })).status).toBe(200);
    expect((await server.call("/apis", { token: "bob-token" })).status).toBe(200);
  });
});

describe("impersonation", () => {
  const rights = (attributes: object) => ({
    method: "POST",
    body: {
      spec: { resourceAttributes: { group: "kustomize.toolkit.fluxcd.io", resource: "kustomizations", ...attributes } },
    },
  });

  /** fetch joins repeated headers into one line; a real client sends one line a group. */
  function whoAmI(headers: readonly string[]): Promise<unknown> {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          hostname,
          port,
          method: "POST",
          path: "/apis/authentication.k8s.io/v1/selfsubjectreviews",
          headers: ["Host", "emulator", "Authorization", "Bearer alice-token", "Content-Length", "0", ...headers],
        },
        (response) => {
          let text = "";
          response.on("data", (chunk) => (text += chunk));
          response.on("end", () => resolve(JSON.parse(text).status?.userInfo ?? JSON.parse(text)));
        },
      );
      request.on("error", reject);
      request.end();
    });
  }

  it("stands for the user with all groups, one header each", async () => {
    server = await startTestServer();
    const groups = ["Impersonate-Group", "oidc:dev, night", "Impersonate-Group", "writers"];
    expect(await whoAmI(["Impersonate-User", "carol", ...groups])).toEqual({
      username: "carol",
      groups: ["oidc:dev, night", "writers", "system:authenticated"],
    });
    expect(await whoAmI(["Impersonate-User", "carol"])).toEqual({
      username: "carol",
      groups: ["system:authenticated"],
    });
    expect(await whoAmI(["Impersonate-User", "system:anonymous"])).toMatchObject({ reason: "Forbidden", code: 403 });
    expect(await whoAmI(["Impersonate-Group", "writers"])).toMatchObject({ reason: "BadRequest", code: 400 });
  });

  it("has the rights of the user alone", async () => {
    server = await startTestServer({ authorize });
    server.store.create(KUSTOMIZATION, ks("apps"));
    const refused = await server.patch(APPS, { spec: { suspend: true } }, { "Impersonate-User": "carol" });
    expect(refused.status).toBe(403);
    expect(refused.body["message"]).toContain('User "carol" cannot patch');
    const headers = { "Impersonate-User": "carol", "Impersonate-Group": "writers" };
    expect((await server.patch(APPS, { spec: { suspend: true } }, headers)).status).toBe(200);
  });

  it("is refused to those who may not", async () => {
    server = await startTestServer({ authorize });
    const { status, body } = await server.call(KS, { token: "bob-token", headers: { "Impersonate-User": "alice" } });
    expect(status).toBe(403);
    expect(body["message"]).toBe(
      'kustomizations.kustomize.toolkit.fluxcd.io is forbidden: User "bob" cannot impersonate-on:user-info:list resource "kustomizations" in API group "kustomize.toolkit.fluxcd.io" at the cluster scope',
    );
  });

  it("reviews what oneself, another, or the impersonated may do", async () => {
    server = await startTestServer({ authorize });
    const self = `${REVIEWS}/selfsubjectaccessreviews`;
    const ask = async (attributes: object, more: object = {}) => {
      const { status, body } = await server.call(self, { ...rights(attributes), ...more });
      expect(status).toBe(201);
      return (body["status"] as { allowed: boolean }).allowed;
    };
    expect(await ask({ verb: "delete" })).toBe(true);
    expect(await ask({ verb: "list" }, { token: "bob-token" })).toBe(false);
    expect(await ask({ verb: "list", namespace: "flux-system" }, { token: "bob-token" })).toBe(true);
    expect(await ask({ verb: "get", namespace: "flux-system", subresource: "status" }, { token: "bob-token" })).toBe(
      false,
    );
    expect(await ask({ verb: "delete" }, { headers: { "Impersonate-User": "carol" } })).toBe(false);
    const spec = {
      user: "carol",
      groups: ["writers"],
      resourceAttributes: { verb: "patch", resource: "kustomizations" },
    };
    const other = await server.call(`${REVIEWS}/subjectaccessreviews`, { method: "POST", body: { spec } });
    expect(other.body).toEqual({
      kind: "SubjectAccessReview",
      apiVersion: "authorization.k8s.io/v1",
      metadata: {},
      spec,
      status: { allowed: true },
    });
    const path = await server.call(self, {
      method: "POST",
      body: { spec: { nonResourceAttributes: { path: "/livez", verb: "get" } } },
    });
    expect(path.body["status"]).toEqual({ allowed: true });
    expect((await server.call(self, { method: "POST", body: { spec: {} } })).status).toBe(422);
    expect((await server.call(self)).status).toBe(405);
  });
});
