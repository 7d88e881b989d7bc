import { createSystemClock } from "#lib/flux/clock.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { type PackedRequest, packReply, unpackRequest } from "#lib/layout/layout-wire.ts";
import { rehearse } from "#lib/layout/rehearse.ts";
import { createIndexedPictures } from "./indexed-pictures.ts";
import { LayoutDesk } from "./layout-desk.ts";

const clock = createSystemClock(globalThis);
const desk = new LayoutDesk(new LayeredEngine(), createIndexedPictures(indexedDB, clock), clock);

void desk.prepare(rehearse());
addEventListener("message", (event: MessageEvent<PackedRequest>) => {
  void desk.answer(unpackRequest(event.data)).then((reply) => postMessage(packReply(reply)));
});
