import type { Operation } from "#lib/api/action.ts";
import { type Contact, STREAM_EVENTS } from "#lib/api/stream.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Snapshot, SnapshotPatch } from "#lib/graph/model.ts";

const HEARTBEAT_MS = 15_000;
const CONTACT_MS = 5_000;
/** A reader that has so many characters waiting gets a fresh snapshot when it has caught up, instead of a longer queue. */
const MOST_WAITING = 1_000_000;
const KEPT_PATCHES = 200;
const encoder = new TextEncoder();

export interface EventStreamOptions {
  readonly clock: Clock;
  readonly snapshot: () => Snapshot;
  readonly contact: () => Contact;
}

interface Reader {
  send(message: Uint8Array): void;
  end(): void;
}

/** Tells all open streams of each change; a message is written once, whoever reads it. */
export class EventStream {
  readonly #options: EventStreamOptions;
  readonly #readers = new Set<Reader>();
  readonly #patches: { readonly from: string; readonly to: string; readonly message: Uint8Array }[] = [];
  #snapshotMessage: { readonly revision: string; readonly message: Uint8Array } | null = null;
  #closed = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
  }

  /** How many streams are open. */
  get size(): number {
    return this.#readers.size;
  }

  publishPatch(patch: SnapshotPatch): void {
    const message = toMessage(STREAM_EVENTS.patch, patch, patch.to);
    this.#patches.push({ from: patch.from, to: patch.to, message });
    if (this.#patches.length > KEPT_PATCHES) this.#patches.shift();
    const contact = toMessage(STREAM_EVENTS.contact, this.#options.contact());
    for (const reader of this.#readers) {
      reader.send(message);
      reader.send(contact);
    }
  }

  publishOperation(operation: Operation): void {
    const message = toMessage(STREAM_EVENTS.operation, operation);
    for (const reader of this.#readers) reader.send(message);
  }

  /** Ends every stream, and every one that is opened from now on. */
  close(): void {
    this.#closed = true;
    for (const reader of this.#readers) reader.end();
  }

  /** Opens a stream that goes on from a revision where the patches since are kept, else from a fresh snapshot. */
  open(lastRevision: string | null): ReadableStream<Uint8Array> {
    const { contact } = this.#options;
    let leave = () => {};
    let catchUp = () => {};
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          let behind = false;
          const cancels = [
            this.#repeat(HEARTBEAT_MS, () => controller.enqueue(encoder.encode(": heartbeat\n\n"))),
            this.#repeat(CONTACT_MS, () => send(toMessage(STREAM_EVENTS.contact, contact()))),
          ];
          const send = (message: Uint8Array) => {
            if (-(controller.desiredSize ?? 0) > MOST_WAITING) behind = true;
            if (!behind) controller.enqueue(message);
          };
          catchUp = () => {
            if (!behind) return;
            behind = false;
            controller.enqueue(this.#freshSnapshot());
          };
          const reader: Reader = {
            send,
            end: () => {
              leave();
              controller.close();
            },
          };
          leave = () => {
            this.#readers.delete(reader);
            for (const cancel of cancels) cancel();
          };
          if (this.#closed) return reader.end();
          for (const message of this.#missedSince(lastRevision)) controller.enqueue(message);
          controller.enqueue(toMessage(STREAM_EVENTS.contact, contact()));
          this.#readers.add(reader);
        },
        // Called when all that waited has been read.
        pull: () => catchUp(),
        cancel: () => leave(),
      },
      { highWaterMark: 0, size: (message) => message.length },
    );
  }

  #repeat(everyMs: number, action: () => void): () => void {
    const { clock } = this.#options;
    let cancel = clock.schedule(tick, everyMs);
    function tick() {
      cancel = clock.schedule(tick, everyMs);
      action();
    }
    return () => cancel();
  }

  #missedSince(revision: string | null): readonly Uint8Array[] {
    if (revision !== null && revision === this.#options.snapshot().revision) return [];
    const first = this.#patches.findIndex(({ from }) => from === revision);
    return first === -1 ? [this.#freshSnapshot()] : this.#patches.slice(first).map(({ message }) => message);
  }

  #freshSnapshot(): Uint8Array {
    const snapshot = this.#options.snapshot();
    if (this.#snapshotMessage?.revision !== snapshot.revision) {
      const message = toMessage(STREAM_EVENTS.snapshot, snapshot, snapshot.revision);
      this.#snapshotMessage = { revision: snapshot.revision, message };
    }
    return this.#snapshotMessage.message;
  }
}

/** Writes one event; JSON holds no line break, so a single data line carries it. */
function toMessage(event: string, data: unknown, id?: string): Uint8Array {
  return encoder.encode(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
