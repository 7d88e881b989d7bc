import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import type { LayoutFrame, LayoutResult, Topology } from "#lib/layout/layout-engine.ts";
import type { PackedPicture } from "#lib/layout/packed-picture.ts";
import { toRows, unpackPicture } from "#lib/layout/picture-rows.ts";
import { toPlainPicture } from "#lib/layout/plain-picture.test-support.ts";
import { LayoutDesk, type PictureStore } from "./layout-desk.ts";

const toInput = (...names: string[]): Topology & LayoutFrame => ({
  nodes: names.map((id, wave) => ({ id, wave })),
  edges: names.slice(1).map((to, index) => ({ from: names[index] ?? "", to })),
  aspect: 1,
});

/** Keeps copies, as a real one does. */
class MemoryPictures implements PictureStore {
  readonly kept = new Map<string, LayoutResult>();
  async isEmpty() {
    return this.kept.size === 0;
  }
  async load(name: string) {
    return structuredClone(this.kept.get(name) ?? null);
  }
  async save(name: string, picture: LayoutResult) {
    this.kept.set(name, structuredClone(toPlainPicture(picture)));
  }
}

const visit = (store: PictureStore, clock = new FakeClock()) => new LayoutDesk(new LayeredEngine(), store, clock);
const toPicture = async (answer: ReturnType<LayoutDesk["answer"]>) => {
  const reply = await answer;
  if ("error" in reply) throw new Error(reply.error);
  return toPlainPicture(reply.result);
};

/** Counts the steps that were taken of three. */
function createRehearsal() {
  const rehearsal = { steps: 0 };
  return Object.assign(rehearsal, {
    next: (): IteratorResult<void> => ({ done: rehearsal.steps++ === 3, value: undefined }),
  });
}

describe("keeping pictures from visit to visit", () => {
  it("gives the next visit the very picture of the last, however it came about", async () => {
    const store = new MemoryPictures();
    const first = visit(store);
    const before = await toPicture(first.answer({ request: 1, input: toInput("a", "b"), scene: "demo" }));
    const grown = { ...toInput("a", "b"), nodes: [...toInput("a", "b").nodes, { id: "0", wave: 0 }] };
    const last = await toPicture(first.answer({ request: 2, input: { ...grown, previous: before }, scene: "demo" }));
    expect(await toPicture(visit(store).answer({ request: 1, input: grown, scene: "demo" }))).toEqual(last);
  });

  it("goes on from it when the graph has changed since", async () => {
    const store = new MemoryPictures();
    const before = await toPicture(visit(store).answer({ request: 1, input: toInput("k", "l", "m"), scene: "demo" }));
    const moved = new Map([...before.nodes].map(([id, { x, y }]) => [id, { x, y: y + 500 }]));
    const areas = before.areas.map((area) => ({ ...area, y: area.y + 500 }));
    const edges = new Map(
      [...before.edges].map(([key, points]) => [key, points.map((at, index) => (index % 2 ? at + 500 : at))]),
    );
    store.kept.set("demo\n1", { ...before, nodes: moved, areas, edges });
    const input = { ...toInput("k", "l", "m"), nodes: [...toInput("k", "l", "m").nodes, { id: "z", wave: 0 }] };
    const after = await toPicture(visit(store).answer({ request: 1, input, scene: "demo" }));
    expect(after.nodes.get("l")).toEqual(moved.get("l"));
  });

  it.each([
    ["another scene", { input: toInput("a"), scene: "other" }],
    ["a window of another shape", { input: { ...toInput("a"), aspect: 2 }, scene: "demo" }],
    ["no scene", { input: toInput("a") }],
  ])("leaves it alone for %s", async (_, request) => {
    const store = new MemoryPictures();
    const kept = await toPicture(visit(store).answer({ request: 1, input: toInput("a"), scene: "demo" }));
    const places = new Map([["a", { x: 7000, y: 0 }]]);
    store.kept.set("demo\n1", { ...kept, nodes: places });
    const picture = await toPicture(visit(store).answer({ request: 1, ...request }));
    expect(picture.nodes.get("a")?.x).toBeLessThan(7000);
    expect(store.kept.get("demo\n1")?.nodes).toEqual(places);
  });

  it("lays out from nothing when the store fails, or takes too long", async () => {
    const fresh = toPlainPicture(new LayeredEngine().layout(toInput("a", "b")));
    const broken: PictureStore = {
      isEmpty: () => Promise.reject(new Error("no")),
      load: () => Promise.reject(new Error("no")),
      save: () => Promise.reject(new Error("full")),
    };
    expect(await toPicture(visit(broken).answer({ request: 1, input: toInput("a", "b"), scene: "demo" }))).toEqual(
      fresh,
    );
    const clock = new FakeClock();
    const silent: PictureStore = { isEmpty: async () => true, load: () => new Promise(() => {}), save: async () => {} };
    const answer = visit(silent, clock).answer({ request: 1, input: toInput("a", "b"), scene: "demo" });
    clock.advance(500);
    expect(await toPicture(answer)).toEqual(fresh);
    expect(clock.pending).toBe(0);
  });

  it("lays out from nothing where what was kept leads the engine into an error, and keeps the new one", async () => {
    const store = new MemoryPictures();
    const picture = toPlainPicture(new LayeredEngine().layout(toInput("a")));
    store.kept.set("demo\n1", { ...picture, key: "other", areas: [null as never] });
    const answer = visit(store).answer({ request: 1, input: toInput("a", "b"), scene: "demo" });
    expect((await toPicture(answer)).nodes.size).toBe(2);
    expect(store.kept.get("demo\n1")?.nodes.size).toBe(2);
  });
});

