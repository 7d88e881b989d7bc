import { type Operation, operationSchema } from "#lib/api/action.ts";
import { JsonInParts } from "#lib/api/json-in-parts.ts";
import type { ProblemDetails } from "#lib/api/problem-details.ts";
import { snapshotPatchSchema } from "#lib/api/snapshot.ts";
import { type Contact, contactSchema, STREAM_EVENTS } from "#lib/api/stream.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { applyPatch, shareStructure } from "#lib/graph/patch.ts";
import { RequestError, toProblemDetails } from "./fetch-json.ts";
import { isRead, keepKnownGraph } from "./keep-known-graph.ts";
import { type Defer, StepQueue } from "./step-queue.ts";
import { Store } from "./store.ts";
import { toReadingSteps } from "./to-reading-steps.ts";

/** How the graph comes at the moment. */
export interface Connection {
  readonly transport: "connecting" | "stream" | "polling" | "lost";
  /**
   * When the API server was last heard from, milliseconds by the server's clock; of several clusters the oldest. A
   * Headwater that was restarted has not heard from it yet: then it is when the one before it has.
   */
  readonly contactAt: number | null;
  /** Why nothing comes, when nothing does. */
  readonly error: ProblemDetails | null;
}

/**
 * The part of an EventSource that is used; `readyState` 0 is connecting (again), 2 closed for good. A snapshot may be one
 * that has been read in part.
 */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

/** An event without data: a part of the snapshot has come. */
export const PROGRESS = "progress";

export interface LiveGraphOptions {
  readonly clock: Clock;
  /** Goes on from a revision where the server still knows what came after it; null begins with a whole snapshot. */
  readonly openStream: (lastRevision: string | null) => EventSourceLike;
  readonly fetchGraph: (signal: AbortSignal) => Promise<Snapshot>;
  /** Where the snapshot is held. */
  readonly held: { get(): Snapshot | null; set(snapshot: Snapshot): void };
  /**
   * Is given the first snapshot before it is looked through and held, for what takes long and need not wait; of its
   * clusters, nodes and edges one may be sure, the rest may be still to come.
   */
  readonly onArriving: (snapshot: Snapshot) => void;
  readonly onContact: (contact: Contact) => void;
  readonly onOperation: (operation: Operation) => void;
  /** From 0 to 1, spreads the tries of many pages over time. */
  readonly random: () => number;
  /** Lets the page answer between the steps in which a large snapshot is read. */
  readonly defer: Defer;
}

const POLL_MS = 5_000;
/** A server that hangs takes the request and never answers. */
const POLL_LIMIT_MS = 10_000;
/** The server speaks each 5 s; a proxy that swallows the stream, or a dead line, says nothing. */
const SILENCE_MS = 17_000;
const OPENING_MS = 4_000;
const RESUMING_MS = 6_000;
const RECONNECTING = 0;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const NO_ANSWER: ProblemDetails = {
  type: "about:blank",
  title: "Headwater does not answer",
  status: 0,
  detail: `The Headwater server took the question and gave no answer in ${POLL_LIMIT_MS / 1_000} s.`,
  fix: "Look at its log; restart it if it hangs.",
};

/** Keeps the held snapshot as the server has it: by the stream, and by polling while there is none. */
export class LiveGraph {
  readonly connection = new Store<Connection>({ transport: "connecting", contactAt: null, error: null });
  readonly #options: LiveGraphOptions;
  /** What patches follow on; what is held may have more, of clusters that a restarted server has not read yet. */
  #received: Snapshot | null = null;
  readonly #readClusters = new Set<string>();
  readonly #contacts = new Map<string, number>();
  #stream: EventSourceLike | null = null;
  #cancelWatchdog = () => {};
  #cancelRetry = () => {};
  #cancelPoll: (() => void) | null = null;
  #retries = 0;
  #resuming = false;
  /** Whether the last stream said what was not understood: the next is not asked to say the same again. */
  #misunderstood = false;
  #started = false;
  readonly #inbox: StepQueue;

  constructor(options: LiveGraphOptions) {
    this.#options = options;
    this.#inbox = new StepQueue(options.defer);
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
    const times = contact.clusters.flatMap(({ id, contactAt }) => {
      const known = contactAt === null ? Number.NaN : Date.parse(contactAt);
      if (!Number.isNaN(known)) this.#contacts.set(id, known);
      return this.#contacts.get(id) ?? [];
    });
    this.#options.onContact(contact);
    this.#say({ contactAt: times.length === 0 ? null : Math.min(...times) });
  };

