import { afterEach, describe, expect, it, vi } from "vitest";
import { CONTACT_HEADER, type Contact } from "#lib/api/stream.ts";
import { RequestError } from "./fetch-json.ts";
import { createGraphFetcher } from "./graph-fetcher.ts";
import { SAMPLE } from "./snapshot.test-support.ts";

const CONTACT: Contact = { at: "2026-03-01T12:00:00Z", clusters: [{ id: "c", contactAt: null }] };

function setUp(...answers: Response[]) {
  const asked: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get("if-none-match"));
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("fetch failed");
    return answer;
  });
  const contacts: Contact[] = [];
  return { asked, contacts, fetchGraph: createGraphFetcher((contact) => contacts.push(contact)) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("createGraphFetcher", () => {
  it("asks with the last ETag and gives the same object while nothing changes", async () => {
    const { asked, contacts, fetchGraph } = setUp(
      Response.json(SAMPLE, { headers: { etag: '"1"', [CONTACT_HEADER]: JSON.stringify(CONTACT) } }),
      new Response(null, { status: 304, headers: { [CONTACT_HEADER]: JSON.stringify(CONTACT) } }),
      Response.json({ ...SAMPLE, revision: "2" }, { headers: { etag: '"2"', [CONTACT_HEADER]: "{broken" } }),
    );
    const first = await fetchGraph();
    expect(first).toEqual(SAMPLE);
    expect(await fetchGraph()).toBe(first);
    expect((await fetchGraph()).revision).toBe("2");
    expect(asked).toEqual([null, '"1"', '"1"']);
    expect(contacts).toEqual([CONTACT, CONTACT]);
  });

  it("passes on what the server says is wrong, and what to do", async () => {
    const problem = { type: "about:blank", title: "Starting", status: 503, detail: "Not yet.", fix: "Wait." };
    const { fetchGraph } = setUp(Response.json(problem, { status: 503 }));
    await expect(fetchGraph()).rejects.toMatchObject({ problem });
  });

  it.each([
    ["an answer that is no graph", Response.json({ nodes: [] }), "The answer is not understood"],
    ["an error page of a proxy", new Response("<html>", { status: 502 }), "The server refused"],
    ["no answer at all", undefined, "Headwater does not answer"],
  ])("has plain words for %s", async (_case, answer, title) => {
    const { fetchGraph } = setUp(...(answer === undefined ? [] : [answer]));
    const failure = await fetchGraph().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RequestError);
    expect(failure).toMatchObject({ problem: { title } });
  });
});
