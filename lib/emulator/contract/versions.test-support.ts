import { beforeAll, describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { list } from "./paging.test-support.ts";
import { failure, type StoredObject, useSuite } from "./suite.test-support.ts";

const LIST_OPTIONS = { group: "meta.k8s.io", kind: "ListOptions" };

/** `resourceVersion` and `resourceVersionMatch` on LIST. */
export function describeVersions(open: OpenContractServer): void {
  describe("LIST at a version", () => {
    const suite = useSuite(open);
    let first: StoredObject;
    let second: StoredObject;
    beforeAll(async () => {
      first = await suite.create("a");
      second = await suite.create("b");
      await suite.create("c");
    });

    it.each(["", "?resourceVersion=", "?resourceVersion=0", "?resourceVersion=0&limit=1", "?resourceVersion=1"])(
      "gives everything at the present for %s",
      async (query) => {
        const { names, metadata } = await list(suite, query);
        expect(names).toEqual(["a", "b", "c"]);
        expect(Number(metadata.resourceVersion)).toBeGreaterThan(Number(second.metadata.resourceVersion));
        expect(metadata.continue).toBe("");
      },
    );

    it("takes an old version as the least that is wanted", async () => {
      for (const match of ["", "&resourceVersionMatch=NotOlderThan"]) {
        const { names } = await list(suite, `?resourceVersion=${first.metadata.resourceVersion}${match}`);
        expect(names).toEqual(["a", "b", "c"]);
      }
    });

    it("gives the very version with Exact, and with a limit", async () => {
      const { resourceVersion } = second.metadata;
      for (const query of ["&resourceVersionMatch=Exact", "&limit=9"]) {
        const { names, metadata } = await list(suite, `?resourceVersion=${resourceVersion}${query}`);
        expect(names).toEqual(["a", "b"]);
        expect(metadata).toEqual({ continue: "", resourceVersion });
      }
    });

    it("pages an exact version", async () => {
      const { resourceVersion } = second.metadata;
      const page = await list(suite, `?resourceVersion=${resourceVersion}&resourceVersionMatch=Exact&limit=1`);
      expect(page.names).toEqual(["a"]);
      expect(page.metadata).toMatchObject({ remainingItemCount: 1, resourceVersion });
      const rest = await list(suite, `?limit=1&continue=${page.metadata.continue}`);
      expect(rest.names).toEqual(["b"]);
      expect(rest.metadata.resourceVersion).toBe(resourceVersion);
    });

    it("answers a version it has not reached with 504, and when to try again", async () => {
      const { status, body, headers } = await suite.client.get(`${suite.path()}?resourceVersion=999999999`);
      expect(status).toBe(504);
      expect(headers["retry-after"]).toBe("1");
      expect(body).toEqual(
        failure(
          504,
          "Timeout",
          expect.stringMatching(/^Timeout: Too large resource version: 999999999, current: \d+$/),
          {
            causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
            retryAfterSeconds: 1,
          },
        ),
      );
    }, 15_000);

    it("takes no version beside a token, but for 0", async () => {
      const { metadata } = await list(suite, "?limit=1");
      expect((await list(suite, `?continue=${metadata.continue}&resourceVersion=0`)).names).toEqual(["b", "c"]);
      const { status, body } = await suite.client.get(
        `${suite.path()}?continue=${metadata.continue}&resourceVersion=${metadata.resourceVersion}`,
      );
      expect(status).toBe(400);
      const message = "specifying resource version is not allowed when using continue";
      expect(body).toEqual(failure(400, "BadRequest", message));
    });

    it("refuses a version that is no number", async () => {
      const { status, body } = await suite.client.get(`${suite.path()}?resourceVersion=abc`);
      expect(status).toBe(400);
      const why = 'Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax';
      expect(body).toEqual(failure(400, "BadRequest", `invalid resource version: resourceVersion: ${why}`));
    });

    const matches: readonly [query: string, reason: string, message: string][] = [
      [
        "resourceVersionMatch=Exact",
        "FieldValueForbidden",
        "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided",
      ],
      [
        "resourceVersionMatch=Exact&resourceVersion=0",
        "FieldValueForbidden",
        'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
      ],
      [
        "resourceVersionMatch=Odd&resourceVersion=1",
        "FieldValueNotSupported",
        'Unsupported value: "Odd": supported values: "Exact", "NotOlderThan", ""',
      ],
    ];
    it.each(matches)("refuses ?%s", async (query, reason, message) => {
      const { status, body } = await suite.client.get(`${suite.path()}?${query}`);
      expect(status).toBe(422);
      const field = "resourceVersionMatch";
      expect(body).toEqual(
        failure(422, "Invalid", `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
          ...LIST_OPTIONS,
          causes: [{ reason, message, field }],
        }),
      );
    });
  });
}
