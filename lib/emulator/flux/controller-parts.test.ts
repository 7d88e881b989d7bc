import { describe, expect, it } from "vitest";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { ks } from "#lib/flux/builders.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { EVENT, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { parseKustomization } from "#lib/flux/kustomization.ts";
import { addToHistory } from "./add-to-history.ts";
import { EventRecorder } from "./events.ts";
import { findRequestsForRevision } from "./requests-for-revision.ts";
import { WorkQueue } from "./work-queue.ts";

function parsed(...args: Parameters<typeof ks>) {
  const result = parseKustomization(ks(...args));
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe("the requests of a new revision", () => {
  const old = { applied: "main@sha1:1", attempted: "main@sha1:1" };

  it("come in order of the dependencies, with direct dependencies elsewhere, without those that are done", () => {
    const fleet = [
      parsed("b", { ...old, dependsOn: ["a", "other/x"] }),
      parsed("a", old),
      parsed("done", { applied: "main@sha1:2", attempted: "main@sha1:2" }),
    ];
    expect(findRequestsForRevision(fleet, "main@sha1:2")).toEqual(["default/a", "other/x", "default/b"]);
  });

  it.each([
    [[parsed("a", { ...old, dependsOn: ["a"] }), parsed("e", old)]],
    [[parsed("a", { ...old, dependsOn: ["b"] }), parsed("b", { ...old, dependsOn: ["a"] }), parsed("e", old)]],
  ])("are none at all over a cycle, not even for others", (fleet) =>
    expect(findRequestsForRevision(fleet, "main@sha1:2")).toEqual([]),
  );
});

describe("the work queue", () => {
  it("works on so many at once, and on one key never twice at a time", async () => {
    const clock = new FakeClock(0);
    const log: string[] = [];
    const queue = new WorkQueue(clock, 2, async (key) => {
      log.push(`+${key}`);
      await new Promise<void>((resolve) => clock.schedule(resolve, 10));
      log.push(`-${key}`);
    });
    for (const key of ["a", "b", "c", "a"]) queue.add(key);
    await clock.advanceAsync(15);
    expect(log).toEqual(["+a", "+b", "-a", "+c", "-b", "+a"]);
    await clock.advanceAsync(100);
    expect(log.filter((entry) => entry === "+a")).toHaveLength(2);
  });

  it("keeps the earliest of a key's timers", async () => {
    const clock = new FakeClock(0);
    const ran: number[] = [];
    const queue = new WorkQueue(clock, 1, async () => void ran.push(clock.now()));
    queue.addAfter("a", 30);
    queue.addAfter("a", 10);
    queue.addAfter("a", 20);
    await clock.advanceAsync(60_000);
    expect(ran).toEqual([10_000]);
  });
});

describe("the history", () => {
  const entry = (digest: string, lastReconciledStatus: string) => ({
    digest,
    lastReconciledStatus,
    firstReconciled: digest,
    totalReconciliations: 1,
    metadata: {},
  });

  it("counts on while digest and result stay, and keeps five", () => {
    const once = addToHistory([], entry("1", "ok"));
    expect(addToHistory(once, entry("1", "ok"))).toMatchObject([{ totalReconciliations: 2 }]);
    expect(addToHistory(once, entry("1", "failed"))).toHaveLength(2);
    const many = ["2", "3", "4", "5", "6"].reduce((list, digest) => addToHistory(list, entry(digest, "ok")), once);
    expect(many.map(({ digest }) => digest)).toEqual(["6", "5", "4", "3", "2"]);
  });
});

describe("events", () => {
  it("are counted up when they repeat, and throttled after 25", () => {
    const clock = new FakeClock();
    let uids = 0;
    const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `${++uids}` });
    const recorder = new EventRecorder(store, clock, "kustomize-controller");
    for (let turn = 0; turn < 40; turn++) recorder.record(ks("a"), "Warning", "BuildFailed", "no", null);
    expect(store.list(EVENT, null).map((event) => event["count"])).toEqual([25]);
    clock.advance(300_000);
    recorder.record(ks("a"), "Warning", "BuildFailed", "no", null);
    recorder.record(ks("a"), "Warning", "BuildFailed", "no", null);
    expect(store.list(EVENT, null).map((event) => event["count"])).toEqual([26]);
  });

  it("are gone an hour after they were last seen, as in a real cluster", () => {
    const clock = new FakeClock();
    let uids = 0;
    const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `${++uids}` });
    const recorder = new EventRecorder(store, clock, "kustomize-controller");
    recorder.record(ks("a"), "Normal", "Progressing", "once", null);
    recorder.record(ks("b"), "Normal", "Progressing", "again", null);
    clock.advance(1_800_000);
    recorder.record(ks("b"), "Normal", "Progressing", "again", null);
    clock.advance(1_801_000);
    recorder.record(ks("c"), "Normal", "Progressing", "late", null);
    expect(store.list(EVENT, null).map((event) => [event["message"], event["count"]])).toEqual([
      ["again", 2],
      ["late", 1],
    ]);
  });
});
