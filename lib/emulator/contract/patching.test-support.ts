import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { about, buildRepository, failure, QUALIFIED_KIND, toStored, useSuite } from "./suite.test-support.ts";

/** PATCH with a JSON merge patch (RFC 7386), of an object and of its status. */
export function describePatching(open: OpenContractServer): void {
  describe("PATCH", () => {
    const suite = useSuite(open);
    const patch = async (name: string, body: object) => toStored(await suite.client.patch(suite.path(name), body));

    it("answers with the object as it is stored, at a newer version", async () => {
      const before = await suite.create("plain");
      const after = await patch("plain", { metadata: { annotations: { "reconcile.fluxcd.io/requestedAt": "now" } } });
      expect(after).toEqual(await suite.read("plain"));
      expect(after.metadata["annotations"]).toEqual({ "reconcile.fluxcd.io/requestedAt": "now" });
      expect(Number(after.metadata.resourceVersion)).toBeGreaterThan(Number(before.metadata.resourceVersion));
      expect(after.metadata.uid).toBe(before.metadata.uid);
      expect(after.spec).toEqual(before.spec);
    });

    it("takes away with null, merges objects and replaces lists", async () => {
      const metadata = { labels: { a: "1", b: "2" }, annotations: { x: "1" } };
      await suite.create("merged", { metadata, spec: { include: [{ repository: { name: "one" } }], suspend: true } });
      const changes = { labels: { a: null, c: "3" }, annotations: null };
      const include = [{ repository: { name: "two" } }, { repository: { name: "three" } }];
      const after = await patch("merged", { metadata: changes, spec: { include, suspend: null } });
      expect(after.metadata["labels"]).toEqual({ b: "2", c: "3" });
      expect(after.metadata).not.toHaveProperty("annotations");
      expect(after.spec["include"]).toMatchObject(include);
      expect(after.spec).not.toHaveProperty("suspend");
    });

    it("counts a generation for the spec alone", async () => {
      expect((await suite.create("counted")).metadata.generation).toBe(1);
      expect((await patch("counted", { metadata: { labels: { a: "1" } } })).metadata.generation).toBe(1);
      expect((await patch("counted", { spec: { suspend: true } })).metadata.generation).toBe(2);
      expect((await patch("counted", { spec: { suspend: null } })).metadata.generation).toBe(3);
      expect((await patch("counted", { spec: { suspend: null } })).metadata.generation).toBe(3);
    });

    it("changes nothing, not even the version, where there is nothing to change", async () => {
      await suite.create("same");
      const before = await patch("same", { spec: { suspend: true }, metadata: { annotations: { a: "1" } } });
      for (const nothing of [{}, { spec: { suspend: true, ref: null } }, { metadata: { annotations: { a: "1" } } }]) {
        expect(await patch("same", nothing)).toEqual(before);
      }
      const { client } = suite;
      const answer = await client.patch(`${suite.path("same")}?fieldManager=other`, { spec: { suspend: true } });
      expect(toStored(answer)).toEqual(before);
    });

    it("writes a status that was there by default with the first patch, even if that changes nothing", async () => {
      const created = await suite.create("defaulted");
      const first = await patch("defaulted", {});
      const { resourceVersion, ...metadata } = created.metadata;
      expect(first).toEqual({ ...created, metadata: { ...metadata, resourceVersion: first.metadata.resourceVersion } });
      expect(Number(first.metadata.resourceVersion)).toBeGreaterThan(Number(resourceVersion));
      expect(await patch("defaulted", {})).toEqual(first);
    });

    it("leaves the status to its subresource, and that one everything else alone", async () => {
      const before = await suite.create("stated");
      expect(before.status).toEqual({ observedGeneration: -1 });
      const status = { observedGeneration: 1, lastHandledReconcileAt: "now" };
      const ignored = await patch("stated", { metadata: { labels: { a: "1" } }, status });
      expect(ignored.status).toEqual(before.status);
      const rest = { metadata: { labels: { a: "2" }, finalizers: ["example.com/held"] }, spec: { suspend: true } };
      const answer = await suite.client.patch(`${suite.path("stated")}/status`, { ...rest, status });
      const after = toStored(answer);
      expect(after.status).toEqual(status);
      expect(after.spec).toEqual(before.spec);
      expect(after.metadata["labels"]).toEqual({ a: "1" });
      expect(after.metadata).not.toHaveProperty("finalizers");
      expect(after.metadata.generation).toBe(1);
      expect((await suite.client.get(`${suite.path("stated")}/status`)).body).toEqual(after);
    });

    it("gives a status that is taken away its default again", async () => {
      await suite.create("unstated");
      const path = `${suite.path("unstated")}/status`;
      await suite.client.patch(path, { status: { observedGeneration: 1 } });
      expect(toStored(await suite.client.patch(path, { status: null })).status).toEqual({ observedGeneration: -1 });
    });

    it("does not let anybody write what is the server's", async () => {
      const before = await suite.create("kept");
      const metadata = { generation: 99, creationTimestamp: null, uid: null, selfLink: "/x" };
      const after = await patch("kept", { metadata, spec: { suspend: true } });
      const { uid, creationTimestamp } = before.metadata;
      expect(after.metadata).toMatchObject({ uid, creationTimestamp, generation: 2 });
    });

    const refused: readonly [what: string, body: unknown, status: number, reason: string, message: unknown][] = [
      [
        "another name",
        { metadata: { name: "b" } },
        400,
        "BadRequest",
        "the name of the object (b) does not match the name on the URL (refusing)",
      ],
      [
        "no name",
        { metadata: { name: null } },
        400,
        "BadRequest",
        "the name of the object (refusing based on URL) was undeterminable: name must be provided",
      ],
      [
        "no metadata",
        { metadata: null },
        400,
        "BadRequest",
        "the name of the object (refusing based on URL) was undeterminable: name must be provided",
      ],
      [
        "another namespace",
        { metadata: { namespace: "b" } },
        400,
        "BadRequest",
        "the namespace of the provided object does not match the namespace sent on the request",
      ],
      ["half a body", "{", 400, "BadRequest", expect.stringMatching(/^error decoding patch: /)],
      ["no body", "", 400, "BadRequest", expect.stringMatching(/^error decoding patch: /)],
      [
        "a list",
        "[1]",
        400,
        "BadRequest",
        "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}",
      ],
      ["null", "null", 400, "BadRequest", "Invalid JSON Patch"],
    ];
    it.each(refused)("refuses %s", async (_, body, status, reason, message) => {
      await suite.client.call("DELETE", suite.path("refusing"));
      const before = await suite.create("refusing");
      const answer = await suite.client.patch(suite.path("refusing"), body);
      expect(answer.body).toEqual(failure(status, reason, message));
      expect(answer.status).toBe(status);
      expect(await suite.read("refusing")).toEqual(before);
    });

    it("refuses another kind and another deletionTimestamp as invalid", async () => {
      await suite.create("fixed");
      const kind = await suite.client.patch(suite.path("fixed"), { kind: "Bucket" });
      expect(kind.status).toBe(422);
      const message = 'Invalid value: "Bucket": must be GitRepository';
      expect(kind.body).toEqual(
        failure(422, "Invalid", `Bucket.source.toolkit.fluxcd.io "fixed" is invalid: kind: ${message}`, {
          ...about("fixed", "Bucket"),
          causes: [{ reason: "FieldValueInvalid", message, field: "kind" }],
        }),
      );
      const deletionTimestamp = "2026-01-01T00:00:00Z";
      const deletion = await suite.client.patch(suite.path("fixed"), { metadata: { deletionTimestamp } });
      expect(deletion.status).toBe(422);
      expect(deletion.body["message"]).toBe(
        `${QUALIFIED_KIND} "fixed" is invalid: metadata.deletionTimestamp: Invalid value: "${deletionTimestamp}": field is immutable`,
      );
    });

    it.each(["application/json", "text/plain", ""])("takes no other media type, such as %s", async (type) => {
      await suite.client.post(suite.path(), buildRepository("typed"));
      const { status, body } = await suite.client.patch(suite.path("typed"), "{}", { type });
      expect(status).toBe(415);
      const message =
        "the body of the request was in an unknown format - accepted media types include: " +
        "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";
      expect(body).toEqual(failure(415, "UnsupportedMediaType", message));
    });
  });
}
