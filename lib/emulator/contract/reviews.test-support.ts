import { describe, expect, it } from "vitest";
import { READERS } from "./contract-rights.test-support.ts";
import type { ContractPerson, OpenContractServer } from "./contract-server.test-support.ts";
import { failure, GROUP, useSuite } from "./suite.test-support.ts";

const AUTHORIZATION = "authorization.k8s.io";
const SELF = `/apis/${AUTHORIZATION}/v1/selfsubjectaccessreviews`;
const SUBJECT = `/apis/${AUTHORIZATION}/v1/subjectaccessreviews`;
const LIST = { group: GROUP, resource: "gitrepositories", verb: "list" };

/** What one may ask about rights, and how the answer looks. */
export function describeReviews(open: OpenContractServer): void {
  describe("reviews", () => {
    const suite = useSuite(open);
    const isAllowed = async (path: string, spec: object, person?: ContractPerson, headers: readonly string[] = []) => {
      const answer = await suite.client.post(path, { spec }, { headers, ...(person === undefined ? {} : { person }) });
      expect(answer.status, answer.text).toBe(201);
      return (answer.body["status"] as { readonly allowed: unknown }).allowed;
    };

    it("say who one is", async () => {
      const { viewer } = suite.server.people;
      const path = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
      for (const body of [{ kind: "SelfSubjectReview", apiVersion: "authentication.k8s.io/v1" }, {}]) {
        const answer = await suite.client.post(path, body, { person: viewer });
        expect(answer.status).toBe(201);
        expect(answer.body).toMatchObject({
          kind: "SelfSubjectReview",
          apiVersion: "authentication.k8s.io/v1",
          metadata: { creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
          status: { userInfo: { username: viewer.user, groups: [...viewer.groups, "system:authenticated"] } },
        });
      }
    });

    it("say what oneself may do, with what was asked", async () => {
      const { admin, viewer, nobody } = suite.server.people;
      const body = {
        kind: "SelfSubjectAccessReview",
        apiVersion: `${AUTHORIZATION}/v1`,
        spec: { resourceAttributes: LIST },
      };
      const answer = await suite.client.post(SELF, body, { person: nobody });
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ ...body, status: { allowed: false } });
      const spec = { resourceAttributes: LIST };
      expect(await isAllowed(SELF, spec, admin)).toBe(true);
      expect(await isAllowed(SELF, spec, viewer)).toBe(true);
      const namespaced = { resourceAttributes: { ...LIST, namespace: suite.namespace, name: "a", verb: "patch" } };
      expect(await isAllowed(SELF, namespaced, viewer)).toBe(false);
      const status = { resourceAttributes: { ...LIST, verb: "get", subresource: "status" } };
      expect(await isAllowed(SELF, status, viewer)).toBe(false);
      expect(await isAllowed(SELF, spec, admin, ["Impersonate-User", "erin"])).toBe(false);
      expect(await isAllowed(SELF, spec, admin, ["Impersonate-User", "erin", "Impersonate-Group", READERS])).toBe(true);
    });

    it("say what somebody else may do, by name or by groups", async () => {
      const { viewer, nobody } = suite.server.people;
      expect(await isAllowed(SUBJECT, { user: viewer.user, resourceAttributes: LIST })).toBe(true);
      expect(await isAllowed(SUBJECT, { user: nobody.user, resourceAttributes: LIST })).toBe(false);
      expect(await isAllowed(SUBJECT, { groups: [READERS], resourceAttributes: LIST })).toBe(true);
      expect(await isAllowed(SUBJECT, { user: "erin", groups: ["x"], resourceAttributes: LIST })).toBe(false);
    });

    it("look at paths that are no resource's", async () => {
      const { admin, nobody } = suite.server.people;
      const at = (path: string) => ({ nonResourceAttributes: { path, verb: "get" } });
      expect(await isAllowed(SELF, at("/livez"), nobody)).toBe(true);
      expect(await isAllowed(SELF, at("/apis"), nobody)).toBe(true);
      expect(await isAllowed(SELF, at("/metrics"), nobody)).toBe(false);
      expect(await isAllowed(SELF, at("/metrics"), admin)).toBe(true);
    });

    const invalid: readonly [path: string, spec: object, field: string, message: string][] = [
      [
        SELF,
        {},
        "spec.resourceAttributes",
        "Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified",
      ],
      [
        SELF,
        { resourceAttributes: LIST, nonResourceAttributes: { path: "/livez", verb: "get" } },
        "spec.nonResourceAttributes",
        'Invalid value: {"Path":"/livez","Verb":"get"}: cannot be specified in combination with resourceAttributes',
      ],
      [
        SUBJECT,
        { resourceAttributes: LIST },
        "spec.user",
        'Invalid value: "": at least one of user or group must be specified',
      ],
    ];
    it.each(invalid)("are invalid at %s with %j", async (path, spec, field, message) => {
      const { status, body } = await suite.client.post(path, { spec });
      expect(status).toBe(422);
      expect(body).toEqual(
        failure(422, "Invalid", `.${AUTHORIZATION} "" is invalid: ${field}: ${message}`, {
          group: AUTHORIZATION,
          causes: [{ reason: "FieldValueInvalid", message, field }],
        }),
      );
    });

    it("about others are not for everybody, and none can be read", async () => {
      const { nobody } = suite.server.people;
      const { status, body } = await suite.client.post(SUBJECT, { spec: {} }, { person: nobody });
      expect(status).toBe(403);
      expect(body).toEqual(
        failure(
          403,
          "Forbidden",
          `subjectaccessreviews.${AUTHORIZATION} is forbidden: User "${nobody.user}" cannot create resource "subjectaccessreviews" in API group "${AUTHORIZATION}" at the cluster scope`,
          { group: AUTHORIZATION, kind: "subjectaccessreviews" },
        ),
      );
      for (const path of [SELF, SUBJECT]) {
        const answer = await suite.client.get(path);
        expect(answer.status).toBe(405);
        const message = "the server does not allow this method on the requested resource";
        expect(answer.body).toEqual(failure(405, "MethodNotAllowed", message, {}));
      }
    });
  });
}
