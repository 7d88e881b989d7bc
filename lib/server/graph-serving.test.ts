import { describe, expect, it } from "vitest";
import { operationSchema } from "#lib/api/action.ts";
import { snapshotPatchSchema, snapshotSchema } from "#lib/api/snapshot.ts";
import { contactSchema } from "#lib/api/stream.ts";
import { blockedBy, ks } from "#lib/flux/builders.test-support.ts";
import { applyPatch } from "#lib/graph/patch.ts";
import { toGraphResponse } from "./graph-response.ts";
import { toProblemResponse } from "./problem.ts";
import { FakeReader, startTestRuntime } from "./runtime.test-support.ts";
import { toStreamResponse } from "./stream-response.ts";

const URL_OF_GRAPH = "http://localhost/api/graph";
const failed = { ready: { status: "False", reason: "BuildFailed", message: "kustomize build failed" } } as const;

function get(url = URL_OF_GRAPH, headers: Record<string, string> = {}): Request {
  return new Request(url, { headers });
}

describe("GET /api/graph", () => {
  it("gives a snapshot of the contract, with its revision as strong ETag and the last contact", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a"), ks("b", { dependsOn: ["a"] }));
    clock.advance(100);
    const response = toGraphResponse(runtime, get());
    const snapshot = snapshotSchema.parse(await response.json());
    expect(snapshot.nodes.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(response.headers.get("etag")).toBe(`"${snapshot.revision}"`);
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    expect(contactSchema.parse(JSON.parse(response.headers.get("headwater-contact") ?? "")).clusters).toHaveLength(1);
  });

  it.each(['"R"', 'W/"R"', '"other", "R"', "*"])("answers 304 to If-None-Match %s", (header) => {
    const { runtime } = startTestRuntime();
    const { revision } = runtime.snapshots.current();
    const response = toGraphResponse(runtime, get(URL_OF_GRAPH, { "if-none-match": header.replace("R", revision) }));
    expect(response.status).toBe(304);
    expect(response.headers.get("headwater-contact")).not.toBeNull();
  });

  it("filters on the server, with an ETag of its own", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a", failed), ks("b", { namespace: "apps" }), ks("c", { namespace: "apps", ...failed }));
    clock.advance(100);
    const names = async (query: string) =>
      snapshotSchema
        .parse(await toGraphResponse(runtime, get(`${URL_OF_GRAPH}?${query}`)).json())
        .nodes.map(({ name }) => name);
    expect(await names("namespace=apps")).toEqual(["b", "c"]);
    expect(await names("state=failed")).toEqual(["c", "a"]);
    expect(await names("namespace=apps,default&state=ready")).toEqual(["b"]);
    const etag = (query: string) => toGraphResponse(runtime, get(`${URL_OF_GRAPH}?${query}`)).headers.get("etag");
    expect(etag("state=ready")).not.toBe(etag("state=failed"));
    expect(etag("namespace=a,b")).toBe(etag("namespace=b&namespace=a"));
  });

  it("refuses a state that there is not", async () => {
    const { runtime } = startTestRuntime();
    let thrown: unknown;
    try {
      toGraphResponse(runtime, get(`${URL_OF_GRAPH}?state=broken`));
    } catch (error) {
      thrown = error;
    }
    const response = toProblemResponse(thrown);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      detail: 'There is no state "broken".',
      fix: expect.stringContaining("failed"),
    });
  });
});

