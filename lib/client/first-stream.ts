import { JsonInParts } from "#lib/api/json-in-parts.ts";
import { SNAPSHOT_CUTS } from "#lib/api/parse-snapshot.ts";
import { STREAM_EVENTS } from "#lib/api/stream.ts";
import { type EventSourceLike, PROGRESS } from "./live-graph.ts";

/** What of a response is used. */
export interface FirstResponse {
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

export interface FirstStreamOptions {
  /** Asks for the snapshot as a plain answer. */
  readonly fetchSnapshot: (signal: AbortSignal) => Promise<FirstResponse>;
  /** Opens a stream that goes on from a revision; null begins with a snapshot. */
  readonly openStream: (lastRevision: string | null) => EventSourceLike;
}

type Listener = (event: { readonly data?: unknown }) => void;

const CONNECTING = 0;
const CLOSED = 2;

/**
 * A stream whose snapshot comes as a plain answer, from whose revision it goes on. A browser gives an event when it has
 * all of it, in one go, for which the page stands still where it is large; an answer is read as it comes. Where there is
 * no such answer, the stream begins with the snapshot.
 */
export class FirstStream implements EventSourceLike {
  readonly #options: FirstStreamOptions;
  readonly #listeners: (readonly [type: string, listener: Listener])[] = [];
  readonly #asking = new AbortController();
  #stream: EventSourceLike | null = null;

  constructor(options: FirstStreamOptions) {
    this.#options = options;
    void this.#begin();
  }

  get readyState(): number {
    if (this.#asking.signal.aborted) return CLOSED;
    return this.#stream?.readyState ?? CONNECTING;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.push([type, listener]);
    this.#stream?.addEventListener(type, listener);
  }

  close(): void {
    this.#asking.abort();
    this.#stream?.close();
  }

  async #begin(): Promise<void> {
    const first = await this.#read().catch(() => null);
    if (this.#asking.signal.aborted) return;
    if (first !== null) this.#dispatch(STREAM_EVENTS.snapshot, { data: first.json });
    // Whoever took the snapshot may have closed the stream over it.
    if (this.#asking.signal.aborted) return;
    const stream = this.#options.openStream(first?.revision ?? null);
    this.#stream = stream;
    for (const [type, listener] of this.#listeners) stream.addEventListener(type, listener);
  }

  async #read(): Promise<{ readonly json: JsonInParts; readonly revision: string } | null> {
    const response = await this.#options.fetchSnapshot(this.#asking.signal);
    const revision = readRevision(response.headers.get("etag"));
    const reader = response.body?.getReader();
    if (!response.ok || revision === null || reader === undefined) {
      // Else a connection is held for an answer that nobody reads.
      await reader?.cancel();
      return null;
    }
    const decoder = new TextDecoder();
    const json = new JsonInParts(SNAPSHOT_CUTS);
    for (;;) {
      const { done, value } = await reader.read();
      json.add(done ? decoder.decode() : decoder.decode(value, { stream: true }));
      if (done) return { json: json.end(), revision };
      if (json.count > 0) json.readNext();
      this.#dispatch(PROGRESS, {});
    }
  }

  #dispatch(type: string, event: { readonly data?: unknown }): void {
    for (const [heard, listener] of this.#listeners) if (heard === type) listener(event);
  }
}

/** Takes the revision out of the ETag of `GET /api/graph`, which says how the answer was encoded, too. */
function readRevision(etag: string | null): string | null {
  return /^(?:W\/)?"([^"]+?)(?:-gzip)?"$/.exec(etag ?? "")?.[1] ?? null;
}
