import type { RawThread } from "./picture-thread.ts";

const KEY = Symbol.for("headwater.layout-thread");
const holder = globalThis as { [KEY]?: () => RawThread };

/** What the HTTP server of this process hands to Headwater's code as Next has bundled it: a thread needs a file to run. */
export function offerThread(start: () => RawThread): void {
  holder[KEY] = start;
}

/** What was offered; null where Next serves by itself. */
export function findThread(): (() => RawThread) | null {
  return holder[KEY] ?? null;
}
