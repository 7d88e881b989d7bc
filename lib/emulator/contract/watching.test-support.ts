import { describe, expect, it } from "vitest";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import type { ContractWatch } from "./contract-watch.test-support.ts";
import { list } from "./paging.test-support.ts";
import { ALL_REPOSITORIES, buildRepository, failure, GROUP, toStored, useSuite } from "./suite.test-support.ts";

/** WATCH: what it tells, from where, and how it ends. */
export function describeWatching(open: OpenContractServer): void {
  describe("WATCH", () => {
    const suite = useSuite(open);
    const version = async () => (await list(suite)).metadata.resourceVersion;
    const watch = (query: string, path = suite.path()) => suite.client.watch(`${path}?watch=true&${query}`);
    const patch = async (name: string, body: object) => toStored(await suite.client.patch(suite.path(name), body));
    const remove = (name: string) => suite.client.call("DELETE", suite.path(name));

    it("tells what happened after a version and goes on, each line one event with the whole object", async () => {
      await suite.create("before");
      const from = await version();
      const created = await suite.create("one");
      const events = await watch(`resourceVersion=${from}&timeoutSeconds=60`);
      expect(events.status).toBe(200);
      expect(await events.next()).toEqual({ type: "ADDED", object: created });
      const changed = await patch("one", { spec: { suspend: true } });
      expect(await events.next()).toEqual({ type: "MODIFIED", object: changed });
      await remove("one");
      const deleted = await events.next();
      const { resourceVersion } = deleted?.object.metadata ?? {};
      expect(deleted).toEqual({
        type: "DELETED",
        object: { ...changed, metadata: { ...changed.metadata, resourceVersion } },
      });
      expect(Number(resourceVersion)).toBeGreaterThan(Number(changed.metadata.resourceVersion));
      events.cancel();
    });

    it("begins with what is there for 0 and for no version, by name", async () => {
      const [alpha, beta] = [await suite.create("zz-alpha"), await suite.create("zz-beta")];
      for (const query of ["resourceVersion=0&", ""]) {
        const events = await watch(`${query}timeoutSeconds=60`);
        const wanted = [
          `ADDED zz-alpha@${alpha.metadata.resourceVersion}`,
          `ADDED zz-beta@${beta.metadata.resourceVersion}`,
        ];
        expect((await takeUntil(events, "zz-beta")).slice(-2)).toEqual(wanted);
        const late = await suite.create(`late${query.length}`);
        expect(await events.take(1)).toEqual([`ADDED ${late.metadata.name}@${late.metadata.resourceVersion}`]);
        events.cancel();
      }
    });

    it("tells nothing of what comes before a version that is still to come", async () => {
      const from = await version();
      const events = await watch(`resourceVersion=${Number(from) + 1_000_000}&timeoutSeconds=2`);
      await suite.create("early");
      suite.server.pass(2);
      expect(await events.nextLine()).toBeNull();
    }, 15_000);

    it("keeps to its namespace, and without one tells of all", async () => {
      const from = await version();
      const narrow = await watch(`resourceVersion=${from}&timeoutSeconds=60`);
      const wide = await watch(`resourceVersion=${from}&timeoutSeconds=60`, ALL_REPOSITORIES);
      const elsewhere = toStored(await suite.client.post(suite.otherPath(), buildRepository("elsewhere")), 201);
      const here = await suite.create("here");
      const hereLine = `ADDED here@${here.metadata.resourceVersion}`;
      expect(await narrow.take(1)).toEqual([hereLine]);
      expect(await wide.take(2)).toEqual([`ADDED elsewhere@${elsewhere.metadata.resourceVersion}`, hereLine]);
      narrow.cancel();
      wide.cancel();
    });

    it("keeps to one name by a field selector", async () => {
      const from = await version();
      const events = await watch(`resourceVersion=${from}&timeoutSeconds=60&fieldSelector=metadata.name%3Dchosen`);
      await suite.create("not-chosen");
      const chosen = await suite.create("chosen");
      expect(await events.take(1)).toEqual([`ADDED chosen@${chosen.metadata.resourceVersion}`]);
      events.cancel();
    });

    it("tells of what comes under a label selector as added, and of what leaves it as deleted, as it was", async () => {
      await suite.create("labelled");
      const from = await version();
      const events = await watch(`resourceVersion=${from}&timeoutSeconds=60&labelSelector=tier%3Dx`);
      const entered = await patch("labelled", { metadata: { labels: { tier: "x" } } });
      const stayed = await patch("labelled", { spec: { suspend: true } });
      const left = await patch("labelled", { metadata: { labels: { tier: "y" } } });
      expect(await events.next()).toEqual({ type: "ADDED", object: entered });
      expect(await events.next()).toEqual({ type: "MODIFIED", object: stayed });
      const { resourceVersion } = left.metadata;
      expect(await events.next()).toEqual({
        type: "DELETED",
        object: { ...stayed, metadata: { ...stayed.metadata, resourceVersion } },
      });
      events.cancel();
    });

    it("ends cleanly after its time", async () => {
      const events = await watch(`resourceVersion=${await version()}&timeoutSeconds=1`);
      suite.server.pass(1);
      expect(await events.nextLine()).toBeNull();
    }, 15_000);

    it("says by a bookmark how far it is, two seconds before its end, once something has happened elsewhere", async () => {
      const events = await watch(`resourceVersion=${await version()}&timeoutSeconds=4&allowWatchBookmarks=true`);
      const elsewhere = toStored(await suite.client.post(suite.otherPath(), buildRepository("marked")), 201);
      suite.server.pass(4);
      const { resourceVersion } = elsewhere.metadata;
      const bookmark = {
        type: "BOOKMARK",
        object: { apiVersion: `${GROUP}/v1`, kind: "GitRepository", metadata: { resourceVersion } },
      };
      expect(await events.next()).toEqual(bookmark);
      // A real server counts in whole seconds, and may say it twice.
      for (let more = await events.next(); more !== null; more = await events.next()) expect(more).toEqual(bookmark);
    }, 15_000);

    it("sends no bookmark unasked, nor while the kind rests", async () => {
      const restingPath = await suite.server.makeRestingPath();
      await suite.create("rest");
      const from = await version();
      const unasked = await watch(`resourceVersion=${from}&timeoutSeconds=4`);
      const resting = await watch(`resourceVersion=${from}&timeoutSeconds=4&allowWatchBookmarks=true`, restingPath);
      await suite.client.post(suite.otherPath(), buildRepository("unmarked"));
      suite.server.pass(4);
      expect(await unasked.nextLine()).toBeNull();
      expect(await resting.nextLine()).toBeNull();
    }, 15_000);

    it("refuses a version that is no number with a 500 that names no reason", async () => {
      for (const path of [suite.path(), suite.eventsPath()]) {
        const { status, body } = await suite.client.get(`${path}?watch=1&resourceVersion=abc`);
        expect(status).toBe(500);
        const message = 'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax';
        expect(body).toEqual(failure(500, null, message));
      }
    });

    const refused: readonly [query: string, message: unknown][] = [
      ["timeoutSeconds=abc", 'strconv.ParseInt: parsing "abc": invalid syntax'],
      ["fieldSelector=spec.url%3Dx", "field label not supported: spec.url"],
    ];
    it.each(refused)("refuses ?%s", async (query, message) => {
      const { status, body } = await suite.client.get(`${suite.path()}?watch=1&resourceVersion=0&${query}`);
      expect(status).toBe(400);
      expect(body).toEqual(failure(400, "BadRequest", message));
    });
  });
}

async function takeUntil(events: ContractWatch, name: string): Promise<readonly string[]> {
  const taken: string[] = [];
  for (;;) {
    const line = (await events.take(1))[0];
    if (line === undefined) throw new Error("the watch ended");
    taken.push(line);
    if (line.startsWith(`ADDED ${name}@`)) return taken;
  }
}
