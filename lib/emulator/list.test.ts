import { afterEach, describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { startTestServer, type TestServer } from "./api-server.test-support.ts";
import { toContinueToken } from "./continue-token.ts";
import { event, ks } from "./object-store.test-support.ts";

const KS = "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations";
const KS_IN = (namespace: string) => `/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/${namespace}/kustomizations`;

let server: TestServer;
afterEach(() => server.close());

interface ListBody {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly { readonly kind?: string; readonly metadata: { readonly name: string } }[];
}

async function list(path: string, base = KS): Promise<ListBody & { readonly names: readonly string[] }> {
  const { status, text } = await server.call(`${base}${path}`);
  expect(status).toBe(200);
  const body: ListBody = JSON.parse(text);
  return { ...body, names: body.items.map((item) => item.metadata.name) };
}

function create(...names: string[]): void {
  for (const name of names) server.store.create(KUSTOMIZATION, ks(name));
}

describe("LIST", () => {
  it("gives items of custom resources whole, at the version of the store", async () => {
    server = await startTestServer();
    create("b", "a");
    const { kind, apiVersion, metadata, items } = await list("");
    expect({ kind, apiVersion }).toEqual({
      kind: "KustomizationList",
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    });
    expect(metadata).toEqual({ continue: "", resourceVersion: "3" });
    expect(items).toEqual(server.store.list(KUSTOMIZATION, null));
    expect(items[0]?.kind).toBe("Kustomization");
  });

  it("gives items of core kinds without their kind", async () => {
    server = await startTestServer();
    server.store.create(EVENT, event("e", "apps"));
    const { kind, items } = await list("", "/api/v1/events");
    expect(kind).toBe("EventList");
    expect(Object.keys(items[0] ?? {})).not.toContain("kind");
    expect(Object.keys(items[0] ?? {})).not.toContain("apiVersion");
    const one = await server.call("/api/v1/namespaces/flux-system/events/e");
    expect(one.body).toMatchObject({ kind: "Event", apiVersion: "v1" });
  });

  it("lists an empty store and an unknown namespace as nothing", async () => {
    server = await startTestServer();
    expect((await list("")).items).toEqual([]);
    expect((await list("", KS_IN("nowhere"))).metadata.resourceVersion).toBe("1");
  });

  it("pages at the version of the first page, whatever happens meanwhile", async () => {
    server = await startTestServer();
    create("a", "b", "c", "d", "e");
    const first = await list("?limit=2");
    expect(first.names).toEqual(["a", "b"]);
    expect(first.metadata).toMatchObject({ resourceVersion: "6", remainingItemCount: 3 });
    server.store.delete(KUSTOMIZATION, "flux-system", "c");
    create("bb");
    const second = await list(`?limit=2&continue=${first.metadata.continue}`);
    expect(second.names).toEqual(["c", "d"]);
    expect(second.metadata).toMatchObject({ resourceVersion: "6", remainingItemCount: 1 });
    const third = await list(`?limit=2&continue=${second.metadata.continue}`);
    expect(third.names).toEqual(["e"]);
    expect(third.metadata).toEqual({ continue: "", resourceVersion: "6" });
  });

  it("pages within a namespace", async () => {
    server = await startTestServer();
    create("a", "b", "c");
    server.store.create(KUSTOMIZATION, ks("z", { namespace: "a-first" }));
    const first = await list("?limit=2", KS_IN("flux-system"));
    const second = await list(`?limit=2&continue=${first.metadata.continue}`, KS_IN("flux-system"));
    expect([...first.names, ...second.names]).toEqual(["a", "b", "c"]);
  });

  it("tells an expired page with a token to go on inconsistently", async () => {
    server = await startTestServer();
    create("a", "b", "c");
    const first = await list("?limit=1");
    create("aa");
    server.store.compact();
    const expired = await server.call(`${KS}?limit=1&continue=${first.metadata.continue}`);
    expect(expired.status).toBe(410);
    expect(expired.body).toMatchObject({
      kind: "Status",
      apiVersion: "v1",
      status: "Failure",
      reason: "Expired",
      code: 410,
      message: expect.stringMatching(
        /^The provided continue parameter is too old to display a consistent list result\. /,
      ),
    });
    const token = (expired.body["metadata"] as { continue: string }).continue;
    const rest = await list(`?continue=${token}`);
    expect(rest.names).toEqual(["aa", "b", "c"]);
    expect(rest.metadata.resourceVersion).toBe("5");
  });

  const refused: readonly [query: string, status: number, message: string][] = [
    ["continue=nonsense", 400, "continue key is not valid"],
    [
      `continue=${toContinueToken({ resourceVersion: 2, lastKey: "a" })}&resourceVersion=2`,
      400,
      "specifying resource version is not allowed when using continue",
    ],
    [
      "resourceVersion=abc",
      400,
      'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
    ],
    ["limit=x", 400, "invalid syntax"],
    ["resourceVersion=1&limit=1", 410, "The resourceVersion for the provided list is too old."],
    ["resourceVersion=99", 504, "Timeout: Too large resource version: 99, current: 3"],
    [
      "resourceVersionMatch=Exact",
      422,
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    ],
    ["resourceVersionMatch=Odd&resourceVersion=1", 422, 'Unsupported value: "Odd"'],
    ["resourceVersionMatch=Exact&resourceVersion=0", 422, 'forbidden for resourceVersion "0"'],
    ["fieldSelector=spec.path%3Dx", 400, "field label not supported: spec.path"],
    ["fieldSelector=odd", 400, "invalid selector: 'odd'; can't understand 'odd'"],
    ["labelSelector=a%20b%20c", 400, "unable to parse requirement"],
  ];
  it.each(refused)("refuses %s with %i", async (query, status, message) => {
    server = await startTestServer();
    create("a", "b");
    server.store.compact();
    const answer = await server.call(`${KS}?${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body["message"]).toContain(message);
    expect(answer.body["code"]).toBe(status);
  });

  const versions: readonly [query: string, names: readonly string[], version: string][] = [
    ["", ["a", "b", "c"], "4"],
    ["resourceVersion=0", ["a", "b", "c"], "4"],
    ["resourceVersion=0&limit=1", ["a", "b", "c"], "4"],
    ["resourceVersion=2", ["a", "b", "c"], "4"],
    ["resourceVersion=2&resourceVersionMatch=NotOlderThan", ["a", "b", "c"], "4"],
    ["resourceVersion=3&limit=9", ["a", "b"], "3"],
    ["resourceVersion=2&resourceVersionMatch=Exact", ["a"], "2"],
  ];
  it.each(versions)("answers ?%s", async (query, names, version) => {
    server = await startTestServer();
    create("a", "b", "c");
    const answer = await list(`?${query}`);
    expect(answer.names).toEqual(names);
    expect(answer.metadata.resourceVersion).toBe(version);
  });

  it("says Retry-After with a version it has not reached", async () => {
    server = await startTestServer();
    const answer = await server.call(`${KS}?resourceVersion=99`);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(answer.body["details"]).toEqual({
      causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
      retryAfterSeconds: 1,
    });
  });

  it("selects by name, by label and by what an event is about", async () => {
    server = await startTestServer();
    server.store.create(KUSTOMIZATION, ks("a", { metadata: { labels: { tier: "x" } } }));
    server.store.create(KUSTOMIZATION, ks("b", { metadata: { labels: { tier: "y" } } }));
    create("c");
    expect((await list("?fieldSelector=metadata.name%3Db")).names).toEqual(["b"]);
    expect((await list("?labelSelector=tier%20in%20(x,y),tier!%3Dy")).names).toEqual(["a"]);
    const page = await list("?labelSelector=tier&limit=1");
    expect(page.names).toEqual(["a"]);
    expect(page.metadata).not.toHaveProperty("remainingItemCount");
    expect((await list(`?labelSelector=tier&limit=1&continue=${page.metadata.continue}`)).names).toEqual(["b"]);
    server.store.create(EVENT, event("e1", "a"));
    server.store.create(EVENT, event("e2", "b"));
    const about = "?fieldSelector=involvedObject.kind%3DKustomization,involvedObject.name%3Db,involvedObject.uid!%3Dx";
    expect((await list(about, "/api/v1/namespaces/flux-system/events")).names).toEqual(["e2"]);
  });

  it("compresses what is large, for those who take gzip", async () => {
    server = await startTestServer();
    for (let index = 0; index < 1_000; index++) create(`ks-${index}`);
    const plain = await server.call(KS, { headers: { "Accept-Encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    const compressed = await server.call(KS, { headers: { "Accept-Encoding": "deflate, gzip" } });
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    expect(compressed.headers.get("vary")).toBe("Accept-Encoding");
    expect(compressed.text).toBe(plain.text);
    const small = await server.call(`${KS}?limit=10`, { headers: { "Accept-Encoding": "gzip" } });
    expect(small.headers.get("content-encoding")).toBeNull();
  });

  it("pages through 10,000 objects, each once and in order", async () => {
    server = await startTestServer();
    for (let index = 0; index < 10_000; index++) create(`ks-${index}`);
    const names: string[] = [];
    let token: string | undefined = "";
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(`?limit=500&continue=${token}`);
      names.push(...page.names);
      token = page.metadata.continue;
      pages += 1;
    } while (token !== "");
    expect(pages).toBe(20);
    expect(names).toEqual(Array.from({ length: 10_000 }, (_, index) => `ks-${index}`).sort());
  });
});
