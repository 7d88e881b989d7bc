import { toPicturePath } from "#lib/api/paths.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { type Forecast, type PackedRequest, packReply, unpackRequest } from "#lib/layout/layout-wire.ts";
import { PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import { readPicture } from "#lib/layout/picture-bytes.ts";
import { rehearse } from "#lib/layout/rehearse.ts";
import { createIndexedPictures } from "./indexed-pictures.ts";
import { LayoutDesk } from "./layout-desk.ts";

const clock = createSystemClock(globalThis);
const desk = new LayoutDesk(new LayeredEngine(), createIndexedPictures(indexedDB, clock), clock);
const decoder = new TextDecoder();

addEventListener("message", ({ data }: MessageEvent<PackedRequest | Forecast>) => {
  if ("request" in data) void desk.answer(unpackRequest(data)).then((reply) => postMessage(packReply(reply)));
  else void desk.prepare(rehearse(), data.whole === "never" ? null : () => fetchPicture(data));
});

async function fetchPicture({ aspect, whole }: Forecast) {
  const path = toPicturePath({ aspect, format: PICTURE_FORMAT, unlessGathered: whole === "unless-gathered" });
  const response = await fetch(path, { priority: "low" });
  if (response.status !== 200) return null;
  return readPicture(await response.arrayBuffer(), (bytes) => decoder.decode(bytes));
}
