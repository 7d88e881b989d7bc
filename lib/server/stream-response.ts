import type { Runtime } from "./runtime.ts";
import type { Opening } from "./stream/event-stream.ts";
import { toWebStream } from "./stream/to-web-stream.ts";

/** The headers of every stream of events. */
export const STREAM_HEADERS: Readonly<Record<string, string>> = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Without no-transform Next, or a proxy, would compress the stream and hold events back; the second header tells proxies.
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

/**
 * Answers `GET /api/graph/stream`: server-sent events that go on from `Last-Event-ID` where that is still known.
 * `npm start` answers it before Next does, compressed: see `direct-routes.ts`.
 */
export function toStreamResponse(runtime: Runtime, request: Request): Response {
  // A HEAD wants to know the headers; a stream that nobody reads would never be left.
  if (request.method === "HEAD") return new Response(null, { headers: STREAM_HEADERS });
  const lastRevision = readLastRevision(request);
  return new Response(toWebStream(runtime.stream.open({ lastRevision, encoding: "identity" })), {
    headers: STREAM_HEADERS,
  });
}

/** The revision that a reader knows, by the header of an EventSource that comes back, or by the address. */
export function readLastRevision(request: Request): Opening["lastRevision"] {
  return request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("last-event-id");
}
