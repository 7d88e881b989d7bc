import { describe, expect, it } from "vitest";
import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
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

function setUp() {
  const { started, start } = createThreads();
  const clock = new FakeClock();
  const keeper = new PictureKeeper(new PictureThread(start, clock), createLog("silent"));
  return { keeper, started };
}

describe("the pictures that the server keeps", () => {
  it("are laid out once for all who come, a shape of window at a time", async () => {
    const { keeper, started } = setUp();
    const snapshot = large();
    const both = Promise.all([keeper.find(snapshot, 1), keeper.find(snapshot, 1)]);
    started[0]?.answer(7);
    expect(await both).toEqual([Uint8Array.of(7), Uint8Array.of(7)]);
    expect(await keeper.find(snapshot, 1)).toEqual(Uint8Array.of(7));
    expect(started[0]?.asked).toHaveLength(1);
    void keeper.find(snapshot, 2);
    expect(started[0]?.asked.map(({ aspect }) => aspect)).toEqual([1, 2]);
  });

  it("stay while only states change, and go when the graph does", async () => {
    const { keeper, started } = setUp();
    const snapshot = large();
    const first = keeper.find(snapshot, 1);
    started[0]?.answer(1);
    await first;
    const failed = { ...snapshot, nodes: snapshot.nodes.map((node) => ({ ...node, state: "failed" as const })) };
    expect(await keeper.find(failed, 1)).toEqual(Uint8Array.of(1));
    const second = keeper.find({ ...failed, nodes: [...failed.nodes, like(9_999)] }, 1);
    started[0]?.answer(2);
    expect(await second).toEqual(Uint8Array.of(2));
    expect(started[0]?.asked.map(({ topology }) => topology.ids.length)).toEqual([FEWEST_NODES, FEWEST_NODES + 1]);
  });

  it("are given to who has not chosen unless the graph is gathered, which is found out once for a topology", async () => {
    const { keeper, started } = setUp();
    const inTeams = (count: number): Snapshot => ({
      ...sampleSnapshot(),
      nodes: Array.from({ length: count }, (_, at) => ({ ...like(at), namespace: `team-${at % 20}` })),
      edges: [],
    });
    expect(await keeper.find(inTeams(2_000), 1, true)).toBeNull();
    expect(started).toHaveLength(0);
    for (const [place, [snapshot, unlessGathered]] of (
      [
        [inTeams(2_000), false],
        [inTeams(1_000), true],
        [large(2_000), true],
      ] as const
    ).entries()) {
      const picture = keeper.find(snapshot, 1, unlessGathered);
      started[0]?.answer(place);
      expect(await picture).toEqual(Uint8Array.of(place));
    }
  });

  it("are those of the shapes that were asked for last", async () => {
    const { keeper, started } = setUp();
    const snapshot = large();
    const find = async (aspect: number) => {
      const before = started[0]?.asked.length ?? 0;
      const picture = keeper.find(snapshot, aspect);
      const isNew = (started[0]?.asked.length ?? 0) > before;
      if (isNew) started[0]?.answer(aspect);
      await picture;
      return isNew;
    };
    for (const aspect of [1, 2, 3, 4, 5, 6]) expect(await find(aspect)).toBe(true);
    expect(await find(1)).toBe(false);
    expect(await find(7)).toBe(true);
    expect([await find(1), await find(2)]).toEqual([false, true]);
  });

  it("are none where the graph is small, nothing lays out, it fails, or too many are waited for", async () => {
    const { keeper, started } = setUp();
    expect(await keeper.find(large(FEWEST_NODES - 1), 1)).toBeNull();
    expect(await new PictureKeeper(null, createLog("silent")).find(large(), 1)).toBeNull();
    expect(started).toHaveLength(0);
    const snapshot = large();
    const waiting = [keeper.find(snapshot, 1), keeper.find(snapshot, 2)];
    expect(await keeper.find(snapshot, 3)).toBeNull();
    started[0]?.refuse("no order");
    started[0]?.answer(2);
    expect(await Promise.all(waiting)).toEqual([null, Uint8Array.of(2)]);
  });
});
