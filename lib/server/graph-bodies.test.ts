import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { filterSnapshot } from "#lib/graph/filter.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { type Audience, EVERYONE, GraphBodies } from "./graph-bodies.ts";
import { startTestRuntime } from "./runtime.test-support.ts";

const READY: Audience = { key: "ready", view: (all) => filterSnapshot(all, { namespaces: [], states: ["ready"] }) };

function takeSnapshots(): readonly [Snapshot, Snapshot] {
  const { runtime, clock, reader } = startTestRuntime();
  reader.apply(...Array.from({ length: 500 }, (_, index) => ks(`app-${index}`)));
  clock.advance(100);
  const before = runtime.snapshots.current();
  reader.apply(ks("app-77", { ready: { status: "False", reason: "BuildFailed", message: "no such file" } }));
  clock.advance(1_000);
  return [before, runtime.snapshots.current()];
}

/** The snapshot with nodes that count how often they are written. */
function countWrites(snapshot: Snapshot): { snapshot: Snapshot; writes: () => number } {
  let writes = 0;
  const nodes = snapshot.nodes.map((node): GraphNode => {
    const toJSON = () => {
      writes++;
      return node;
    };
    return Object.defineProperty({ ...node }, "toJSON", { value: toJSON, enumerable: false });
  });
  return { snapshot: { ...snapshot, nodes }, writes: () => writes };
}

describe("GraphBodies", () => {
  it("gives what JSON.stringify gives, plain and compressed", () => {
    const bodies = new GraphBodies();
    for (const snapshot of takeSnapshots()) {
      const message = bodies.of(snapshot, EVERYONE);
      const { parts, length } = message.whole("identity");
      expect(Buffer.concat(parts).toString()).toBe(JSON.stringify(snapshot));
      expect(length).toBe(Buffer.concat(parts).length);
      const gzip = message.whole("gzip");
      expect(gunzipSync(Buffer.concat(gzip.parts)).toString()).toBe(JSON.stringify(snapshot));
      expect(gzip.length).toBeLessThan(length / 5);
    }
  });

  it("gives everybody who asks for the same the very same bytes", () => {
    const bodies = new GraphBodies();
    const [snapshot] = takeSnapshots();
    const [first] = bodies.of(snapshot, EVERYONE).whole("gzip").parts;
    for (let turn = 0; turn < 100; turn++) {
      expect(bodies.of(snapshot, { ...EVERYONE }).whole("gzip").parts[0]).toBe(first);
    }
  });

  it("writes each node once a snapshot, whoever asks, and of the next only the blocks that have changed", () => {
    const bodies = new GraphBodies();
    const { snapshot, writes } = countWrites(takeSnapshots()[0]);
    for (let turn = 0; turn < 10; turn++) bodies.of(snapshot, EVERYONE).whole("gzip");
    expect(writes()).toBe(500);
    const [node] = snapshot.nodes;
    const next = { ...snapshot, revision: "next", nodes: snapshot.nodes.with(0, { ...node, name: "b" } as GraphNode) };
    bodies.of(next, EVERYONE).whole("gzip");
    expect(writes()).toBeLessThanOrEqual(564);
  });

  it("keeps the blocks when it lets go of the rest", () => {
    const bodies = new GraphBodies();
    const { snapshot, writes } = countWrites(takeSnapshots()[0]);
    const [before] = bodies.of(snapshot, EVERYONE).whole("gzip").parts;
    bodies.release();
    const [after] = bodies.of({ ...snapshot, revision: "next" }, EVERYONE).whole("gzip").parts;
    expect(after).not.toBe(before);
    expect(writes()).toBe(500);
  });

  it("keeps audiences apart", () => {
    const bodies = new GraphBodies();
    const [, snapshot] = takeSnapshots();
    const read = (audience: Audience): Snapshot =>
      JSON.parse(gunzipSync(Buffer.concat(bodies.of(snapshot, audience).whole("gzip").parts)).toString());
    expect(read(READY).nodes).toHaveLength(499);
    expect(read(EVERYONE).nodes).toHaveLength(500);
    expect(bodies.of(snapshot, READY).whole("gzip").parts[0]).toBe(bodies.of(snapshot, READY).whole("gzip").parts[0]);
  });

  it("forgets the audience that was asked for longest ago, not the one that is asked for always", () => {
    const bodies = new GraphBodies();
    const [snapshot] = takeSnapshots();
    const [all] = bodies.of(snapshot, EVERYONE).whole("gzip").parts;
    const oldest = bodies.of(snapshot, { key: "0", view: READY.view });
    for (let number = 1; number < 40; number++) {
      bodies.of(snapshot, { key: String(number), view: READY.view });
      expect(bodies.of(snapshot, EVERYONE).whole("gzip").parts[0]).toBe(all);
    }
    expect(bodies.of(snapshot, { key: "0", view: READY.view })).not.toBe(oldest);
  });
});