describe("the revision", () => {
  it("changes exactly when the content does", () => {
    const { runtime, clock, reader } = startTestRuntime();
    const revision = () => runtime.snapshots.current().revision;
    const first = revision();
    reader.apply(ks("a"));
    clock.advance(100);
    const second = revision();
    expect(second).not.toBe(first);
    reader.apply({ ...ks("a"), metadata: { ...ks("a").metadata, resourceVersion: "2" } });
    clock.advance(60_000);
    expect(revision()).toBe(second);
  });

  it("keeps untouched nodes as they are", () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a"), ks("b"));
    clock.advance(100);
    const before = runtime.snapshots.current().nodes;
    reader.apply(ks("b", failed));
    clock.advance(100);
    const after = runtime.snapshots.current().nodes;
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it("gathers a burst: the first at once, the rest together", () => {
    const { runtime, clock, reader } = startTestRuntime();
    clock.advance(1_000);
    const seen: number[] = [];
    runtime.snapshots.subscribe((snapshot) => seen.push(snapshot.nodes.length));
    reader.apply(ks("a"));
    clock.advance(0);
    for (const name of ["b", "c", "d"]) reader.apply(ks(name));
    clock.advance(40);
    expect(seen).toEqual([1]);
    clock.advance(20);
    expect(seen).toEqual([1, 4]);
  });

  it("sees a failure that lasts only an instant", () => {
    const { runtime, clock, reader } = startTestRuntime();
    const working = "Running health checks for revision main@sha1:1 with a timeout of 5m0s";
    reader.apply(ks("a", { ...failed, reconciling: working }));
    reader.apply(ks("a", { ready: { status: "Unknown" }, reconciling: working }));
    clock.advance(100);
    expect(runtime.snapshots.current().nodes[0]).toMatchObject({
      state: "failed",
      retrying: true,
      message: "kustomize build failed",
    });
  });
});

async function readEvents(
  response: Response,
  count: number,
): Promise<{ event: string; id: string | undefined; data: unknown }[]> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const events: { event: string; id: string | undefined; data: unknown }[] = [];
  while (reader && events.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    for (const block of value.split("\n\n")) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      if (event)
        events.push({
          event,
          id: /^id: (.*)$/m.exec(block)?.[1],
          data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null"),
        });
    }
  }
  return events;
}

describe("GET /api/graph/stream", () => {
  const URL_OF_STREAM = `${URL_OF_GRAPH}/stream`;

  it("begins with a snapshot and goes on with patches that lead to the next one", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    const response = toStreamResponse(runtime, get(URL_OF_STREAM));
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    const first = runtime.snapshots.current();
    const waiting = readEvents(response, 3);
    reader.apply(ks("a"), ks("b", { dependsOn: ["a"], ready: blockedBy("default/a") }));
    clock.advance(100);
    const [snapshot, contact, patch] = await waiting;
    expect(snapshot).toMatchObject({ event: "snapshot", id: first.revision });
    expect(contact?.event).toBe("contact");
    expect(patch?.event).toBe("patch");
    const now = runtime.snapshots.current();
    expect(patch?.id).toBe(now.revision);
    expect(applyPatch(snapshotSchema.parse(snapshot?.data), snapshotPatchSchema.parse(patch?.data))).toEqual(now);
  });

  it("resumes with the patches since, or with a snapshot when they are not known", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    const { revision } = runtime.snapshots.current();
    for (const name of ["a", "b"]) {
      reader.apply(ks(name));
      clock.advance(100);
    }
    const events = async (last: string, count: number) =>
      (await readEvents(toStreamResponse(runtime, get(URL_OF_STREAM, { "last-event-id": last })), count)).map(
        ({ event }) => event,
      );
    expect(await events(revision, 3)).toEqual(["patch", "patch", "contact"]);
    expect(await events(runtime.snapshots.current().revision, 1)).toEqual(["contact"]);
    expect(await events("of-another-process.1", 2)).toEqual(["snapshot", "contact"]);
  });

  it("sends a heartbeat each 15 s and says when the cluster was last heard from", async () => {
    const { runtime, clock } = startTestRuntime();
    const reader = toStreamResponse(runtime, get(URL_OF_STREAM)).body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const waiting = (async () => {
      while (!text.includes(": heartbeat")) text += (await reader?.read())?.value ?? "";
    })();
    await clock.advanceAsync(15_000);
    await waiting;
    expect(text.match(/event: contact/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it("tells each step of an operation", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a"));
    clock.advance(100);
    const waiting = readEvents(toStreamResponse(runtime, get(URL_OF_STREAM)), 4);
    const wish = { action: "suspend", targets: runtime.snapshots.current().nodes.map(({ id }) => id) } as const;
    runtime.operations.start({ ...wish, targets: [...wish.targets] }, "local");
    const operations = (await waiting).filter(({ event }) => event === "operation");
    expect(operations.map(({ data }) => operationSchema.parse(data).targets[0]?.phase)).toEqual([
      "waiting",
      "succeeded",
    ]);
  });

  it("drops a reader that does not read to a fresh snapshot, instead of queueing without end", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    const response = toStreamResponse(runtime, get(URL_OF_STREAM));
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: snapshot")) text += (await stream?.read())?.value ?? "";
    const long = "x".repeat(300_000);
    for (let turn = 0; turn < 12; turn++) {
      reader.apply(ks("a", { ready: { status: "False", reason: "BuildFailed", message: `${turn}${long}` } }));
      clock.advance(100);
    }
    while (text.split("event: snapshot").length < 3) text += (await stream?.read())?.value ?? "";
    expect(text.length).toBeLessThan(3_000_000);
    while (!text.includes(`11${long}`)) text += (await stream?.read())?.value ?? "";
    await stream?.cancel();
    expect(runtime.stream.size).toBe(0);
  });

  it("gives up a reader that takes nothing for too long, and no other", async () => {
    const { runtime, clock } = startTestRuntime();
    const stuck = toStreamResponse(runtime, get(URL_OF_STREAM)).body?.getReader();
    const open = toStreamResponse(runtime, get(URL_OF_STREAM)).body?.getReader();
    const reading = (async () => {
      while ((await open?.read())?.done === false);
    })();
    await clock.advanceAsync(10_000);
    await expect(stuck?.read()).rejects.toThrow("took nothing");
    expect(runtime.stream.size).toBe(1);
    await runtime.stop();
    await reading;
  });

  it("ends with the runtime, also for those who come later", async () => {
    const { runtime } = startTestRuntime();
    const open = toStreamResponse(runtime, get(URL_OF_STREAM)).text();
    expect(runtime.stream.size).toBe(1);
    await runtime.stop();
    await expect(open).resolves.toContain("event: snapshot");
    await expect(toStreamResponse(runtime, get(URL_OF_STREAM)).text()).resolves.toMatch(/^retry: \d+\n\n$/);
    expect(runtime.stream.size).toBe(0);
  });
});

