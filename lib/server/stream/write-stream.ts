import type { OpenStream } from "./open-stream.ts";

/** The part of a server's response that is used. */
export interface StreamResponse {
  write(bytes: Uint8Array): boolean;
  end(): void;
  on(event: "drain" | "close", listener: () => void): void;
  readonly socket: { resetAndDestroy(): void } | null;
}

/** Writes a stream of events to a response, no faster than it is taken; bytes are handed on as they are, never copied. */
export function writeStream(stream: OpenStream, response: StreamResponse): void {
  const flow = () => {
    for (let bytes = stream.take(); bytes !== null; bytes = stream.take()) if (!response.write(bytes)) return;
    if (stream.isOver) response.end();
  };
  stream.connect({
    onReady: flow,
    // Reset, so that the system lets go of what it holds for a reader that does not read.
    onDropped: () => response.socket?.resetAndDestroy(),
  });
  response.on("drain", flow);
  response.on("close", () => stream.leave());
  flow();
}
