import { subscribe } from "node:diagnostics_channel";
import { type ClientHttp2Stream, constants } from "node:http2";

let isWatching = false;

/**
 * From now on, in the whole process, ends each HTTP/2 stream that a server opens unasked. Node makes one when an answer
 * comes to a request that was given up before it had quite been sent: nobody reads it, the server would go on with it,
 * and, nobody listening, its error when the connection breaks would end the process (undici 8.12).
 */
export function endAbandonedStreams(): void {
  if (isWatching) return;
  isWatching = true;
  subscribe("http2.client.stream.created", (message) => {
    const stream = toStream(message);
    if (stream === null || stream.sentHeaders !== undefined) return;
    stream.on("error", () => undefined);
    stream.close(constants.NGHTTP2_CANCEL);
  });
}

function toStream(message: unknown): ClientHttp2Stream | null {
  if (typeof message !== "object" || message === null || !("stream" in message)) return null;
  return message.stream as ClientHttp2Stream;
}
