import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { ALL_REPOSITORIES, about, failure, GROUP, QUALIFIED, useSuite } from "./suite.test-support.ts";

const UNAUTHORIZED = failure(401, "Unauthorized", "Unauthorized");

/** Who is let in, and what is refused to whom. */
export function describeAccess(open: OpenContractServer): void {
  describe("who is let in", () => {
    const suite = useSuite(open);

    it.each(["/version", "/livez", ALL_REPOSITORIES, "/nothing"])("refuses an unknown token at %s", async (path) => {
      const { status, body, headers } = await suite.client.get(path, { person: { token: "wrong" } });
      expect(status).toBe(401);
      expect(body).toEqual(UNAUTHORIZED);
      expect(headers["content-type"]).toBe("application/json");
    });

    it("takes nobody without credentials for system:anonymous, who may ask for health and version alone", async () => {
      for (const path of ["/version", "/livez", "/readyz", "/healthz"]) {
        expect((await suite.client.get(path, { person: null })).status).toBe(200);
      }
      const { status, body, headers } = await suite.client.get(ALL_REPOSITORIES, { person: null });
      expect(status).toBe(403);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(body).toEqual(
        failure(
          403,
          "Forbidden",
          `${QUALIFIED} is forbidden: User "system:anonymous" cannot list resource "gitrepositories" in API group "${GROUP}" at the cluster scope`,
          about(),
        ),
      );
      const apis = await suite.client.get("/apis", { person: null });
      expect(apis.status).toBe(403);
      const message = 'forbidden: User "system:anonymous" cannot get path "/apis"';
      expect(apis.body).toEqual(failure(403, "Forbidden", message, {}));
    });

    it("lets everybody who is known look what is served", async () => {
      for (const path of ["/version", "/livez", "/api", "/api/v1", "/apis", `/apis/${GROUP}`, `/apis/${GROUP}/v1`]) {
        expect((await suite.client.get(path, { person: suite.server.people.nobody })).status, path).toBe(200);
      }
    });
  });

  describe("what is forbidden", () => {
    const suite = useSuite(open);
    const cases: readonly [
      what: string,
      method: "GET" | "PATCH" | "POST" | "DELETE",
      path: string,
      verb: string,
      named: boolean,
    ][] = [
      ["to list", "GET", "", "list", false],
      ["to list one name", "GET", "?fieldSelector=metadata.name%3Da", "list", true],
      ["to watch", "GET", "?watch=1", "watch", false],
      ["to get", "GET", "/a", "get", true],
      ["to patch", "PATCH", "/a", "patch", true],
      ["to create", "POST", "", "create", false],
      ["to delete", "DELETE", "/a", "delete", true],
    ];
    it.each(cases)("%s is said in one sentence, with the resource", async (_, method, path, verb, named) => {
      const { nobody } = suite.server.people;
      const body = method === "POST" || method === "PATCH" ? { body: "{}" } : {};
      const answer = await suite.client.call(method, `${suite.path()}${path}`, { person: nobody, ...body });
      expect(answer.status).toBe(403);
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      const why = `User "${nobody.user}" cannot ${verb} resource "gitrepositories" in API group "${GROUP}" in the namespace "${suite.namespace}"`;
      const name = named ? "a" : undefined;
      const object = named ? `${QUALIFIED} "a"` : QUALIFIED;
      expect(answer.body).toEqual(failure(403, "Forbidden", `${object} is forbidden: ${why}`, about(name)));
    });

    it("is said of a subresource, of a core kind and of a kind that nobody serves, too", async () => {
      const { nobody } = suite.server.people;
      const person = { person: nobody };
      const messageOf = async (path: string) => (await suite.client.get(path, person)).body["message"];
      expect(await messageOf(`${suite.path("a")}/status`)).toBe(
        `${QUALIFIED} "a" is forbidden: User "${nobody.user}" cannot get resource "gitrepositories/status" in API group "${GROUP}" in the namespace "${suite.namespace}"`,
      );
      expect(await messageOf("/api/v1/events")).toBe(
        `events is forbidden: User "${nobody.user}" cannot list resource "events" in API group "" at the cluster scope`,
      );
      expect(await messageOf("/apis/helm.toolkit.fluxcd.io/v2/helmreleases")).toBe(
        `helmreleases.helm.toolkit.fluxcd.io is forbidden: User "${nobody.user}" cannot list resource "helmreleases" in API group "helm.toolkit.fluxcd.io" at the cluster scope`,
      );
      expect(await messageOf("/nothing")).toBe(`forbidden: User "${nobody.user}" cannot get path "/nothing"`);
    });

    it("goes before what is wrong with the request", async () => {
      const person = { person: suite.server.people.nobody };
      expect((await suite.client.patch(suite.path("a"), "{", person)).status).toBe(403);
      expect((await suite.client.get(`${suite.path()}?limit=x`, person)).status).toBe(403);
    });

    it("is refused to a viewer for writing alone", async () => {
      const person = { person: suite.server.people.viewer };
      await suite.create("seen");
      expect((await suite.client.get(suite.path("seen"), person)).status).toBe(200);
      expect((await suite.client.get(ALL_REPOSITORIES, person)).status).toBe(200);
      expect((await suite.client.patch(suite.path("seen"), {}, person)).status).toBe(403);
      expect((await suite.client.patch(`${suite.path("seen")}?dryRun=All`, {}, person)).status).toBe(403);
    });
  });
}