describe("what is outside of the chosen namespaces", () => {
  it("is asked for by name: missing, or hidden where it may not be seen", async () => {
    for (const [beyond, state] of [
      ["not-found", "missing"],
      ["forbidden", "hidden"],
    ] as const) {
      const reader = new FakeReader();
      reader.beyond = beyond;
      const { runtime, clock } = startTestRuntime({ HEADWATER_NAMESPACES: "default" }, [reader]);
      reader.apply(ks("a", { dependsOn: ["other/x"] }));
      await clock.advanceAsync(200);
      const node = runtime.snapshots.current().nodes.find(({ name }) => name === "x");
      expect(node?.state).toBe(state);
      await clock.advanceAsync(30_000);
      expect(reader.gets).toEqual(["Kustomization/other/x"]);
      await clock.advanceAsync(60_000);
      expect(reader.gets.length).toBe(2);
    }
  });

  it("is hidden where a whole namespace is forbidden", () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a", { dependsOn: ["other/x"] }));
    reader.setStatus({
      scopes: [{ kind: "Kustomization", namespace: "other", state: "forbidden", message: "", fix: "" }],
    });
    clock.advance(100);
    expect(runtime.snapshots.current().nodes.find(({ name }) => name === "x")?.state).toBe("hidden");
  });
});

describe("several clusters", () => {
  it("have their name before every id", () => {
    const [eu, us] = [new FakeReader("eu"), new FakeReader("us")];
    const { runtime, clock } = startTestRuntime({}, [eu, us]);
    eu.apply(ks("a"));
    us.apply(ks("a"));
    clock.advance(100);
    expect(runtime.snapshots.current().nodes.map(({ id }) => id)).toEqual([
      "eu:Kustomization/default/a",
      "us:Kustomization/default/a",
    ]);
  });
});
