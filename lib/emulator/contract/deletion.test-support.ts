import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { list } from "./paging.test-support.ts";
import { about, failure, GROUP, QUALIFIED, QUALIFIED_KIND, toStored, useSuite } from "./suite.test-support.ts";

const FINALIZERS = ["finalizers.fluxcd.io"];
const OTHER_UID = "11111111-2222-4333-8444-555555555555";

/** DELETE, with and without finalizers. */
export function describeDeletion(open: OpenContractServer): void {
  describe("DELETE", () => {
    const suite = useSuite(open);
    const remove = (name: string, body?: object, query = "") =>
      suite.client.call("DELETE", `${suite.path(name)}${query}`, body === undefined ? {} : { body });
    const notFound = (name: string) => failure(404, "NotFound", `${QUALIFIED} "${name}" not found`, about(name));

    it("answers with a Status that names the object, and then it is not found", async () => {
      const { uid } = (await suite.create("free")).metadata;
      const { status, body } = await remove("free");
      expect(status).toBe(200);
      expect(body).toEqual({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Success",
        details: { ...about("free"), uid },
      });
      for (const answer of [await remove("free"), await suite.client.get(suite.path("free"))]) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual(notFound("free"));
      }
    });

    it("marks what finalizers hold as terminating, counts a generation, and is the same a second time", async () => {
      const before = await suite.create("held", { metadata: { finalizers: FINALIZERS } });
      const { status, body } = await remove("held");
      expect(status).toBe(200);
      const marked = await suite.read("held");
      expect(body).toEqual(marked);
      expect(marked.metadata).toMatchObject({
        uid: before.metadata.uid,
        generation: 2,
        deletionGracePeriodSeconds: 0,
        deletionTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        finalizers: FINALIZERS,
      });
      expect((await remove("held")).body).toEqual(marked);
    });

    it("lets it be patched until the last finalizer is taken, and tells watchers each step", async () => {
      await suite.create("ending", { metadata: { finalizers: FINALIZERS } });
      const from = (await list(suite)).metadata.resourceVersion;
      const query = `watch=1&resourceVersion=${from}&timeoutSeconds=60&fieldSelector=metadata.name%3Dending`;
      const events = await suite.client.watch(`${suite.path()}?${query}`);
      await remove("ending");
      const patched = toStored(await suite.client.patch(suite.path("ending"), { spec: { suspend: true } }));
      expect(patched.metadata.generation).toBe(3);
      const last = toStored(await suite.client.patch(suite.path("ending"), { metadata: { finalizers: null } }));
      expect(last.metadata).not.toHaveProperty("finalizers");
      expect((await suite.client.get(suite.path("ending"))).status).toBe(404);
      const [marked, suspended, deleted] = [await events.next(), await events.next(), await events.next()];
      expect(marked).toMatchObject({
        type: "MODIFIED",
        object: { metadata: { generation: 2, finalizers: FINALIZERS } },
      });
      expect(suspended).toEqual({ type: "MODIFIED", object: patched });
      // As it was before its last change, at a version of its own.
      const { resourceVersion } = deleted?.object.metadata ?? {};
      expect(deleted).toEqual({
        type: "DELETED",
        object: { ...patched, metadata: { ...patched.metadata, resourceVersion } },
      });
      expect(Number(resourceVersion)).toBeGreaterThan(Number(patched.metadata.resourceVersion));
      events.cancel();
    });

    it("lets nobody add a finalizer to what is terminating", async () => {
      await suite.create("closing", { metadata: { finalizers: FINALIZERS } });
      await remove("closing");
      const finalizers = [...FINALIZERS, "example.com/late"];
      const { status, body } = await suite.client.patch(suite.path("closing"), { metadata: { finalizers } });
      expect(status).toBe(422);
      const message =
        'Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/late"}';
      const cause = { reason: "FieldValueForbidden", message, field: "metadata.finalizers" };
      expect(body).toEqual(
        failure(422, "Invalid", `${QUALIFIED_KIND} "closing" is invalid: metadata.finalizers: ${message}`, {
          ...about("closing", "GitRepository"),
          causes: [cause, cause],
        }),
      );
    });

    it("gives a name that is used again another uid and its first generation", async () => {
      const first = await suite.create("again", { spec: { suspend: true } });
      await suite.client.patch(suite.path("again"), { spec: { suspend: null } });
      await remove("again");
      const second = await suite.create("again");
      expect(second.metadata.uid).not.toBe(first.metadata.uid);
      expect(second.metadata.generation).toBe(1);
    });

    it("holds preconditions: a conflict that names the kind, and what is the case", async () => {
      const { uid, resourceVersion } = (await suite.create("guarded")).metadata;
      const conflict = (why: string) =>
        failure(
          409,
          "Conflict",
          `Operation cannot be fulfilled on ${QUALIFIED_KIND} "guarded": ${why}`,
          about("guarded", "GitRepository"),
        );
      const otherUid = await remove("guarded", { preconditions: { uid: OTHER_UID, resourceVersion: "1" } });
      expect(otherUid.status).toBe(409);
      expect(otherUid.body).toEqual(
        conflict(
          `the UID in the precondition (${OTHER_UID}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
        ),
      );
      const otherVersion = await remove("guarded", { preconditions: { uid, resourceVersion: "1" } });
      expect(otherVersion.status).toBe(409);
      expect(otherVersion.body).toEqual(
        conflict(
          `the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
        ),
      );
      expect((await remove("guarded", { preconditions: { uid, resourceVersion } })).status).toBe(200);
    });

    it("only tries with dryRun=All: the Status, or the object as it would be marked", async () => {
      const free = await suite.create("tried");
      const held = await suite.create("tried-held", { metadata: { finalizers: FINALIZERS } });
      expect((await remove("tried", undefined, "?dryRun=All")).body).toMatchObject({
        kind: "Status",
        status: "Success",
      });
      expect((await remove("tried-held", undefined, "?dryRun=All")).body).toMatchObject({
        apiVersion: `${GROUP}/v1`,
        kind: "GitRepository",
        metadata: {
          generation: 2,
          deletionGracePeriodSeconds: 0,
          deletionTimestamp: expect.any(String),
          resourceVersion: held.metadata.resourceVersion,
        },
      });
      expect(await suite.read("tried")).toEqual(free);
      expect(await suite.read("tried-held")).toEqual(held);
    });
  });
}
