import { describe, expect, it } from "vitest";
import { JsonInParts } from "#lib/api/json-in-parts.ts";
import { STREAM_EVENTS } from "#lib/api/stream.ts";
import { FirstStream } from "./first-stream.ts";
import { type EventSourceLike, PROGRESS } from "./live-graph.ts";

class FakeStream implements EventSourceLike {
  readyState = 1;
  isClosed = false;
  readonly heard: string[] = [];
  readonly #listeners = new Map<string, (event: { readonly data?: unknown }) => void>();

  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.heard.push(type);
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  send(type: string, data: unknown): void {
    this.#listeners.get(type)?.({ data });
  }
}

const TEXT = '{"revision":"boot.7","nodes":[{"id":"größe"}],"edges":[],"cycles":[]}';

/** An answer that comes when the test says so. */
function setUp() {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const opened: { lastRevision: string | null; stream: FakeStream }[] = [];
  const events: string[] = [];
  const snapshots: unknown[] = [];
  let signal: AbortSignal | null = null;
  const stream = new FirstStream({
    fetchSnapshot: (given) => {
      signal = given;
      return promise;
    },
    openStream: (lastRevision) => {
      const one = new FakeStream();
      opened.push({ lastRevision, stream: one });
      return one;
    },
  });
  for (const type of [STREAM_EVENTS.snapshot, STREAM_EVENTS.patch, PROGRESS]) {
    stream.addEventListener(type, ({ data }) => {
      events.push(data === undefined || data instanceof JsonInParts ? type : `${type} ${data}`);
      if (data instanceof JsonInParts) snapshots.push(readAll(data));
    });
  }
  const answer = async (etag: string | null, ...pieces: readonly string[]) => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(Uint8Array.from(Buffer.from(piece, "latin1")));
        controller.close();
      },
    });
    resolve(new Response(body, { headers: etag === null ? {} : { etag } }));
    await settle();
  };
  return { stream, opened, events, snapshots, answer, resolve, reject, signal: () => signal };
}

/** What a proxy may leave of an answer, and whether anybody still wants its body. */
function createEndless(init: ResponseInit) {
  let isWanted = true;
  const body = new ReadableStream({
    cancel() {
      isWanted = false;
    },
  });
  return { response: new Response(body, init), isWanted: () => isWanted };
}

function readAll(json: JsonInParts): unknown {
  while (json.count > 1) json.readNext();
  return json.readNext();
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const toUtf8 = (text: string) => Buffer.from(text).toString("latin1");

describe("the first stream of a page", () => {
  it.each([{ status: 503 }, { status: 200 }])(
    "lets go of an answer that it does not read (%j, no ETag), and begins with the stream",
    async (init) => {
      const { opened, resolve } = setUp();
      const { response, isWanted } = createEndless(init);
      resolve(response);
      await settle();
      expect(isWanted()).toBe(false);
      expect(opened.map(({ lastRevision }) => lastRevision)).toEqual([null]);
    },
  );

  it.each(['"boot.7"', '"boot.7-gzip"', 'W/"boot.7-gzip"'])(
    "reads the snapshot as it comes, and goes on from its revision (ETag %s)",
    async (etag) => {
      const page = setUp();
      expect([page.stream.readyState, page.opened.length]).toEqual([0, 0]);
      const text = toUtf8(TEXT);
      // In the middle of a letter, too.
      const middle = text.indexOf(toUtf8("ö")) + 1;
      await page.answer(etag, text.slice(0, middle), text.slice(middle));
      expect(page.events).toEqual([PROGRESS, PROGRESS, STREAM_EVENTS.snapshot]);
      expect(page.snapshots).toEqual([JSON.parse(TEXT)]);
      expect(page.opened.map(({ lastRevision }) => lastRevision)).toEqual(["boot.7"]);
      const [{ stream } = { stream: new FakeStream() }] = page.opened;
      stream.send(STREAM_EVENTS.patch, "8");
      expect(page.events.at(-1)).toBe("patch 8");
      stream.readyState = 2;
      expect(page.stream.readyState).toBe(2);
      page.stream.close();
      expect(stream.isClosed).toBe(true);
    },
  );

  it("begins with the snapshot of the stream where there is no such answer", async () => {
    const none = setUp();
    none.reject(new TypeError("no network"));
    await settle();
    const refused = setUp();
    refused.resolve(new Response("{}", { status: 503, headers: { etag: '"boot.7"' } }));
    await settle();
    const unnamed = setUp();
    await unnamed.answer(null, TEXT);
    const broken = setUp();
    broken.resolve(
      new Response(
        new ReadableStream({
          pull(controller) {
            controller.error(new TypeError("the line was cut"));
          },
        }),
        { headers: { etag: '"boot.7"' } },
      ),
    );
    await settle();
    for (const page of [none, refused, unnamed, broken]) {
      expect(page.opened.map(({ lastRevision }) => lastRevision)).toEqual([null]);
      expect(page.snapshots).toEqual([]);
    }
  });

  it("opens nothing any more once it is closed, whatever was under way", async () => {
    const page = setUp();
    page.stream.close();
    expect([page.signal()?.aborted, page.stream.readyState]).toEqual([true, 2]);
    await page.answer('"boot.7"', TEXT);
    expect([page.opened, page.snapshots]).toEqual([[], []]);
    const taken = setUp();
    taken.stream.addEventListener(STREAM_EVENTS.snapshot, () => taken.stream.close());
    await taken.answer('"boot.7"', TEXT);
    expect([taken.opened, taken.snapshots.length]).toEqual([[], 1]);
  });

  it("passes on to the stream what is listened for later", async () => {
    const page = setUp();
    await page.answer('"boot.7"', TEXT);
    page.stream.addEventListener(STREAM_EVENTS.contact, ({ data }) => page.events.push(`contact ${data}`));
    page.opened[0]?.stream.send(STREAM_EVENTS.contact, "now");
    expect(page.events.at(-1)).toBe("contact now");
  });
});
