import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { about, failure, QUALIFIED, QUALIFIED_KIND, toStored, useSuite } from "./suite.test-support.ts";

const OTHER_UID = "11111111-2222-4333-8444-555555555555";
const MODIFIED = "the object has been modified; please apply your changes to the latest version and try again";

/** `resourceVersion` and `uid` in a patch, as preconditions of it. */
export function describePreconditions(open: OpenContractServer): void {
  describe("preconditions of a patch", () => {
    const suite = useSuite(open);
    const suspend = (name: string, metadata: object) =>
      suite.client.patch(suite.path(name), { metadata, spec: { suspend: true } });

    it("hold where version and uid are the object's", async () => {
      const { uid, resourceVersion } = (await suite.create("right")).metadata;
      expect(toStored(await suspend("right", { uid, resourceVersion })).spec["suspend"]).toBe(true);
    });

    it("are a conflict where the version is another, whatever the uid", async () => {
      const before = await suite.create("stale");
      const conflict = failure(
        409,
        "Conflict",
        `Operation cannot be fulfilled on ${QUALIFIED} "stale": ${MODIFIED}`,
        about("stale"),
      );
      for (const more of [{}, { uid: before.metadata.uid }, { uid: OTHER_UID }]) {
        const { status, body } = await suspend("stale", { resourceVersion: "1", ...more });
        expect(status).toBe(409);
        expect(body).toEqual(conflict);
      }
      expect(await suite.read("stale")).toEqual(before);
    });

    it("let one of two writers win who have read the same version", async () => {
      const { resourceVersion } = (await suite.create("raced")).metadata;
      const answers = await Promise.all(
        ["1m0s", "2m0s"].map((interval) =>
          suite.client.patch(suite.path("raced"), { metadata: { resourceVersion }, spec: { interval } }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it("are invalid, not a conflict, where the uid is another: the object was deleted and made anew", async () => {
      const before = await suite.create("renewed");
      const { status, body } = await suspend("renewed", { uid: OTHER_UID });
      expect(status).toBe(422);
      const message = `Invalid value: "${OTHER_UID}": field is immutable`;
      const cause = { reason: "FieldValueInvalid", message, field: "metadata.uid" };
      expect(body).toEqual(
        failure(422, "Invalid", `${QUALIFIED_KIND} "renewed" is invalid: metadata.uid: ${message}`, {
          ...about("renewed", "GitRepository"),
          // The server checks metadata twice, and says so.
          causes: [cause, cause],
        }),
      );
      expect(await suite.read("renewed")).toEqual(before);
    });

    it("are none where the uid is empty or null", async () => {
      const { uid } = (await suite.create("empty")).metadata;
      for (const value of ["", null]) {
        expect(toStored(await suspend("empty", { uid: value })).metadata.uid).toBe(uid);
      }
    });

    it.each(["", null])("are invalid where the version is taken away (%j)", async (resourceVersion) => {
      await suite.client.call("DELETE", suite.path("versionless"));
      await suite.create("versionless");
      const { status, body } = await suspend("versionless", { resourceVersion });
      expect(status).toBe(422);
      const message = "Invalid value: 0: must be specified for an update";
      const field = "metadata.resourceVersion";
      expect(body).toEqual(
        failure(422, "Invalid", `${QUALIFIED} "versionless" is invalid: ${field}: ${message}`, {
          ...about("versionless"),
          causes: [{ reason: "FieldValueInvalid", message, field }],
        }),
      );
    });

    it("are a 500 without a reason where the version is no number", async () => {
      await suite.create("wordy");
      const { status, body } = await suspend("wordy", { resourceVersion: "abc" });
      expect(status).toBe(500);
      expect(body).toEqual(failure(500, null, 'strconv.ParseUint: parsing "abc": invalid syntax'));
    });

    it("are not looked at where there is no object", async () => {
      const { status, body } = await suspend("nothing", { resourceVersion: "1" });
      expect(status).toBe(404);
      expect(body).toEqual(failure(404, "NotFound", `${QUALIFIED} "nothing" not found`, about("nothing")));
    });
  });
}
