import { afterEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./api-server.test-support.ts";

let server: TestServer;
afterEach(() => server.close());

async function get(path: string): Promise<Record<string, unknown>> {
  const { status, body } = await server.call(path);
  expect(status).toBe(200);
  return body;
}

describe("discovery", () => {
  it("tells the version and that it lives", async () => {
    server = await startTestServer();
    expect(await get("/version")).toMatchObject({ major: "1", minor: "36", gitVersion: "v1.36.3" });
    for (const probe of ["/livez", "/readyz", "/healthz"]) expect((await server.call(probe)).text).toBe("ok");
  });

  it("tells the groups", async () => {
    server = await startTestServer();
    expect(await get("/api")).toMatchObject({ kind: "APIVersions", versions: ["v1"] });
    const version = { groupVersion: "kustomize.toolkit.fluxcd.io/v1", version: "v1" };
    const group = { name: "kustomize.toolkit.fluxcd.io", versions: [version], preferredVersion: version };
    const groups = await get("/apis");
    expect(groups).toMatchObject({ kind: "APIGroupList", apiVersion: "v1" });
    expect(groups["groups"]).toContainEqual(group);
    const names = (groups["groups"] as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual([
      "authentication.k8s.io",
      "authorization.k8s.io",
      "kustomize.toolkit.fluxcd.io",
      "source.toolkit.fluxcd.io",
    ]);
    expect(await get("/apis/kustomize.toolkit.fluxcd.io/")).toEqual({ kind: "APIGroup", apiVersion: "v1", ...group });
  });

  it("tells the resources of a version", async () => {
    server = await startTestServer();
    expect(await get("/apis/kustomize.toolkit.fluxcd.io/v1")).toEqual({
      kind: "APIResourceList",
      apiVersion: "v1",
      groupVersion: "kustomize.toolkit.fluxcd.io/v1",
      resources: [
        {
          name: "kustomizations",
          singularName: "kustomization",
          namespaced: true,
          kind: "Kustomization",
          verbs: ["create", "delete", "get", "list", "patch", "watch"],
          shortNames: ["ks"],
        },
        {
          name: "kustomizations/status",
          singularName: "",
          namespaced: true,
          kind: "Kustomization",
          verbs: ["get", "patch"],
        },
      ],
    });
    const core = await get("/api/v1");
    expect(core["groupVersion"]).toBe("v1");
    expect(core["resources"]).toMatchObject([{ name: "events", shortNames: ["ev"] }]);
    const sources = await get("/apis/source.toolkit.fluxcd.io/v1");
    expect((sources["resources"] as { name: string }[]).map(({ name }) => name)).toContain("externalartifacts/status");
    const reviews = await get("/apis/authorization.k8s.io/v1");
    expect(reviews["resources"]).toMatchObject([
      { name: "selfsubjectaccessreviews", namespaced: false, verbs: ["create"] },
      { name: "subjectaccessreviews", namespaced: false, verbs: ["create"] },
    ]);
  });

  it.each(["/apis/none", "/apis/none/v1", "/apis/kustomize.toolkit.fluxcd.io/v2", "/openapi/v2", "/openapi/v3"])(
    "does not serve %s",
    async (path) => {
      server = await startTestServer();
      const { status, text, headers } = await server.call(path);
      expect({ status, text }).toEqual({ status: 404, text: "404 page not found\n" });
      expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    },
  );
});
