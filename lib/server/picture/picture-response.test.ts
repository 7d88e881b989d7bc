import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { toPicturePath } from "#lib/api/paths.ts";
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
const path = (aspect = 1.6, most = Number.POSITIVE_INFINITY, format = PICTURE_FORMAT) =>
  toPicturePath(aspect, most, format);

describe("GET /api/graph/picture", () => {
  it("gives the bytes as the caller takes them, for the nearest shape of window", async () => {
    const { runtime, thread } = setUp();
    const zipped = answerPicture(runtime, get(path(1.6)), "gzip");
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
    const plain = await toPictureResponse(runtime, get(path(1.62)));
    expect([plain.status, await plain.text()]).toEqual([200, "a picture"]);
    expect(thread.asked).toHaveLength(1);
  });

  it.each([
    ["a graph of more nodes than are drawn one by one", path(1.6, FEWEST_NODES - 1), FEWEST_NODES],
    ["a page whose pictures have another format", path(1.6, undefined, PICTURE_FORMAT + 1), FEWEST_NODES],
    ["a page that names no format", "/api/graph/picture?aspect=1.6", FEWEST_NODES],
    ["a small graph", path(1.6), 20],
  ])("is empty for %s", async (_, asked, count) => {
    const { runtime, thread } = setUp(count);
    const response = await toPictureResponse(runtime, get(asked));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(thread.asked).toHaveLength(0);
  });

  it.each(["/api/graph/picture", "/api/graph/picture?aspect=wide", "/api/graph/picture?aspect=0", `${path()}&most=-3`])(
    "refuses %s and says what to ask",
    async (asked) => {
      const { runtime } = setUp(1);
      await expect(answerPicture(runtime, get(asked), "gzip")).rejects.toMatchObject({
        status: 400,
        fix: expect.stringContaining("aspect=1.6"),
      });
    },
  );
});
