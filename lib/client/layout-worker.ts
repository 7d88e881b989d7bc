import { createSystemClock } from "#lib/flux/clock.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import type { LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";
import { createIndexedPictures } from "./indexed-pictures.ts";
import { LayoutDesk } from "./layout-desk.ts";

const clock = createSystemClock(globalThis);
const desk = new LayoutDesk(new LayeredEngine(), createIndexedPictures(indexedDB, clock), clock);

addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  void desk.answer(event.data).then((reply) => postMessage(reply));
});
