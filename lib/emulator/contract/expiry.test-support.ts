import { beforeAll, describe, expect, it, vi } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { list } from "./paging.test-support.ts";
import { failure, useSuite } from "./suite.test-support.ts";

/** A real server hears of a compaction within some seconds. */
const PATIENCE = { timeout: 30_000, interval: 250 };

/** 410 in its three forms: a page's token, a list of an exact version, a watch. */
export function describeExpiry(open: OpenContractServer): void {
  describe("a version that is forgotten", () => {
    const suite = useSuite(open);
    let token: string;
    let version: string;
    beforeAll(async () => {
      for (const name of ["a", "b", "c"]) await suite.create(name);
      const { metadata } = await list(suite, "?limit=1");
      token = metadata.continue ?? "";
      version = metadata.resourceVersion;
      await suite.create("aa");
      await suite.server.compact();
      await vi.waitFor(async () => {
        expect((await suite.client.get(`${suite.path()}?limit=1&continue=${token}`)).status).toBe(410);
      }, PATIENCE);
    }, 60_000);

    it("as a page's token: 410 with another token, which goes on inconsistently", async () => {
      const { status, body } = await suite.client.get(`${suite.path()}?limit=1&continue=${token}`);
      expect(status).toBe(410);
      expect(body).toEqual({
        ...failure(
          410,
          "Expired",
          "The provided continue parameter is too old to display a consistent list result. You can start a new list " +
            "without the continue parameter, or use the continue token in this response to retrieve the remainder of the " +
            "results. Continuing with the provided token results in an inconsistent list - objects that were created, " +
            "modified, or deleted between the time the first chunk was returned and now may show up in the list.",
        ),
        metadata: { continue: expect.stringMatching(/^[-\w]+$/) },
      });
      const { continue: fresh } = body["metadata"] as { continue: string };
      const page = await list(suite, `?limit=2&continue=${fresh}`);
      expect(page.names).toEqual(["aa", "b"]);
      expect(page.metadata.remainingItemCount).toBe(1);
      expect(Number(page.metadata.resourceVersion)).toBeGreaterThan(Number(version));
      const rest = await list(suite, `?limit=2&continue=${page.metadata.continue}`);
      expect(rest.names).toEqual(["c"]);
      expect(rest.metadata.resourceVersion).toBe(page.metadata.resourceVersion);
    });

    it.each(["&resourceVersionMatch=Exact", "&limit=1"])("as a list of that very version (%s): 410", async (query) => {
      const { status, body } = await suite.client.get(`${suite.path()}?resourceVersion=${version}${query}`);
      expect(status).toBe(410);
      expect(body).toEqual(failure(410, "Expired", "The resourceVersion for the provided list is too old."));
    });

    it("is no trouble to a list of something not older", async () => {
      expect((await list(suite, `?resourceVersion=${version}`)).names).toEqual(["a", "aa", "b", "c"]);
    });

    it.each(["", "&allowWatchBookmarks=true", "&fieldSelector=metadata.name%3Da"])(
      "as a watch's beginning (%s): 200, an ERROR event with a 410 in it, and the end",
      async (query) => {
        const watch = await suite.client.watch(`${suite.path()}?watch=1&resourceVersion=1&timeoutSeconds=60${query}`);
        expect(watch.status).toBe(200);
        const message = expect.stringMatching(/^too old resource version: 1 \(\d+\)$/);
        expect(await watch.next()).toEqual({ type: "ERROR", object: failure(410, "Expired", message) });
        expect(await watch.nextLine()).toBeNull();
      },
    );
  });
}
