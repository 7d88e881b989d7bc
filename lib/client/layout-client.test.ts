import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { LayoutInput, LayoutResult } from "#lib/layout/layout-engine.ts";
import type { LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";
import { LayoutClient, type WorkerLike } from "./layout-client.ts";

const wish = (aspect: number): LayoutInput => ({ nodes: [], edges: [], aspect });
const toPicture = ({ aspect }: LayoutInput): LayoutResult => ({
  key: "",
  aspect,
  width: 0,
  height: 0,
  nodes: new Map(),
  edges: new Map(),
  areas: [],
});

/** A client whose workers answer, fail and die when the test says so. */
function startClient() {
  const workers: { worker: WorkerLike; asked: LayoutRequest[]; ended: boolean }[] = [];
  const seen: string[] = [];
  const clock = new FakeClock();
  const createWorker = () => {
    const asked: LayoutRequest[] = [];
    const record = { asked, ended: false, worker: {} as WorkerLike };
    record.worker = {
      onmessage: null,
      onerror: null,
      postMessage: (request) => asked.push(request),
      terminate: () => {
        record.ended = true;
      },
    };
    workers.push(record);
    return record.worker;
  };
  const client = new LayoutClient(
    createWorker,
    clock,
    ({ aspect }) => seen.push(`picture ${aspect}`),
    (message) => seen.push(`error ${message}`),
  );
  const last = () => workers.at(-1);
  const answer = () => {
    const request = last()?.asked.at(-1);
    if (request === undefined) throw new Error("nothing was asked");
    last()?.worker.onmessage?.({ data: { request: request.request, result: toPicture(request.input) } });
  };
  const fail = (error: string) =>
    last()?.worker.onmessage?.({ data: { request: last()?.asked.at(-1)?.request ?? 0, error } });
  const die = () => last()?.worker.onerror?.({ message: "out of memory" });
  return { client, clock, workers, seen, last, answer, fail, die };
}

describe("asking a worker for pictures", () => {
  it("starts one only when there is something to ask", () => {
    const { client, workers } = startClient();
    expect(workers).toHaveLength(0);
    client.ask(wish(1));
    client.ask(wish(2));
    expect(workers).toHaveLength(1);
  });

  it("asks one at a time and leaves out what is outdated", () => {
    const { client, last, answer, seen } = startClient();
    for (const aspect of [1, 2, 3]) client.ask(wish(aspect));
    expect(last()?.asked.map(({ input }) => input.aspect)).toEqual([1]);
    answer();
    expect(last()?.asked.map(({ input }) => input.aspect)).toEqual([1, 3]);
    answer();
    expect(seen).toEqual(["picture 3"]);
  });

  it("asks a new worker the same when one dies", () => {
    const { client, workers, die, answer, seen } = startClient();
    client.ask(wish(1));
    die();
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    answer();
    expect(seen).toEqual(["picture 1"]);
  });

  it("asks it the newest when there is a newer wish", () => {
    const { client, die, answer, seen } = startClient();
    client.ask(wish(1));
    client.ask(wish(2));
    die();
    answer();
    expect(seen).toEqual(["picture 2"]);
  });

  it("says so when workers go on dying, and tries again with the next wish", () => {
    const { client, workers, die, answer, seen } = startClient();
    client.ask(wish(1));
    for (let count = 0; count < 4; count++) die();
    expect(seen).toEqual(["error out of memory"]);
    expect(workers).toHaveLength(4);
    client.ask(wish(2));
    answer();
    expect(seen.at(-1)).toBe("picture 2");
  });

  it("passes on why there is no picture, and goes on", () => {
    const { client, fail, answer, seen } = startClient();
    client.ask(wish(1));
    fail("too deep");
    client.ask(wish(2));
    answer();
    expect(seen).toEqual(["error too deep", "picture 2"]);
  });

  it("replaces a worker that says nothing for half a minute, and asks the new one the same", () => {
    const { client, clock, workers, answer, seen } = startClient();
    client.ask(wish(1));
    clock.advance(29_999);
    expect(workers).toHaveLength(1);
    clock.advance(1);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    answer();
    expect(seen).toEqual(["picture 1"]);
    expect(clock.pending).toBe(0);
  });

  it("gives up what hangs twice, says so, and takes the next wish", () => {
    const { client, clock, workers, answer, seen } = startClient();
    client.ask(wish(1));
    clock.advance(60_000);
    expect(seen).toEqual(["error it was not done in 30 s"]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
    expect(clock.pending).toBe(0);
    client.ask(wish(2));
    answer();
    expect(seen.at(-1)).toBe("picture 2");
  });

  it("tries the newest wish in place of one that hangs", () => {
    const { client, clock, last, answer, seen } = startClient();
    client.ask(wish(1));
    client.ask(wish(2));
    clock.advance(30_000);
    expect(last()?.asked.map(({ input }) => input.aspect)).toEqual([2]);
    answer();
    expect(seen).toEqual(["picture 2"]);
  });

  it("gives a large fleet more time", () => {
    const { client, clock, workers } = startClient();
    client.ask({ ...wish(1), nodes: Array.from({ length: 10_000 }, (_, at) => ({ id: `n${at}`, wave: 0 })) });
    clock.advance(79_999);
    expect(workers).toHaveLength(1);
    clock.advance(1);
    expect(workers).toHaveLength(2);
  });

  it("ends its worker when it is stopped", () => {
    const { client, clock, last } = startClient();
    client.ask(wish(1));
    client.stop();
    expect(last()?.ended).toBe(true);
    expect(clock.pending).toBe(0);
  });
});
