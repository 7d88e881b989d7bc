import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type PictureWish, toPicturePath } from "#lib/api/paths.ts";
import { ks } from "#lib/flux/builders.test-support.ts";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import { PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import { startTestRuntime } from "#lib/server/runtime.test-support.ts";
import { FEWEST_NODES } from "./picture-keeper.ts";
import { answerPicture, toPictureResponse } from "./picture-response.ts";
import { FakeThread } from "./picture-thread.test-support.ts";

const PICTURE = new TextEncoder().encode("a picture");

function setUp(count = FEWEST_NODES) {
  const thread = new FakeThread();
  const stage = startTestRuntime({}, undefined, undefined, undefined, () => thread);
  stage.reader.apply(...Array.from({ length: count }, (_, index) => ks(`app-${index}`)));
  stage.clock.advance(100);
  return { ...stage, thread };
}

const get = (path: string) => new Request(`http://localhost${path}`);
const path = (wish: Partial<PictureWish> = {}) =>
  toPicturePath({ aspect: 1.6, format: PICTURE_FORMAT, unlessGathered: false, ...wish });

describe("GET /api/graph/picture", () => {
  it("gives the bytes as the caller takes them, for the nearest shape of window", async () => {
    const { runtime, thread } = setUp();
    const zipped = answerPicture(runtime, get(path()), "gzip");
    thread.answer(...gzipSync(PICTURE));
    const { status, headers, body } = await zipped;
    expect([status, headers["Content-Type"], headers["Cache-Control"]]).toEqual([
      200,
      "application/octet-stream",
      "no-store",
    ]);
    expect(gunzipSync(body ?? new Uint8Array()).toString()).toBe("a picture");
    expect(thread.asked.map(({ aspect, topology }) => [aspect, topology.ids.length])).toEqual([
      [toLayoutAspect(1.6, 1), FEWEST_NODES],
    ]);
    const plain = await toPictureResponse(runtime, get(path({ aspect: 1.62 })));
    expect([plain.status, await plain.text()]).toEqual([200, "a picture"]);
    expect(thread.asked).toHaveLength(1);
  });

  it.each([
    ["a page whose pictures have another format", path({ format: PICTURE_FORMAT + 1 }), FEWEST_NODES],
    ["a page that names no format", "/api/graph/picture?aspect=1.6", FEWEST_NODES],
    ["a small graph", path(), 20],
  ])("is empty for %s", async (_, asked, count) => {
    const { runtime, thread } = setUp(count);
    const response = await toPictureResponse(runtime, get(asked));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(thread.asked).toHaveLength(0);
  });

  it("has been laid out before the first one comes", async () => {
    const { runtime, clock, thread } = setUp();
    clock.advance(1_000);
    expect(thread.asked).toHaveLength(1);
    thread.answer(...gzipSync(PICTURE));
    expect((await answerPicture(runtime, get(path({ aspect: 1140 / 800 })), "gzip")).status).toBe(200);
    expect(thread.asked).toHaveLength(1);
  });

  it("is there for a view that nobody has chosen, unless that gathers the graph", async () => {
    const { runtime, thread } = setUp();
    const picture = answerPicture(runtime, get(path({ unlessGathered: true })), "gzip");
    thread.answer(...gzipSync(PICTURE));
    expect((await picture).status).toBe(200);
  });

  it.each([
    ["/api/graph/picture", "aspect=1.6"],
    ["/api/graph/picture?aspect=wide", "aspect=1.6"],
    ["/api/graph/picture?aspect=0", "aspect=1.6"],
    [`${path()}&unless=large`, "unless=gathered"],
  ])("refuses %s and says what to ask", async (asked, fix) => {
    const { runtime } = setUp(1);
    await expect(answerPicture(runtime, get(asked), "gzip")).rejects.toMatchObject({
      status: 400,
      fix: expect.stringContaining(fix),
    });
  });
});
