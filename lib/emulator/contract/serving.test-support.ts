import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { about, buildRepository, failure, findThrottled, GROUP, QUALIFIED, useSuite } from "./suite.test-support.ts";

/** What is served where, and the answers to everything else. */
export function describeServing(open: OpenContractServer): void {
  describe("what is not there", () => {
    const suite = useSuite(open);
    const notFound = (name: string) => failure(404, "NotFound", `${QUALIFIED} "${name}" not found`, about(name));

    it("as an object, an odd name, or a namespace: 404 with a Status", async () => {
      const nowhere = suite.path("a").replace(suite.namespace, "nowhere");
      const cases: readonly [path: string, name: string][] = [
        [suite.path("a"), "a"],
        [suite.path("No"), "No"],
        [suite.path("a%20b"), "a b"],
        [suite.path("n".repeat(300)), "n".repeat(300)],
        [nowhere, "a"],
      ];
      for (const [path, name] of cases) {
        for (const answer of [await suite.client.get(path), await suite.client.patch(path, {})]) {
          expect(answer.status).toBe(404);
          expect(answer.body).toEqual(notFound(name));
          expect(answer.headers["content-type"]).toBe("application/json");
        }
      }
    });

    it("as a subresource: the object is not found, whether it is there or not", async () => {
      await suite.create("there");
      for (const path of [`${suite.path("there")}/scale`, suite.path("there%2fscale")]) {
        const { status, body } = await suite.client.get(path);
        expect(status).toBe(404);
        expect(body).toEqual(notFound("there"));
      }
    });

    it.each([
      "/nothing",
      "/apis/helm.toolkit.fluxcd.io/v2/helmreleases",
      `/apis/${GROUP}/v1beta2/gitrepositories`,
      `/apis/${GROUP}/v1/odd`,
      `/apis/${GROUP}/v9`,
      "/apis/nope.example",
    ])("as a kind, a version or a path (%s): 404 in plain text", async (path) => {
      const { status, text, headers } = await suite.client.get(path);
      expect(status).toBe(404);
      expect(text).toBe("404 page not found\n");
      expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    });

    it.each(["/api/v1/odd", "/api/v1/namespaces/x/odd", "/apis/authorization.k8s.io/v1/odd", "/api/v2", "/api/v2/odd"])(
      "as a kind of a group that is built in (%s): 404 with a Status",
      async (path) => {
        const { status, body } = await suite.client.get(path);
        expect(status).toBe(404);
        expect(body).toEqual(failure(404, "NotFound", "the server could not find the requested resource", {}));
      },
    );

    it("is not a resource to be created across namespaces", async () => {
      const { status, text } = await suite.client.post(`/apis/${GROUP}/v1/gitrepositories`, buildRepository("x"));
      expect(status).toBe(404);
      expect(text).toBe("404 page not found\n");
    });

    it("is not to be asked for by a path that is wrongly escaped", async () => {
      const { status, text, headers } = await suite.client.get(`${suite.path()}/%zz`);
      expect(status).toBe(400);
      expect(text).toBe("400 Bad Request");
      expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    });

    it("answers a patch of all at once with what is lacking", async () => {
      const { status, body } = await suite.client.patch(suite.path(), {});
      expect(status).toBe(400);
      expect(body).toEqual(failure(400, "BadRequest", "name must be provided"));
    });

    it("is not a method such as OPTIONS: 405 with a Status", async () => {
      const { status, body } = await suite.client.call("OPTIONS", suite.path());
      expect(status).toBe(405);
      const message = ` is not supported on resources of kind "${QUALIFIED}"`;
      expect(body).toEqual(failure(405, "MethodNotAllowed", message, about()));
    });
  });

  describe("what is there", () => {
    const suite = useSuite(open);

    it("answers HEAD with what GET would, without a body", async () => {
      await suite.create("headed");
      for (const [path, status] of [
        [suite.path("headed"), 200],
        [suite.path(), 200],
        [suite.path("nothing"), 404],
        ["/nothing", 404],
      ] as const) {
        const answer = await suite.client.call("HEAD", path);
        expect(answer.status).toBe(status);
        expect(answer.text).toBe("");
      }
    });

    it.each(["/healthz", "/livez", "/readyz"])("says ok at %s", async (path) => {
      const { status, text, headers } = await suite.client.get(path);
      expect(status).toBe(200);
      expect(text).toBe("ok");
      expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    });

    it("says its version", async () => {
      const { status, body } = await suite.client.get("/version");
      expect(status).toBe(200);
      expect(body).toMatchObject({
        major: "1",
        minor: "36",
        gitVersion: expect.any(String),
        platform: expect.any(String),
      });
    });

    it("lists groups, a group, and the kinds of a version with their verbs", async () => {
      const version = { groupVersion: `${GROUP}/v1`, version: "v1" };
      const group = { name: GROUP, versions: [version], preferredVersion: version };
      const groups = await suite.client.get("/apis");
      expect(groups.body).toMatchObject({ kind: "APIGroupList", apiVersion: "v1" });
      expect(groups.body["groups"]).toContainEqual(group);
      expect((await suite.client.get(`/apis/${GROUP}`)).body).toEqual({ kind: "APIGroup", apiVersion: "v1", ...group });
      for (const slash of ["", "/"]) {
        const { body } = await suite.client.get(`/apis/${GROUP}/v1${slash}`);
        expect(body).toMatchObject({ kind: "APIResourceList", apiVersion: "v1", groupVersion: `${GROUP}/v1` });
        const resources = body["resources"] as readonly { readonly name: string; readonly verbs: readonly string[] }[];
        const [whole, status] = ["gitrepositories", "gitrepositories/status"].map((name) =>
          resources.find((resource) => resource.name === name),
        );
        expect(whole).toMatchObject({
          singularName: "gitrepository",
          namespaced: true,
          kind: "GitRepository",
          shortNames: ["gitrepo"],
          verbs: expect.arrayContaining(["create", "delete", "get", "list", "patch", "watch"]),
        });
        expect(status).toMatchObject({
          singularName: "",
          kind: "GitRepository",
          verbs: expect.arrayContaining(["get", "patch"]),
        });
      }
      const { body } = await suite.client.get("/api/v1");
      expect(body).toMatchObject({ kind: "APIResourceList", groupVersion: "v1" });
      expect(body["resources"]).toContainEqual(
        expect.objectContaining({ name: "events", kind: "Event", namespaced: true }),
      );
      expect((await suite.client.get("/api")).body).toMatchObject({ kind: "APIVersions", versions: ["v1"] });
    });

    it("compresses answers above 128 KiB for those who take it, and no watch", async () => {
      const headers = ["Accept-Encoding", "gzip"];
      await suite.create("small");
      expect((await suite.client.get(suite.path("small"), { headers })).headers["content-encoding"]).toBeUndefined();
      const { metadata } = await suite.create("large", { spec: { ref: { branch: "x".repeat(200_000) } } });
      const plain = await suite.client.get(suite.path());
      expect(plain.headers["content-encoding"]).toBeUndefined();
      expect(plain.headers["cache-control"]).toBe("no-cache, private");
      const compressed = await suite.client.get(suite.path(), { headers });
      expect(compressed.headers["content-encoding"]).toBe("gzip");
      expect(compressed.headers["vary"]).toBe("Accept-Encoding");
      expect(compressed.bytes.length).toBeLessThan(10_000);
      expect(JSON.parse(gunzipSync(compressed.bytes).toString())["items"]).toEqual(plain.body["items"]);
      const from = Number(metadata.resourceVersion) - 1;
      const query = `?watch=1&resourceVersion=${from}&timeoutSeconds=60`;
      const events = await suite.client.watch(`${suite.path()}${query}`, { headers });
      expect(await events.take(1)).toEqual([`ADDED large@${metadata.resourceVersion}`]);
      events.cancel();
    });

    it("asks to wait with 429, a Status and Retry-After", async () => {
      const ask = (path: string) => suite.client.get(path);
      const { body, headers } = await findThrottled(suite.server, ask, ({ status }) => status === 429);
      expect(headers["retry-after"]).toBe("1");
      expect(body).toEqual(failure(429, "TooManyRequests", "storage is (re)initializing", { retryAfterSeconds: 1 }));
    }, 30_000);
  });
}
