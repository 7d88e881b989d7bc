import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";
import { LayoutAhead } from "./layout-ahead.ts";
import type { WorkerLike } from "./layout-client.ts";

function start() {
  const asked: LayoutRequest[] = [];
  const seen: string[] = [];
  let isEnded = false;
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (request) => asked.push(request),
    terminate: () => {
      isEnded = true;
    },
  };
  const ahead = new LayoutAhead(() => worker, new FakeClock(), {
    topology: { nodes: [{ id: "a", wave: 0 }], edges: [] },
    aspect: 1.5,
    scene: "here",
  });
  const empty = { key: "", width: 0, height: 0, nodes: new Map(), edges: new Map(), areas: [] };
  const answer = () => {
    const { request = 0, input } = asked.at(-1) ?? {};
    worker.onmessage?.({ data: { request, result: { ...empty, aspect: input?.aspect ?? 0 } } });
  };
  const fail = () => worker.onmessage?.({ data: { request: asked.at(-1)?.request ?? 0, error: "no" } });
  const answers = {
    onResult: ({ aspect }: { aspect: number }) => seen.push(`picture ${aspect}`),
    onError: (message: string) => seen.push(`error ${message}`),
  };
  return { ahead, asked, seen, answer, fail, answers, isEnded: () => isEnded };
}

describe("LayoutAhead", () => {
  it("asks at once", () => {
    const { asked } = start();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ scene: "here", input: { aspect: 1.5, nodes: [{ id: "a", wave: 0 }] } });
  });

  it("keeps an answer until somebody wants it", () => {
    const { ahead, answer, answers, seen } = start();
    answer();
    expect(seen).toEqual([]);
    ahead.take(answers);
    expect(seen).toEqual(["picture 1.5"]);
  });

  it("keeps what went wrong likewise", () => {
    const { ahead, fail, answers, seen } = start();
    fail();
    ahead.take(answers);
    expect(seen).toEqual(["error no"]);
  });

  it("gives an answer that comes later to who took it, and what is asked after that", () => {
    const { ahead, answer, answers, seen } = start();
    const client = ahead.take(answers);
    expect(seen).toEqual([]);
    answer();
    client.ask({ nodes: [], edges: [], aspect: 2 });
    answer();
    expect(seen).toEqual(["picture 1.5", "picture 2"]);
  });

  it("ends", () => {
    const { ahead, isEnded } = start();
    ahead.stop();
    expect(isEnded()).toBe(true);
  });
});
