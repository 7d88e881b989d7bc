import { beforeAll, describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { buildRepository, failure, GROUP, type StoredObject, toStored, useSuite } from "./suite.test-support.ts";

interface ManagedFields {
  readonly manager: string;
  readonly subresource?: string;
  readonly [key: string]: unknown;
}

const PATCH_OPTIONS = { group: "meta.k8s.io", kind: "PatchOptions" };

/** `fieldManager` and `dryRun` of a patch. */
export function describeManagers(open: OpenContractServer): void {
  describe("who wrote", () => {
    const suite = useSuite(open);
    const patch = (name: string, query: string, body: object) =>
      suite.client.patch(`${suite.path(name)}?${query}`, body);
    const managers = (object: { readonly metadata: object }): readonly ManagedFields[] =>
      (object.metadata as { managedFields: ManagedFields[] }).managedFields;

    it("is kept by manager with the fields that it changed", async () => {
      const created = await suite.create("written");
      expect(managers(created)).toMatchObject([{ manager: "contract", operation: "Update" }]);
      const annotations = { "reconcile.fluxcd.io/requestedAt": "now" };
      await patch("written", "fieldManager=headwater", { metadata: { annotations } });
      const after = toStored(await patch("written", "fieldManager=headwater", { spec: { suspend: true } }));
      expect(managers(after).find(({ manager }) => manager === "headwater")).toEqual({
        manager: "headwater",
        operation: "Update",
        apiVersion: `${GROUP}/v1`,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        fieldsType: "FieldsV1",
        fieldsV1: {
          "f:metadata": { "f:annotations": { ".": {}, "f:reconcile.fluxcd.io/requestedAt": {} } },
          "f:spec": { "f:suspend": {} },
        },
      });
      expect(managers(after)).toHaveLength(2);
    });

    it("passes a field from one manager to the next, and forgets what is taken away", async () => {
      await suite.create("passed");
      await patch("passed", "fieldManager=first", { spec: { suspend: true, timeout: "30s" } });
      const taken = toStored(await patch("passed", "fieldManager=second", { spec: { suspend: false } }));
      expect(fieldsOf(managers(taken), "first")).toEqual({ "f:spec": { "f:timeout": {} } });
      expect(fieldsOf(managers(taken), "second")).toEqual({ "f:spec": { "f:suspend": {} } });
      const gone = toStored(await patch("passed", "fieldManager=first", { spec: { suspend: null } }));
      expect(managers(gone).map(({ manager }) => manager)).not.toContain("second");
    });

    it("keeps a status's writer apart", async () => {
      await suite.create("stated");
      const status = { observedGeneration: 1 };
      const answer = await suite.client.patch(`${suite.path("stated")}/status?fieldManager=contract`, { status });
      expect(managers(toStored(answer)).map(({ manager, subresource }) => [manager, subresource])).toEqual([
        ["contract", undefined],
        ["contract", "status"],
      ]);
    });

    it("is the user agent up to its first slash where no manager is named", async () => {
      await suite.create("nameless");
      const headers = ["User-Agent", "curl/8.0 (linux)"];
      const answer = await suite.client.patch(suite.path("nameless"), { spec: { suspend: true } }, { headers });
      expect(managers(toStored(answer)).map(({ manager }) => manager)).toEqual(["contract", "curl"]);
    });

    it("may be 128 bytes long and no longer", async () => {
      await suite.create("long");
      const body = { spec: { suspend: true } };
      expect((await patch("long", `fieldManager=${"m".repeat(128)}`, body)).status).toBe(200);
      const message = "Too long: may not be more than 128 bytes";
      const answer = await patch("long", `fieldManager=${"m".repeat(129)}`, body);
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(invalidOption("fieldManager", "FieldValueTooLong", message));
    });

    it("may hold printable characters alone", async () => {
      await suite.create("printed");
      const answer = await patch("printed", "fieldManager=m%0a", { spec: { suspend: true } });
      expect(answer.status).toBe(422);
      const message = 'Invalid value: "m\\n": invalid character U+000A (at position 1)';
      expect(answer.body).toEqual(invalidOption("fieldManager", "FieldValueInvalid", message));
    });
  });

  describe("dryRun", () => {
    const suite = useSuite(open);
    let before: StoredObject;
    beforeAll(async () => {
      before = await suite.create("tried");
    });

    it("answers as if it were done, and changes nothing", async () => {
      const answer = await suite.client.patch(`${suite.path("tried")}?dryRun=All&fieldManager=dry`, {
        spec: { suspend: true },
        metadata: { annotations: { a: "1" } },
      });
      const tried = toStored(answer);
      expect(tried.spec["suspend"]).toBe(true);
      expect(tried.metadata).toMatchObject({ generation: 2, annotations: { a: "1" } });
      expect(tried.metadata.resourceVersion).toBe(before.metadata.resourceVersion);
      expect(await suite.read("tried")).toEqual(before);
    });

    it("holds preconditions and finds what is not there", async () => {
      const body = { metadata: { resourceVersion: "1" } };
      expect((await suite.client.patch(`${suite.path("tried")}?dryRun=All`, body)).status).toBe(409);
      expect((await suite.client.patch(`${suite.path("nothing")}?dryRun=All`, body)).status).toBe(404);
    });

    it("creates nothing", async () => {
      const answer = await suite.client.post(`${suite.path()}?dryRun=All`, buildRepository("made-up"));
      expect(answer.status).toBe(201);
      expect((await suite.client.get(suite.path("made-up"))).status).toBe(404);
    });

    it.each(["Some", ""])("is All or not said at all, and not %j", async (value) => {
      const answer = await suite.client.patch(`${suite.path("tried")}?dryRun=${value}`, { spec: { suspend: true } });
      expect(answer.status).toBe(422);
      const message = `Unsupported value: ["${value}"]: supported values: "All"`;
      expect(answer.body).toEqual(invalidOption("dryRun", "FieldValueNotSupported", message));
    });
  });
}

function fieldsOf(entries: readonly ManagedFields[], name: string): unknown {
  return entries.find(({ manager }) => manager === name)?.["fieldsV1"];
}

function invalidOption(field: string, reason: string, message: string): object {
  return failure(422, "Invalid", `PatchOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
    ...PATCH_OPTIONS,
    causes: [{ reason, message, field }],
  });
}
