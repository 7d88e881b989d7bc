import type * as z from "zod/mini";
import { type Operation, operationSchema } from "#lib/api/action.ts";
import type { ProblemDetails } from "#lib/api/problem-details.ts";
import { snapshotPatchSchema, snapshotSchema } from "#lib/api/snapshot.ts";
import { type Contact, contactSchema, STREAM_EVENTS } from "#lib/api/stream.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { applyPatch, shareStructure } from "#lib/graph/patch.ts";
import { toProblemDetails } from "./fetch-json.ts";
import { Store } from "./store.ts";

/** How the graph comes at the moment. */
export interface Connection {
  readonly transport: "connecting" | "stream" | "polling" | "lost";
  /** When the API server was last heard from, milliseconds by the server's clock; of several clusters the oldest. */
  readonly contactAt: number | null;
  /** Why nothing comes, when nothing does. */
  readonly error: ProblemDetails | null;
}

/** The part of an EventSource that is used; `readyState` 0 is connecting (again), 2 closed for good. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

export interface LiveGraphOptions {
  readonly clock: Clock;
  readonly openStream: () => EventSourceLike;
  readonly fetchGraph: () => Promise<Snapshot>;
  /** Where the snapshot is held. */
  readonly held: { get(): Snapshot | null; set(snapshot: Snapshot): void };
  readonly onContact: (contact: Contact) => void;
  readonly onOperation: (operation: Operation) => void;
  /** From 0 to 1, spreads the tries of many pages over time. */
  readonly random: () => number;
}

const POLL_MS = 5_000;
/** The server speaks each 5 s; a proxy that swallows the stream, or a dead line, says nothing. */
const SILENCE_MS = 17_000;
const OPENING_MS = 4_000;
const RESUMING_MS = 6_000;
const RECONNECTING = 0;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** Keeps the held snapshot as the server has it: by the stream, and by polling while there is none. */
export class LiveGraph {
  readonly connection = new Store<Connection>({ transport: "connecting", contactAt: null, error: null });
  readonly #options: LiveGraphOptions;
  #stream: EventSourceLike | null = null;
  #cancelWatchdog = () => {};
  #cancelRetry = () => {};
  #cancelPoll: (() => void) | null = null;
  #retries = 0;
  #resuming = false;
  #started = false;

  constructor(options: LiveGraphOptions) {
    this.#options = options;
  }

  start(): void {
    this.#started = true;
    this.#retries = 0;
    this.#open();
  }

  stop(): void {
    this.#started = false;
    this.#close();
    this.#cancelRetry();
    this.#stopPolling();
  }

  readonly heardFrom = (contact: Contact): void => {
    const times = contact.clusters.map(({ contactAt }) => (contactAt === null ? Number.NaN : Date.parse(contactAt)));
    const oldest = times.length === 0 || times.some(Number.isNaN) ? null : Math.min(...times);
    this.#options.onContact(contact);
    this.#say({ contactAt: oldest });
  };

  #open(): void {
    this.#close();
    const stream = this.#options.openStream();
    this.#stream = stream;
    this.#watch(OPENING_MS);
    const on = <Body>(type: string, schema: z.ZodMiniType<Body>, take: (body: Body) => void) =>
      stream.addEventListener(type, ({ data }) => {
        if (this.#stream !== stream) return;
        try {
          take(schema.parse(JSON.parse(String(data))));
          this.#heard();
        } catch {
          // What is not understood, or does not follow on what is held: a new stream begins with a whole snapshot.
          this.#lose();
        }
      });
    on(STREAM_EVENTS.snapshot, snapshotSchema, (snapshot) => this.#take(snapshot));
    on(STREAM_EVENTS.patch, snapshotPatchSchema, (patch) => {
      const held = this.#options.held.get();
      if (held === null) throw new RangeError("a patch before the first snapshot");
      if (held.revision !== patch.to) this.#options.held.set(applyPatch(held, patch));
    });
    on(STREAM_EVENTS.contact, contactSchema, this.heardFrom);
    on(STREAM_EVENTS.operation, operationSchema, this.#options.onOperation);
    stream.addEventListener("error", () => {
      if (this.#stream !== stream) return;
      // A cut line is taken up again by the browser, with the id of the last event; a refusal closes the stream.
      if (stream.readyState === RECONNECTING && !this.#resuming && this.#retries === 0) {
        this.#resuming = true;
        this.#watch(RESUMING_MS);
      } else if (stream.readyState !== RECONNECTING || !this.#resuming) this.#lose();
    });
  }

  #take(snapshot: Snapshot): void {
    const { held } = this.#options;
    const before = held.get();
    held.set(before === null ? snapshot : shareStructure(before, snapshot));
  }

  #heard(): void {
    this.#resuming = false;
    this.#watch(SILENCE_MS);
    // A stream that is cut after each first word would else be opened in a tight circle.
    if (this.connection.get().transport === "stream") this.#retries = 0;
    if (this.#options.held.get() === null) return;
    this.#stopPolling();
    this.#say({ transport: "stream", error: null });
  }

  #lose(): void {
    this.#close();
    const delay = Math.min(FIRST_RETRY_MS * 2 ** this.#retries++, LONGEST_RETRY_MS);
    this.#cancelRetry();
    this.#cancelRetry = this.#options.clock.schedule(() => this.#open(), delay * (0.75 + this.#options.random() / 2));
    if (this.#cancelPoll === null) void this.#poll();
  }

  #watch(ms: number): void {
    this.#cancelWatchdog();
    this.#cancelWatchdog = this.#options.clock.schedule(() => this.#lose(), ms);
  }

  #close(): void {
    this.#resuming = false;
    this.#cancelWatchdog();
    this.#stream?.close();
    this.#stream = null;
  }

  async #poll(): Promise<void> {
    let cancelled = false;
    this.#cancelPoll = () => {
      cancelled = true;
    };
    try {
      const snapshot = await this.#options.fetchGraph();
      if (cancelled) return;
      this.#take(snapshot);
      this.#say({ transport: "polling", error: null });
    } catch (error) {
      if (cancelled) return;
      this.#say({ transport: "lost", error: toProblemDetails(error) });
    }
    if (this.#started) this.#cancelPoll = this.#options.clock.schedule(() => void this.#poll(), POLL_MS);
  }

  #stopPolling(): void {
    this.#cancelPoll?.();
    this.#cancelPoll = null;
  }

  #say(change: Partial<Connection>): void {
    const before = this.connection.get();
    const next = { ...before, ...change };
    const isSame =
      next.transport === before.transport && next.contactAt === before.contactAt && next.error === before.error;
    if (!isSame) this.connection.set(next);
  }
}