describe("rehearsing", () => {
  it("goes on step by step until it is done", async () => {
    const clock = new FakeClock();
    const rehearsal = createRehearsal();
    await visit(new MemoryPictures(), clock).prepare(rehearsal, null);
    expect(rehearsal.steps).toBe(1);
    clock.advance(0);
    expect(rehearsal.steps).toBe(4);
    expect(clock.pending).toBe(0);
  });

  it("ends when somebody asks", async () => {
    const clock = new FakeClock();
    const rehearsal = createRehearsal();
    const desk = visit(new MemoryPictures(), clock);
    await desk.prepare(rehearsal, null);
    await desk.answer({ request: 1, input: toInput("a") });
    clock.advance(10);
    expect(rehearsal.steps).toBe(1);
  });

  it("is not for who has a picture of the last visit", async () => {
    const store = new MemoryPictures();
    await visit(store).answer({ request: 1, input: toInput("a"), scene: "demo" });
    const rehearsal = createRehearsal();
    await visit(store).prepare(rehearsal, null);
    expect(rehearsal.steps).toBe(0);
  });

  it("does not need a store that works", async () => {
    const refuse = () => Promise.reject(new Error("no"));
    const rehearsal = createRehearsal();
    await visit({ isEmpty: refuse, load: refuse, save: refuse }).prepare(rehearsal, null);
    expect(rehearsal.steps).toBe(1);
  });
});

