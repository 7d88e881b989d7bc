import { beforeAll, describe, expect, it } from "vitest";
import type { ContractAnswer } from "./contract-client.test-support.ts";
import type { OpenContractServer } from "./contract-server.test-support.ts";
import { failure, GROUP, type StoredObject, type Suite, useSuite } from "./suite.test-support.ts";

export interface ListBody {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly StoredObject[];
}

/** The list of an answer. Throws, with what the server said, when it is none. */
export function toList({ status, text, body }: ContractAnswer): ListBody & { readonly names: readonly string[] } {
  if (status !== 200) throw new Error(`expected a list, got ${status}: ${text}`);
  const list = body as unknown as ListBody;
  return { ...list, names: list.items.map(({ metadata }) => metadata.name) };
}

export async function list(suite: Suite, query = "", path = suite.path()) {
  return toList(await suite.client.get(`${path}${query}`));
}

/** LIST: what it gives, page by page. */
export function describePaging(open: OpenContractServer): void {
  describe("LIST in pages", () => {
    const suite = useSuite(open);
    beforeAll(async () => {
      for (const name of ["c", "a", "e", "b", "d"]) await suite.create(name);
    });

    it("gives whole custom resources by name, and says that there is no more", async () => {
      const { kind, apiVersion, metadata, items, names } = await list(suite);
      expect({ kind, apiVersion }).toEqual({ kind: "GitRepositoryList", apiVersion: `${GROUP}/v1` });
      expect(metadata).toEqual({ continue: "", resourceVersion: expect.stringMatching(/^[1-9]\d*$/) });
      expect(names).toEqual(["a", "b", "c", "d", "e"]);
      expect(items[0]).toEqual(await suite.read("a"));
    });

    it("gives an empty namespace, and one that is not there, as an empty list", async () => {
      for (const namespace of [suite.otherNamespace, "nowhere"]) {
        const { items, metadata } = await list(suite, "", suite.path().replace(suite.namespace, namespace));
        expect(items).toEqual([]);
        expect(metadata).toEqual({ continue: "", resourceVersion: expect.stringMatching(/^[1-9]\d*$/) });
      }
    });

    it("stays at the version of the first page, counts what remains, and ends with an empty token", async () => {
      const first = await list(suite, "?limit=2");
      expect(first.names).toEqual(["a", "b"]);
      expect(first.metadata).toEqual({
        continue: expect.stringMatching(/^[-\w]+$/),
        remainingItemCount: 3,
        resourceVersion: expect.any(String),
      });
      await suite.create("aa");
      await suite.client.call("DELETE", suite.path("c"));
      const second = await list(suite, `?limit=2&continue=${first.metadata.continue}`);
      expect(second.names).toEqual(["c", "d"]);
      expect(second.metadata).toMatchObject({
        remainingItemCount: 1,
        resourceVersion: first.metadata.resourceVersion,
      });
      const third = await list(suite, `?limit=2&continue=${second.metadata.continue}`);
      expect(third.names).toEqual(["e"]);
      expect(third.metadata).toEqual({ continue: "", resourceVersion: first.metadata.resourceVersion });
      expect((await list(suite)).names).toEqual(["a", "aa", "b", "d", "e"]);
    });

    it("gives the rest in one piece where a token comes without a limit", async () => {
      const first = await list(suite, "?limit=2");
      const rest = await list(suite, `?continue=${first.metadata.continue}`);
      expect([...first.names, ...rest.names]).toEqual((await list(suite)).names);
      expect(rest.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    });

    it("pages across namespaces by namespace and name", async () => {
      for (const name of ["a", "z"]) await suite.client.post(suite.otherPath(), toRepository(name));
      const mine = [suite.namespace, suite.otherNamespace];
      const keys: string[] = [];
      for (let token: string | undefined = "first"; token !== ""; ) {
        const query: string = token === "first" ? "" : `&continue=${token}`;
        const page: ListBody = await list(suite, `?limit=3${query}`, `/apis/${GROUP}/v1/gitrepositories`);
        for (const { metadata } of page.items) keys.push(`${metadata.namespace}/${metadata.name}`);
        token = page.metadata.continue ?? "";
      }
      const own = keys.filter((key) => mine.some((namespace) => key.startsWith(`${namespace}/`)));
      const names = (await list(suite)).names.map((name) => `${suite.namespace}/${name}`);
      expect(own).toEqual([...names, `${suite.otherNamespace}/a`, `${suite.otherNamespace}/z`].sort());
      expect(new Set(keys).size).toBe(keys.length);
    });

    it("orders by the bytes of namespace and name together, as etcd's keys are", async () => {
      const { client, server, namespace } = suite;
      const longer = await server.makeNamespace({ of: namespace, suffix: "-x" });
      await client.post(suite.path().replace(namespace, longer), toRepository("a"));
      for (const name of ["a.b", "a-b"]) await suite.create(name);
      const { items } = await list(suite, "", `/apis/${GROUP}/v1/gitrepositories`);
      const keys = items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
      expect(keys.filter((key) => key.startsWith(namespace)).slice(0, 5)).toEqual([
        `${longer}/a`,
        ...["a", "a-b", "a.b", "aa"].map((name) => `${namespace}/${name}`),
      ]);
    });

    it("counts no remainder under a selector", async () => {
      for (const name of ["a", "b"]) {
        await suite.client.patch(suite.path(name), { metadata: { labels: { tier: "x" } } });
      }
      const page = await list(suite, "?limit=1&labelSelector=tier%3Dx");
      expect(page.names).toEqual(["a"]);
      expect(page.metadata).not.toHaveProperty("remainingItemCount");
      const rest = await list(suite, `?limit=1&labelSelector=tier%3Dx&continue=${page.metadata.continue}`);
      expect(rest.names).toEqual(["b"]);
    });

    it("selects by name and by labels", async () => {
      expect((await list(suite, "?fieldSelector=metadata.name%3Dd")).names).toEqual(["d"]);
      expect((await list(suite, "?fieldSelector=metadata.name!%3Dd")).names).not.toContain("d");
      expect((await list(suite, "?labelSelector=tier")).names).toEqual(["a", "b"]);
      expect((await list(suite, "?labelSelector=tier%20in%20(x,y)")).names).toEqual(["a", "b"]);
      expect((await list(suite, "?labelSelector=!tier")).names).toEqual(["a-b", "a.b", "aa", "d", "e"]);
      expect((await list(suite, "?labelSelector=tier!%3Dx")).names).toEqual(["a-b", "a.b", "aa", "d", "e"]);
    });

    const refused: readonly [query: string, message: unknown][] = [
      ["limit=x", 'strconv.ParseInt: parsing "x": invalid syntax'],
      ["continue=nonsense", expect.stringMatching(/^invalid continue token: continue key is not valid: /)],
      ["fieldSelector=spec.url%3Dx", "field label not supported: spec.url"],
      ["fieldSelector=odd", "invalid selector: 'odd'; can't understand 'odd'"],
      ["labelSelector=a%20b%20c", expect.stringMatching(/^unable to parse requirement: found /)],
    ];
    it.each(refused)("refuses ?%s", async (query, message) => {
      const { status, body } = await suite.client.get(`${suite.path()}?${query}`);
      expect(status).toBe(400);
      expect(body).toEqual(failure(400, "BadRequest", message));
    });
  });

  describe("LIST of events", () => {
    const suite = useSuite(open);

    it("gives items of a core kind without their kind, and no word of a token at the end", async () => {
      for (const name of ["one", "two"]) {
        const { status, text } = await suite.client.post(suite.eventsPath(), toEvent(suite.namespace, name));
        expect(status, text).toBe(201);
      }
      const { kind, apiVersion, metadata, items } = await list(suite, "", suite.eventsPath());
      expect({ kind, apiVersion }).toEqual({ kind: "EventList", apiVersion: "v1" });
      expect(metadata).toEqual({ resourceVersion: expect.any(String) });
      expect(items).toHaveLength(2);
      for (const item of items) {
        expect(item).not.toHaveProperty("kind");
        expect(item).not.toHaveProperty("apiVersion");
        expect(item.metadata).not.toHaveProperty("generation");
      }
      expect((await suite.client.get(suite.eventsPath("one"))).body).toMatchObject({ kind: "Event", apiVersion: "v1" });
    });

    it("selects by what they are about, as the events of a page are asked for", async () => {
      const query = "?fieldSelector=involvedObject.kind%3DKustomization,involvedObject.name%3Dtwo";
      expect((await list(suite, query, suite.eventsPath())).names).toEqual(["two"]);
      const type = "?fieldSelector=type%3DWarning,reason%3DProbed&limit=500";
      expect((await list(suite, type, suite.eventsPath())).names).toEqual(["one", "two"]);
      expect((await list(suite, "?fieldSelector=type!%3DWarning", suite.eventsPath())).names).toEqual([]);
    });
  });
}

function toRepository(name: string): object {
  const spec = { url: "https://git.example.com/fleet", interval: "1m" };
  return { apiVersion: `${GROUP}/v1`, kind: "GitRepository", metadata: { name }, spec };
}

function toEvent(namespace: string, name: string): object {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name, namespace },
    involvedObject: { kind: "Kustomization", namespace, name },
    type: "Warning",
    reason: "Probed",
    message: "the contract was looked at",
  };
}
