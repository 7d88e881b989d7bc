import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import { createLog } from "#lib/server/log.ts";
import { FEWEST_NODES, PictureKeeper } from "./picture-keeper.ts";
import { createThreads } from "./picture-thread.test-support.ts";
import { PictureThread } from "./picture-thread.ts";

const [sample] = sampleSnapshot().nodes;
if (sample === undefined) throw new Error("the sample has no nodes");
const like = (index: number): GraphNode => ({ ...sample, id: toObjectId("Kustomization", "apps", `app-${index}`) });
const large = (count = FEWEST_NODES): Snapshot => ({
  ...sampleSnapshot(),
  nodes: Array.from({ length: count }, (_, index) => like(index)),
  edges: [],
});

/** All is laid out for a window of shape 1, unless another is named. */
const wish = (aspect = 1, unlessGathered = false) => ({ aspect, unlessGathered });

function setUp(first = large()) {
  const { started, start } = createThreads();
  const clock = new FakeClock();
  let snapshot = first;
  const thread = new PictureThread(start, clock);
  const keeper = new PictureKeeper({ thread, clock, snapshot: () => snapshot, log: createLog("silent") });
  const become = (next: Snapshot) => {
    snapshot = next;
    keeper.touch();
  };
  return { keeper, started, clock, become };
}

const inTeams = (count: number): Snapshot => {
  const snapshot = large(count);
  return { ...snapshot, nodes: snapshot.nodes.map((node, at) => ({ ...node, namespace: `team-${at % 20}` })) };
};

describe("the pictures that the server keeps", () => {
  it("are laid out once for all who come, a shape of window at a time", async () => {
    const { keeper, started } = setUp();
    const both = Promise.all([keeper.find(wish()), keeper.find(wish())]);
    started[0]?.answer(7);
    expect(await both).toEqual([Uint8Array.of(7), Uint8Array.of(7)]);
    expect(await keeper.find(wish())).toEqual(Uint8Array.of(7));
    expect(started[0]?.asked).toHaveLength(1);
    void keeper.find(wish(2));
    expect(started[0]?.asked.map(({ aspect }) => aspect)).toEqual([1, 2]);
  });

  it("stay while only states change, and go when the graph does", async () => {
    const { keeper, started, become } = setUp();
    const first = keeper.find(wish());
    started[0]?.answer(1);
    await first;
    const { nodes } = large();
    const failed = { ...large(), nodes: nodes.map((node) => ({ ...node, state: "failed" as const })) };
    become(failed);
    expect(await keeper.find(wish())).toEqual(Uint8Array.of(1));
    become({ ...failed, nodes: [...failed.nodes, like(9_999)] });
    const second = keeper.find(wish());
    started[0]?.answer(2);
    expect(await second).toEqual(Uint8Array.of(2));
    expect(started[0]?.asked.map(({ topology }) => topology.ids.length)).toEqual([FEWEST_NODES, FEWEST_NODES + 1]);
  });

  it("are given to who has not chosen unless the graph is gathered", async () => {
    const { keeper, started, become } = setUp(inTeams(2_000));
    expect(await keeper.find(wish(1, true))).toBeNull();
    expect(started).toHaveLength(0);
    const whole = keeper.find(wish());
    started[0]?.answer(0);
    expect(await whole).toEqual(Uint8Array.of(0));
    expect(await keeper.find(wish(1, true))).toBeNull();
    for (const [place, snapshot] of [inTeams(1_000), large(2_000)].entries()) {
      become(snapshot);
      const picture = keeper.find(wish(1, true));
      started[0]?.answer(place);
      expect(await picture).toEqual(Uint8Array.of(place));
    }
  });

  it("follow what the graph is gathered by, which labels may change alone", async () => {
    const alike = large(2_000);
    const { keeper, started, become } = setUp(alike);
    const labelled = alike.nodes.map((node, at) => ({ ...node, labels: { team: `team-${at % 20}` } }));
    const picture = keeper.find(wish(1, true));
    started[0]?.answer(1);
    expect(await picture).toEqual(Uint8Array.of(1));
    become({ ...alike, nodes: labelled });
    expect(await keeper.find(wish(1, true))).toBeNull();
    become(alike);
    expect(await keeper.find(wish(1, true))).toEqual(Uint8Array.of(1));
  });

  it("are tried again when one has failed", async () => {
    const { keeper, started } = setUp();
    const first = keeper.find(wish());
    started[0]?.die("out of memory");
    expect(await first).toBeNull();
    const second = keeper.find(wish());
    started[1]?.answer(2);
    expect(await second).toEqual(Uint8Array.of(2));
  });

  it("are none where the graph is small, nothing lays out, it fails, or too many are waited for", async () => {
    const few = setUp(large(FEWEST_NODES - 1));
    expect(await few.keeper.find(wish())).toBeNull();
    const parts = { thread: null, clock: new FakeClock(), snapshot: () => large(), log: createLog("silent") };
    expect(await new PictureKeeper(parts).find(wish())).toBeNull();
    expect(few.started).toHaveLength(0);
    const { keeper, started } = setUp();
    const waiting = [keeper.find(wish(1)), keeper.find(wish(2))];
    expect(await keeper.find(wish(3))).toBeNull();
    started[0]?.refuse("no order");
    started[0]?.answer(2);
    expect(await Promise.all(waiting)).toEqual([null, Uint8Array.of(2)]);
  });
});

