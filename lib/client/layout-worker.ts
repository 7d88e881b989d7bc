import { DagreEngine } from "#lib/layout/dagre-engine.ts";
import { answerLayoutRequest, type LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";

const engine = new DagreEngine();

addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  postMessage(answerLayoutRequest(engine, event.data));
});
