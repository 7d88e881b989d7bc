import type { Runtime } from "./runtime.ts";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Without no-transform Next would gzip the stream and hold events back; the second header tells proxies.
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

/** Answers `GET /api/graph/stream`: server-sent events that go on from `Last-Event-ID` where that is still known. */
export function toStreamResponse(runtime: Runtime, request: Request): Response {
  const asked = new URL(request.url).searchParams.get("last-event-id");
  const lastRevision = request.headers.get("last-event-id") ?? asked;
  // A HEAD wants to know the headers; a stream that nobody reads would never be left.
  if (request.method === "HEAD") return new Response(null, { headers: HEADERS });
  return new Response(runtime.stream.open(lastRevision), { headers: HEADERS });
}