describe("the picture that is laid out before anybody asks", () => {
  it("is that of a window of the usual shape, then of the last who came; the thread is not kept for it", async () => {
    const { keeper, started, clock, become } = setUp();
    become(large());
    expect(started).toHaveLength(0);
    await clock.advanceAsync(1_000);
    expect(started[0]?.asked.map(({ aspect }) => aspect)).toEqual([toLayoutAspect(1140, 800)]);
    started[0]?.answer(1);
    await clock.advanceAsync(0);
    expect(started[0]?.isEnded).toBe(true);
    expect(await keeper.find({ aspect: toLayoutAspect(1140, 800), unlessGathered: true })).toEqual(Uint8Array.of(1));
    const wide = keeper.find(wish(2));
    started[1]?.answer(2);
    await wide;
    become(large(FEWEST_NODES + 1));
    await clock.advanceAsync(30_000);
    expect(started[1]?.asked.map(({ aspect, topology }) => [aspect, topology.ids.length])).toEqual([
      [2, FEWEST_NODES],
      [2, FEWEST_NODES + 1],
    ]);
  });

  it("is laid out once for many changes, and not again where only states have changed", async () => {
    const { started, clock, become } = setUp();
    for (let count = 0; count < 10; count++) become(large(FEWEST_NODES + count));
    await clock.advanceAsync(1_000);
    started[0]?.answer(1);
    await clock.advanceAsync(0);
    become({ ...large(FEWEST_NODES + 9), revision: "2" });
    await clock.advanceAsync(60_000);
    expect([started.length, started[0]?.asked.length]).toEqual([1, 1]);
  });

  it("comes soon after the last cluster that is read for the first time", async () => {
    const { started, clock, become } = setUp();
    const [cluster] = large().clusters;
    if (cluster === undefined) throw new Error("the sample has no cluster");
    become({ ...large(), clusters: [cluster, { ...cluster, id: "other", connection: "connecting" }] });
    await clock.advanceAsync(1_000);
    started[0]?.answer(1);
    await clock.advanceAsync(3_000);
    become(large(2 * FEWEST_NODES));
    await clock.advanceAsync(1_000);
    expect(started[1]?.asked.map(({ topology }) => topology.ids.length)).toEqual([2 * FEWEST_NODES]);
  });

  it("leaves the thread to visitors who need it", async () => {
    const { keeper, started, clock, become } = setUp();
    const visit = keeper.find(wish(2));
    started[0]?.answer(2);
    await visit;
    become({ ...large(), revision: "2" });
    await clock.advanceAsync(1_000);
    expect(started.map(({ isEnded }) => isEnded)).toEqual([false]);
    become(large(FEWEST_NODES + 1));
    await clock.advanceAsync(30_000);
    const another = keeper.find(wish(3));
    started[0]?.answer(2);
    started[0]?.answer(3);
    expect(await another).toEqual(Uint8Array.of(3));
    expect(started.map(({ isEnded }) => isEnded)).toEqual([false]);
  });

  it.each([
    ["few nodes", large(FEWEST_NODES - 1)],
    ["a graph that is gathered", inTeams(2_000)],
  ])("is none of %s", async (_, snapshot) => {
    const { started, clock, become } = setUp();
    become(snapshot);
    await clock.advanceAsync(60_000);
    expect(started).toHaveLength(0);
  });

  it("is given up when the server stops", async () => {
    const { keeper, started, clock, become } = setUp();
    become(large());
    keeper.stop();
    await clock.advanceAsync(60_000);
    expect([started.length, clock.pending]).toEqual([0, 0]);
  });
});