describe("a picture that the server has", () => {
  const pictureOf = (input: Topology & LayoutFrame) => toRows(new LayeredEngine().layout(input)).packed;
  const moved = (input: Topology & LayoutFrame) => {
    const picture = pictureOf(input);
    return { ...picture, ys: picture.ys.map((y) => y + 500) };
  };
  const noRehearsal = () => [][Symbol.iterator]() as Iterator<void>;

  /** A desk that waits for the picture until the test says that it is there. */
  function awaitPicture(rehearsal: Iterator<void>) {
    const clock = new FakeClock();
    const { promise, resolve } = Promise.withResolvers<PackedPicture | null>();
    const desk = visit(new MemoryPictures(), clock);
    return { clock, resolve, desk, prepared: desk.prepare(rehearsal, () => promise) };
  }

  it("is the one that is given when the page asks for it, and kept for the next visit", async () => {
    const store = new MemoryPictures();
    const desk = visit(store);
    await desk.prepare(noRehearsal(), async () => moved(toInput("a", "b")));
    const picture = await toPicture(desk.answer({ request: 1, input: toInput("a", "b"), scene: "demo" }));
    expect(picture).toEqual(toPlainPicture(unpackPicture(moved(toInput("a", "b")))));
    expect(store.kept.get("demo\n1")).toEqual(picture);
  });

  it.each([
    ["of another graph", toInput("a", "b", "c")],
    ["for a window of another shape", { ...toInput("a", "b"), aspect: 2 }],
  ])("is left alone where it is %s", async (_, input) => {
    const desk = visit(new MemoryPictures());
    await desk.prepare(noRehearsal(), async () => moved(toInput("a", "b")));
    const picture = await toPicture(desk.answer({ request: 1, input, scene: "demo" }));
    expect(picture).toEqual(toPlainPicture(new LayeredEngine().layout(input)));
  });

  it("is given once: what comes then goes on from the picture before", async () => {
    const desk = visit(new MemoryPictures());
    await desk.prepare(noRehearsal(), async () => moved(toInput("a", "b")));
    await desk.answer({ request: 1, input: toInput("a", "b", "c"), scene: "demo" });
    const picture = await toPicture(desk.answer({ request: 2, input: toInput("a", "b"), scene: "other" }));
    expect(picture).toEqual(toPlainPicture(new LayeredEngine().layout(toInput("a", "b"))));
  });

  it("is not asked for by who has one of the last visit", async () => {
    const store = new MemoryPictures();
    await visit(store).answer({ request: 1, input: toInput("a"), scene: "demo" });
    let asked = 0;
    await visit(store).prepare(noRehearsal(), async () => {
      asked++;
      return null;
    });
    expect(asked).toBe(0);
  });

  it("is rehearsed for where there is none, and not where it comes at once", async () => {
    const broken = { ...moved(toInput("a", "b")), ids: undefined } as unknown as PackedPicture;
    for (const fetchPicture of [async () => null, async () => broken, () => Promise.reject(new Error("no"))]) {
      const rehearsal = createRehearsal();
      await visit(new MemoryPictures()).prepare(rehearsal, fetchPicture);
      expect(rehearsal.steps).toBe(1);
    }
    const rehearsal = createRehearsal();
    const { clock, resolve, prepared } = awaitPicture(rehearsal);
    await clock.advanceAsync(149);
    expect(rehearsal.steps).toBe(0);
    resolve(moved(toInput("a", "b")));
    await prepared;
    clock.advance(10);
    expect([rehearsal.steps, clock.pending]).toEqual([0, 0]);
  });

  it("is rehearsed for while it is long in coming, and taken all the same", async () => {
    const rehearsal = createRehearsal();
    const { clock, resolve, desk, prepared } = awaitPicture(rehearsal);
    await clock.advanceAsync(150);
    await prepared;
    expect(rehearsal.steps).toBeGreaterThan(0);
    const asked = toPicture(desk.answer({ request: 1, input: toInput("a", "b"), scene: "demo" }));
    await clock.advanceAsync(99);
    resolve(moved(toInput("a", "b")));
    expect(await asked).toEqual(toPlainPicture(unpackPicture(moved(toInput("a", "b")))));
    expect(clock.pending).toBe(0);
  });

  it("is not waited for longer than a moment, and of no use when it comes then", async () => {
    const { clock, resolve, desk } = awaitPicture(noRehearsal());
    await clock.advanceAsync(150);
    const asked = toPicture(desk.answer({ request: 1, input: toInput("a", "b"), scene: "demo" }));
    await clock.advanceAsync(100);
    const fresh = toPlainPicture(new LayeredEngine().layout(toInput("a", "b")));
    expect(await asked).toEqual(fresh);
    resolve(moved(toInput("a", "b")));
    await clock.advanceAsync(0);
    expect(await toPicture(desk.answer({ request: 2, input: toInput("a", "b"), scene: "other" }))).toEqual(fresh);
    expect(clock.pending).toBe(0);
  });
});
