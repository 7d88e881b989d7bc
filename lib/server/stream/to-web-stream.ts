import type { OpenStream } from "./open-stream.ts";

/** Gives a stream of events as a body of a Response: a piece is taken when the reader asks for one. */
export function toWebStream(stream: OpenStream): ReadableStream<Uint8Array> {
  let isGone = false;
  const flow = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (isGone) return;
    const bytes = stream.take();
    if (bytes !== null) controller.enqueue(bytes);
    else if (stream.isOver) {
      isGone = true;
      controller.close();
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stream.connect({
          onReady: () => flow(controller),
          onDropped() {
            isGone = true;
            controller.error(new Error("The reader of the stream took nothing for too long."));
          },
        });
      },
      pull: flow,
      cancel() {
        isGone = true;
        stream.leave();
      },
    },
    { highWaterMark: 0 },
  );
}
