import type { Operation } from "#lib/api/action.ts";
import { type Contact, STREAM_EVENTS } from "#lib/api/stream.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Snapshot, SnapshotPatch } from "#lib/graph/model.ts";
import type { Message } from "#lib/server/encoding/message.ts";
import type { Encoding } from "#lib/server/encoding/segment.ts";
import { toEventText, toMessage, wrapEvent } from "./event-message.ts";
import { KeptPatches } from "./kept-patches.ts";
import { OpenStream } from "./open-stream.ts";
import { RetrySpread } from "./retry-spread.ts";

const TICK_MS = 1_000;
const CONTACT_TICKS = 5;
const HEARTBEAT_TICKS = 15;
/** A reader that has so many bytes waiting gets a fresh snapshot when it has caught up, instead of a longer queue. */
const MOST_WAITING = 1_000_000;
/** One that has taken nothing for so long, though something waits, is given up: it may come back for what it has missed. */
const STALLED_MS = 6_000;
/** Where more than so many stall at once it is this machine or the line that is slow, not they: those are waited for longer. */
const MOST_STALLED = 50;
const ALL_STALLED_MS = 30_000;
/** A patch of so many nodes and edges is no shorter than a snapshot. */
const LARGE_PATCH = 5_000;
/** When the line is cut. A page takes over the coming back itself after 6 s. */
const RETRY_MS = [1_000, 4_000] as const;
/** When the server ends, and all come back at once. */
const RETRY_AFTER_END_MS = [1_000, 5_000] as const;
const HEARTBEAT = toMessage(": heartbeat\n\n");

export interface EventStreamOptions {
  readonly clock: Clock;
  readonly snapshot: () => Snapshot;
  /** The bytes of the newest snapshot as all see it. */
  readonly body: (snapshot: Snapshot) => Message;
  readonly contact: () => Contact;
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
}

/** What one who opens a stream brings. */
export interface Opening {
  /** The last that it knows, or null. */
  readonly lastRevision: string | null;
  readonly encoding: Encoding;
}

/** Tells all open streams of each change; a message is written and compressed once, whoever reads it. */
export class EventStream {
  readonly #options: EventStreamOptions;
  /** In which second of the fifteen each was opened: what is told regularly is not told to all in the same one. */
  readonly #streams = new Map<OpenStream, number>();
  readonly #patches = new KeptPatches();
  readonly #retry: RetrySpread;
  readonly #retryAfterEnd: RetrySpread;
  #snapshotMessage: { readonly snapshot: Snapshot; readonly message: Message } | null = null;
  #tick = 0;
  #cancelTick: (() => void) | null = null;
  #closed = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#retry = new RetrySpread(...RETRY_MS, options.random);
    this.#retryAfterEnd = new RetrySpread(...RETRY_AFTER_END_MS, options.random);
  }

  /** How many streams are open. */
  get size(): number {
    return this.#streams.size;
  }

  publishPatch(patch: SnapshotPatch): void {
    this.#snapshotMessage = null;
    if (this.#streams.size === 0 && countChanges(patch) > LARGE_PATCH) {
      // As after the first list: nobody is told, and who comes back is served sooner with the snapshot.
      this.#patches.clear();
      return;
    }
    const text = toEventText(STREAM_EVENTS.patch, patch, patch.to);
    this.#patches.add({ from: patch.from, message: toMessage(text), length: text.length });
    this.#tellAll(toMessage(text + this.#contactText()));
  }

  publishOperation(operation: Operation): void {
    this.#tellAll(toMessage(toEventText(STREAM_EVENTS.operation, operation)));
  }

  /** Ends every stream, and every one that is opened from now on. */
  close(): void {
    this.#closed = true;
    for (const stream of [...this.#streams.keys()]) stream.end(this.#retryAfterEnd.draw());
  }

  /** Opens a stream that goes on from a revision where the patches since are kept, else from a fresh snapshot. */
  open({ lastRevision, encoding }: Opening): OpenStream {
    const stream = new OpenStream({
      clock: this.#options.clock,
      encoding,
      mostWaiting: MOST_WAITING,
      fresh: () => this.#freshSnapshot(),
      onLeave: (left) => this.#forget(left),
    });
    if (this.#closed) {
      stream.end(this.#retryAfterEnd.draw());
      return stream;
    }
    for (const message of this.#findBeginning(lastRevision)) stream.push(message);
    this.#streams.set(stream, this.#tick % HEARTBEAT_TICKS);
    this.#cancelTick ??= this.#options.clock.schedule(this.#onTick, TICK_MS);
    return stream;
  }

  readonly #onTick = (): void => {
    this.#tick++;
    this.#cancelTick = this.#options.clock.schedule(this.#onTick, TICK_MS);
    const contact = toMessage(this.#contactText());
    for (const [stream, opened] of this.#streams) {
      const age = this.#tick - opened;
      if (age % CONTACT_TICKS === 0) stream.push(contact);
      if (age % HEARTBEAT_TICKS === 0) stream.push(HEARTBEAT);
    }
    this.#dropStalled();
  };

  #dropStalled(): void {
    const stalled = [...this.#streams.keys()].filter(({ stalledMs }) => stalledMs >= STALLED_MS);
    const patience = stalled.length > MOST_STALLED ? ALL_STALLED_MS : STALLED_MS;
    for (const stream of stalled) if (stream.stalledMs >= patience) stream.drop();
  }

  #tellAll(message: Message): void {
    for (const stream of this.#streams.keys()) stream.push(message);
  }

  #forget(stream: OpenStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  #contactText(): string {
    return toEventText(STREAM_EVENTS.contact, this.#options.contact());
  }

  #findBeginning(revision: string | null): readonly Message[] {
    const isNewest = revision !== null && revision === this.#options.snapshot().revision;
    const missed = isNewest ? [] : revision === null ? null : this.#patches.since(revision);
    return [this.#retry.draw(), ...(missed ?? [this.#freshSnapshot()]), toMessage(this.#contactText())];
  }

  #freshSnapshot(): Message {
    const snapshot = this.#options.snapshot();
    if (this.#snapshotMessage?.snapshot !== snapshot) {
      const message = wrapEvent(STREAM_EVENTS.snapshot, this.#options.body(snapshot), snapshot.revision);
      this.#snapshotMessage = { snapshot, message };
    }
    return this.#snapshotMessage.message;
  }
}

function countChanges({ nodes, edges }: SnapshotPatch): number {
  return (nodes?.set.length ?? 0) + (edges?.set.length ?? 0);
}
