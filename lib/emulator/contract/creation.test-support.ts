import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import {
  about,
  buildRepository,
  failure,
  GROUP,
  QUALIFIED,
  QUALIFIED_KIND,
  toStored,
  useSuite,
} from "./suite.test-support.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MEBIBYTE = 1024 * 1024;

/** POST and GET of one object: what the server adds, names and sizes. */
export function describeCreation(open: OpenContractServer): void {
  describe("POST", () => {
    const suite = useSuite(open);

    it("answers 201 with the object and what the server adds", async () => {
      const { status, body } = await suite.client.post(suite.path(), buildRepository("new"));
      expect(status).toBe(201);
      expect(body).toMatchObject({
        apiVersion: `${GROUP}/v1`,
        kind: "GitRepository",
        metadata: {
          name: "new",
          namespace: suite.namespace,
          uid: expect.stringMatching(UUID),
          resourceVersion: expect.stringMatching(/^[1-9]\d*$/),
          generation: 1,
          creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        },
        spec: { interval: "1m" },
        status: { observedGeneration: -1 },
      });
      expect((await suite.client.get(suite.path("new"))).body).toEqual(body);
    });

    it("takes neither status nor what is the server's", async () => {
      const metadata = { generation: 9, resourceVersion: "", uid: "mine", creationTimestamp: "2001-01-01T00:00:00Z" };
      const body = { ...buildRepository("clean", { metadata }), status: { observedGeneration: 7 } };
      const created = toStored(await suite.client.post(suite.path(), body), 201);
      expect(created.status).toEqual({ observedGeneration: -1 });
      expect(created.metadata.generation).toBe(1);
      expect(created.metadata.uid).toMatch(UUID);
      expect(created.metadata.creationTimestamp).not.toBe("2001-01-01T00:00:00Z");
    });

    it("makes a name out of generateName", async () => {
      const body = { ...buildRepository(""), metadata: { generateName: "made-" } };
      const { metadata } = toStored(await suite.client.post(suite.path(), body), 201);
      expect(metadata.name).toMatch(/^made-[0-9a-z]{5}$/);
    });

    it("takes a name once", async () => {
      await suite.create("twice");
      const { status, body } = await suite.client.post(suite.path(), buildRepository("twice"));
      expect(status).toBe(409);
      expect(body).toEqual(failure(409, "AlreadyExists", `${QUALIFIED} "twice" already exists`, about("twice")));
    });

    it("takes names of 253 bytes, to read, list, watch and patch like others", async () => {
      const name = `${"n".repeat(63)}.${"n".repeat(189)}`;
      const { metadata } = await suite.create(name);
      const query = `resourceVersion=${Number(metadata.resourceVersion) - 1}&fieldSelector=metadata.name%3D${name}`;
      const events = await suite.client.watch(`${suite.path()}?watch=1&timeoutSeconds=60&${query}`);
      expect(await events.take(1)).toEqual([`ADDED ${name}@${metadata.resourceVersion}`]);
      events.cancel();
      const page = await suite.client.get(`${suite.path()}?fieldSelector=metadata.name%3D${name}`);
      expect(page.body["items"]).toHaveLength(1);
      expect((await suite.client.patch(suite.path(name), { spec: { suspend: true } })).status).toBe(200);
    });

    it("refuses names that are too long, none, or odd", async () => {
      const long = "n".repeat(254);
      const rule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
        "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
        "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
      const cases: readonly [name: string, reason: string, message: string][] = [
        [long, "FieldValueInvalid", `Invalid value: "${long}": must be no more than 253 characters`],
        ["No", "FieldValueInvalid", `Invalid value: "No": ${rule}`],
        ["a_b", "FieldValueInvalid", `Invalid value: "a_b": ${rule}`],
        ["", "FieldValueRequired", "Required value: name or generateName is required"],
      ];
      for (const [name, reason, message] of cases) {
        const { status, body } = await suite.client.post(suite.path(), buildRepository(name));
        expect(status).toBe(422);
        // A real server may add that it has left rules of the kind's schema unchecked.
        expect(body).toMatchObject({
          kind: "Status",
          reason: "Invalid",
          message: expect.stringContaining(`${QUALIFIED_KIND} "${name}" is invalid: `),
          details: {
            ...about(name === "" ? undefined : name, "GitRepository"),
            causes: expect.arrayContaining([{ reason, message, field: "metadata.name" }]),
          },
        });
        expect(body["message"]).toContain(`metadata.name: ${message}`);
      }
    });

    const refused: readonly [what: string, body: unknown, status: number, reason: string, message: unknown][] = [
      [
        "another version",
        { ...buildRepository("x"), apiVersion: `${GROUP}/v1beta2` },
        400,
        "BadRequest",
        `the API version in the data (${GROUP}/v1beta2) does not match the expected API version (${GROUP}/v1)`,
      ],
      [
        "another namespace",
        buildRepository("x", { metadata: { namespace: "other" } }),
        400,
        "BadRequest",
        "the namespace of the provided object does not match the namespace sent on the request",
      ],
      ["half a body", "{", 400, "BadRequest", UNRECOGNIZED],
      ["no body", "", 400, "BadRequest", UNRECOGNIZED],
      ["a list", "[1]", 400, "BadRequest", UNRECOGNIZED],
      ["no kind", { metadata: { name: "x" }, spec: {} }, 400, "BadRequest", UNRECOGNIZED],
    ];
    it.each(refused)("refuses %s", async (_, body, status, reason, message) => {
      const answer = await suite.client.post(suite.path(), body);
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual(failure(status, reason, message));
    });

    it("refuses another kind", async () => {
      const { status, body } = await suite.client.post(suite.path(), { ...buildRepository("x"), kind: "Bucket" });
      expect(status).toBe(422);
      const message = 'Invalid value: "Bucket": must be GitRepository';
      expect(body).toEqual(
        failure(422, "Invalid", `Bucket.${GROUP} "x" is invalid: kind: ${message}`, {
          ...about("x", "Bucket"),
          causes: [{ reason: "FieldValueInvalid", message, field: "kind" }],
        }),
      );
    });

    it("refuses another media type", async () => {
      const { status, body } = await suite.client.post(suite.path(), "{}", { type: "text/plain" });
      expect(status).toBe(415);
      const message =
        "the body of the request was in an unknown format - accepted media types include: " +
        "application/json, application/yaml, application/vnd.kubernetes.protobuf";
      expect(body).toEqual(failure(415, "UnsupportedMediaType", message));
    });
  });

  describe("what is too large", () => {
    const suite = useSuite(open);
    const tooLarge = failure(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728");

    it("as a request above 3 MiB: 413, to a patch as to a new object", async () => {
      await suite.create("small");
      const huge = "x".repeat(4 * MEBIBYTE);
      for (const answer of [
        await suite.client.patch(suite.path("small"), { spec: { url: huge } }),
        await suite.client.post(suite.path(), buildRepository("huge", { spec: { url: huge } })),
      ]) {
        expect(answer.status).toBe(413);
        expect(answer.body).toEqual(tooLarge);
      }
    });

    it("as an object above what etcd takes: a 500 without a reason", async () => {
      const ref = { branch: "x".repeat(1.7 * MEBIBYTE) };
      const { status, body } = await suite.client.post(suite.path(), buildRepository("large", { spec: { ref } }));
      expect(status).toBe(500);
      expect(body).toEqual(failure(500, null, "etcdserver: request is too large"));
    });

    it("is not yet an object of 1.4 MiB, which is listed and watched whole", async () => {
      const ref = { branch: "x".repeat(1.4 * MEBIBYTE) };
      const created = await suite.create("quite-large", { spec: { ref } });
      const from = Number(created.metadata.resourceVersion) - 1;
      const events = await suite.client.watch(`${suite.path()}?watch=1&resourceVersion=${from}&timeoutSeconds=60`);
      expect(await events.next()).toEqual({ type: "ADDED", object: created });
      events.cancel();
      expect((await suite.read("quite-large")).spec["ref"]).toEqual(ref);
    });

    it("as annotations above 256 KiB: invalid", async () => {
      const metadata = { annotations: { a: "x".repeat(300_000) } };
      const { status, body } = await suite.client.post(suite.path(), buildRepository("noted", { metadata }));
      expect(status).toBe(422);
      expect(body).toMatchObject({
        reason: "Invalid",
        details: {
          causes: expect.arrayContaining([
            {
              reason: "FieldValueTooLong",
              message: "Too long: may not be more than 262144 bytes",
              field: "metadata.annotations",
            },
          ]),
        },
      });
    });
  });
}

const UNRECOGNIZED = expect.stringMatching(/^the object provided is unrecognized \(must be of type GitRepository\): /);
