import { describe, expect, it } from "vitest";
import { CAROL, NIGHT_SHIFT, READERS } from "./contract-rights.test-support.ts";
import type { ContractPerson, OpenContractServer } from "./contract-server.test-support.ts";
import { ALL_REPOSITORIES, about, failure, GROUP, QUALIFIED, useSuite } from "./suite.test-support.ts";

const WHO_AM_I = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
const REVIEW = { kind: "SelfSubjectReview", apiVersion: "authentication.k8s.io/v1" };

/** A group is a header of its own each. */
function asUser(user: string, ...groups: readonly string[]): readonly string[] {
  return ["Impersonate-User", user, ...groups.flatMap((group) => ["Impersonate-Group", group])];
}

/** Impersonation with one user, several groups and extra, and what is refused. */
export function describeImpersonation(open: OpenContractServer): void {
  describe("impersonation", () => {
    const suite = useSuite(open);
    const whoAmI = async (headers: readonly string[], person: ContractPerson = suite.server.people.impersonator) => {
      const { status, text, body } = await suite.client.post(WHO_AM_I, REVIEW, { headers, person });
      return status === 201 ? (body["status"] as { readonly userInfo: unknown }).userInfo : `${status} ${text}`;
    };
    const list = (headers: readonly string[], person: ContractPerson = suite.server.people.impersonator) =>
      suite.client.get(ALL_REPOSITORIES, { headers, person });

    it("stands for a user with several groups, one header each, commas and spaces kept", async () => {
      expect(await whoAmI(asUser(CAROL))).toEqual({ username: CAROL, groups: ["system:authenticated"] });
      expect(await whoAmI(asUser(CAROL, READERS, NIGHT_SHIFT))).toEqual({
        username: CAROL,
        groups: [READERS, NIGHT_SHIFT, "system:authenticated"],
      });
    });

    it("takes the name of an extra in lower case, and all of its values", async () => {
      const extra = ["Impersonate-Extra-Scopes", "a", "Impersonate-Extra-Scopes", "b"];
      expect(await whoAmI([...asUser(CAROL, READERS), ...extra])).toEqual({
        username: CAROL,
        groups: [READERS, "system:authenticated"],
        extra: { scopes: ["a", "b"] },
      });
    });

    it("gives a service account its groups, a uid to whom has one, and takes the first of two users", async () => {
      const { admin } = suite.server.people;
      expect(await whoAmI(asUser("system:serviceaccount:flux-system:headwater"), admin)).toEqual({
        username: "system:serviceaccount:flux-system:headwater",
        groups: ["system:serviceaccounts", "system:serviceaccounts:flux-system", "system:authenticated"],
      });
      expect(await whoAmI([...asUser("erin"), "Impersonate-Uid", "u1"], admin)).toEqual({
        username: "erin",
        uid: "u1",
        groups: ["system:authenticated"],
      });
      expect(await whoAmI([...asUser("erin"), ...asUser("fred")], admin)).toMatchObject({ username: "erin" });
    });

    it("has the rights of the user and the groups alone", async () => {
      const alone = await list(asUser(CAROL));
      expect(alone.status).toBe(403);
      const why = `User "${CAROL}" cannot list resource "gitrepositories" in API group "${GROUP}" at the cluster scope`;
      expect(alone.body).toEqual(failure(403, "Forbidden", `${QUALIFIED} is forbidden: ${why}`, about()));
      expect((await list(asUser(CAROL, READERS))).status).toBe(200);
      expect((await list(asUser(CAROL, NIGHT_SHIFT))).status).toBe(200);
      expect((await list(asUser("erin"), suite.server.people.admin)).status).toBe(403);
    });

    it("is refused for a user, a group, an extra or a uid that is not granted", async () => {
      const { user } = suite.server.people.impersonator;
      const refused: readonly [headers: readonly string[], message: string, details: object][] = [
        [
          asUser(CAROL, "writers"),
          `groups "writers" is forbidden: User "${user}" cannot impersonate resource "groups" in API group "" at the cluster scope`,
          { name: "writers", kind: "groups" },
        ],
        [
          [...asUser(CAROL), "Impersonate-Extra-Other", "b"],
          `userextras.authentication.k8s.io "b" is forbidden: User "${user}" cannot impersonate resource "userextras/other" in API group "authentication.k8s.io" at the cluster scope`,
          { name: "b", group: "authentication.k8s.io", kind: "userextras" },
        ],
        [
          [...asUser(CAROL), "Impersonate-Uid", "u1"],
          `uids.authentication.k8s.io "u1" is forbidden: User "${user}" cannot impersonate resource "uids" in API group "authentication.k8s.io" at the cluster scope`,
          { name: "u1", group: "authentication.k8s.io", kind: "uids" },
        ],
      ];
      // Which of several ways of impersonation a real server names depends on which worked before.
      expect(await whoAmI(asUser(CAROL))).toMatchObject({ username: CAROL });
      for (const [headers, message, details] of refused) {
        const { people } = suite.server;
        const { status, body } = await suite.client.post(WHO_AM_I, REVIEW, { headers, person: people.impersonator });
        expect(status).toBe(403);
        expect(body).toEqual(failure(403, "Forbidden", message, details));
      }
    });

    it("is refused to who may not impersonate at all, by whatever right is lacking first", async () => {
      const { nobody } = suite.server.people;
      const { status, body } = await list(asUser("erin"), nobody);
      expect(status).toBe(403);
      const message = new RegExp(`is forbidden: User "${nobody.user}" cannot impersonate`);
      expect(body).toMatchObject({ kind: "Status", reason: "Forbidden", message: expect.stringMatching(message) });
    });

    it("is not understood without a user, and is none with an empty one", async () => {
      for (const headers of [
        ["Impersonate-Group", READERS],
        ["Impersonate-Uid", "u1"],
        ["Impersonate-Extra-scopes", "a"],
      ]) {
        const { status, body } = await list(headers);
        expect(status).toBe(400);
        const message = expect.stringMatching(/^requested .* without impersonating a user name$/);
        expect(body).toEqual(failure(400, "BadRequest", message));
      }
      const { admin } = suite.server.people;
      expect(await whoAmI(["Impersonate-User", ""], admin)).toMatchObject({ username: admin.user });
    });

    it("can stand for nobody at all", async () => {
      const { status, body } = await list(asUser("system:anonymous"), suite.server.people.admin);
      expect(status).toBe(403);
      expect(body["message"]).toContain('User "system:anonymous" cannot list resource');
      const version = { headers: asUser("system:anonymous"), person: suite.server.people.admin };
      expect((await suite.client.get("/version", version)).status).toBe(200);
      expect((await suite.client.get("/apis", version)).status).toBe(403);
    });
  });
}
