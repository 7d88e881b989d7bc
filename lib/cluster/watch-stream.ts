import { type ApiKind, toApiPath } from "#lib/flux/kinds.ts";
import { readLines } from "./read-lines.ts";
import type { Transport } from "./transport.ts";
import { parseWatchEvent, type WatchEvent } from "./watch-event.ts";

/** A watch is given up, and begun again, when not even a bookmark came for so long. */
export const WATCH_SILENCE_MS = 90_000;

const SHORTEST_SECONDS = 300;
const LONGEST_SECONDS = 600;

/** What to watch and from where. */
export interface WatchOptions {
  readonly kind: ApiKind;
  readonly namespace: string | null;
  readonly fieldSelector?: string;
  readonly resourceVersion: string;
  /** In [0, 1): spreads the ends of many watches over five minutes. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Opens a watch; the promise settles when the server has answered, the events end when the stream does. */
export async function openWatch(
  transport: Pick<Transport, "stream">,
  { kind, namespace, fieldSelector, resourceVersion, random, signal }: WatchOptions,
): Promise<AsyncIterable<WatchEvent>> {
  const seconds = SHORTEST_SECONDS + Math.floor(random() * (LONGEST_SECONDS - SHORTEST_SECONDS + 1));
  const query = new URLSearchParams({
    watch: "true",
    allowWatchBookmarks: "true",
    resourceVersion,
    timeoutSeconds: String(Math.min(seconds, LONGEST_SECONDS)),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  });
  const path = `${toApiPath(kind, namespace)}?${query}`;
  return readEvents(kind, await transport.stream({ method: "GET", path, signal }, WATCH_SILENCE_MS));
}

async function* readEvents(kind: ApiKind, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent> {
  for await (const line of readLines(chunks)) {
    if (line.trim() !== "") yield parseWatchEvent(kind, line);
  }
}
