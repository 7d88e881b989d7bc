import type { Runtime } from "./runtime.ts";

/** Answers `GET /api/graph/stream`: server-sent events that go on from `Last-Event-ID` where that is still known. */
export function toStreamResponse(runtime: Runtime, request: Request): Response {
  const asked = new URL(request.url).searchParams.get("last-event-id");
  const lastRevision = request.headers.get("last-event-id") ?? asked;
  return new Response(runtime.stream.open(lastRevision), {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Without no-transform Next would gzip the stream and hold events back; the second header tells proxies.
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
