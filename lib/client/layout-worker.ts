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
  else void desk.prepare(rehearse(), data.most === 0 ? null : () => fetchPicture(data));
});

async function fetchPicture({ aspect, most }: Forecast) {
  const response = await fetch(toPicturePath(aspect, most, PICTURE_FORMAT), { priority: "low" });
  if (response.status !== 200) return null;
  return readPicture(await response.arrayBuffer(), (bytes) => decoder.decode(bytes));
}
