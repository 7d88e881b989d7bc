import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { answerLayoutRequest, type LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";

const engine = new LayeredEngine();

addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  postMessage(answerLayoutRequest(engine, event.data));
});