  /** Tries again at once where nothing comes, as when the network is there again or the page is looked at again. */
  readonly retry = (): void => {
    if (!this.#started || this.#stream !== null) return;
    this.#reopen();
    this.#stopPolling();
    void this.#poll();
  };

  #reopen(): void {
    this.#retries = 0;
    this.#cancelRetry();
    this.#open();
  }

  #open(): void {
    this.#close();
    const stream = this.#options.openStream(this.#misunderstood ? null : (this.#received?.revision ?? null));
    this.#misunderstood = false;
    this.#stream = stream;
    this.#watch(OPENING_MS);
    const attempt = (step: () => void) => () => {
      if (this.#stream !== stream) return;
      try {
        step();
      } catch {
        // What is not understood, or does not follow on what is held: a new stream begins with a whole snapshot.
        this.#misunderstood = true;
        this.#lose();
      }
    };
    const on = <Body>(type: string, schema: { parse(data: unknown): Body }, take: (body: Body) => void) =>
      stream.addEventListener(type, ({ data }) =>
        this.#inbox.push(
          attempt(() => {
            take(schema.parse(JSON.parse(String(data))));
            this.#heard();
          }),
        ),
      );
    stream.addEventListener(STREAM_EVENTS.snapshot, ({ data }) => {
      const steps = toReadingSteps(data, {
        onArriving: (snapshot) => {
          if (this.#options.held.get() === null) this.#options.onArriving(snapshot);
        },
        onRead: (snapshot) => {
          this.#take(snapshot);
          // A plain answer says nothing of the stream that is to follow: a proxy may hold that back.
          if (data instanceof JsonInParts) this.#watch(OPENING_MS);
          else this.#heard();
        },
      });
      this.#inbox.push(...steps.map(attempt));
    });
    on(STREAM_EVENTS.patch, snapshotPatchSchema, (patch) => {
      if (this.#received === null) throw new RangeError("a patch before the first snapshot");
      if (this.#received.revision !== patch.to) this.#take(applyPatch(this.#received, patch));
    });
    on(STREAM_EVENTS.contact, contactSchema, this.heardFrom);
    on(STREAM_EVENTS.operation, operationSchema, this.#options.onOperation);
    stream.addEventListener(PROGRESS, () => {
      // On a slow line a large snapshot takes longer than an answer should.
      if (this.#stream === stream) this.#watch(OPENING_MS);
    });
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
    if (snapshot.revision === this.#received?.revision) return;
    const { held } = this.#options;
    const before = held.get();
    const isSequel = before !== null && before === this.#received;
    for (const cluster of snapshot.clusters) if (isRead(cluster)) this.#readClusters.add(cluster.id);
    const shown = before === null ? snapshot : keepKnownGraph(before, snapshot, this.#readClusters);
    const isWhole = shown === snapshot;
    // What a patch makes of what is held shares its parts already.
    const next = before === null || (isSequel && isWhole) ? shown : shareStructure(before, shown);
    this.#received = isWhole ? next : snapshot;
    held.set(next);
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
    this.#cancelRetry = this.#options.clock.schedule(() => this.#open(), this.#spread(delay));
    if (this.#cancelPoll === null) void this.#poll();
  }

  /** A thousand pages that lost the server in the same moment do not come back in the same one. */
  #spread(ms: number): number {
    return ms * (0.75 + this.#options.random() / 2);
  }

  #watch(ms: number): void {
    this.#cancelWatchdog();
    this.#cancelWatchdog = this.#options.clock.schedule(() => this.#lose(), ms);
  }

  #close(): void {
    this.#resuming = false;
    this.#cancelWatchdog();
    this.#inbox.clear();
    this.#stream?.close();
    this.#stream = null;
  }

  async #poll(): Promise<void> {
    let cancelled = false;
    this.#cancelPoll = () => {
      cancelled = true;
    };
    try {
      const snapshot = await this.#fetch();
      if (cancelled) return;
      this.#take(snapshot);
      const isBack = this.connection.get().transport === "lost";
      this.#say({ transport: "polling", error: null });
      if (isBack) this.#reopen();
    } catch (error) {
      if (cancelled) return;
      this.#say({ transport: "lost", error: toProblemDetails(error) });
    }
    if (this.#started) this.#cancelPoll = this.#options.clock.schedule(() => void this.#poll(), this.#spread(POLL_MS));
  }

  async #fetch(): Promise<Snapshot> {
    const asking = new AbortController();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = this.#options.clock.schedule(() => {
      reject(new RequestError(NO_ANSWER));
      asking.abort();
    }, POLL_LIMIT_MS);
    try {
      return await Promise.race([this.#options.fetchGraph(asking.signal), late]);
    } finally {
      cancel();
    }
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
