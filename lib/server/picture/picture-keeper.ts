import type { Clock } from "#lib/flux/clock.ts";
import { findFirstGrouping } from "#lib/graph/first-grouping.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import type { IndexedTopology } from "#lib/layout/layout-engine.ts";
import { keepTopology, toWholeTopology } from "#lib/layout/whole-topology.ts";
import { findUnread } from "#lib/server/find-unread.ts";
import type { Log } from "#lib/server/log.ts";
import type { PictureThread } from "./picture-thread.ts";

/** A browser lays fewer out sooner than it has asked for the picture. */
export const FEWEST_NODES = 500;
/** Where the graph changes faster than it is laid out, whoever comes then lays out what it sees. */
const MOST_WAITING = 2;

/** The first graph is laid out before anybody asks for it, when what came with it has been seen to. */
const SOON_MS = 1_000;
/** A graph that others follow fast is laid out no more often than this, as long as nobody asks. */
const LATER_MS = 30_000;

export interface PictureKeeperOptions {
  /** Without one there are no pictures. */
  readonly thread: PictureThread | null;
  readonly clock: Clock;
  readonly snapshot: () => Snapshot;
  readonly log: Log;
}

/** Which picture of a graph is asked for. */
export interface PictureQuestion {
  /** A shape of window, as `toLayoutAspect` rounds it. */
  readonly aspect: number;
  /** Whether none is wanted where the graph is drawn in groups as long as nobody has chosen. */
  readonly unlessGathered: boolean;
}

/** Keeps the pictures of the newest topology, compressed: each is laid out once, for all who come for the first time. */
export class PictureKeeper {
  readonly #options: PictureKeeperOptions;
  readonly #select = keepTopology(toWholeTopology);
  #topology: IndexedTopology | null = null;
  /** By shape, of which there are 31; a quarter of a megabyte each where there are ten thousand nodes. */
  readonly #pictures = new Map<number, Promise<Uint8Array | null>>();
  /** What the next one who comes is most likely to ask for. */
  #last: PictureQuestion = { aspect: toLayoutAspect(0, 0), unlessGathered: true };
  #cancelAhead: (() => void) | null = null;
  #hasBeenAhead = false;
  /** Whether somebody has asked since the last time that nobody had. */
  #hasVisitors = false;
  #isStopped = false;

  constructor(options: PictureKeeperOptions) {
    this.#options = options;
  }

  /** Gives the picture of the newest graph; null where the browser had better lay out by itself. */
  async find(question: PictureQuestion): Promise<Uint8Array | null> {
    this.#last = question;
    this.#hasVisitors = true;
    return this.#find(question);
  }

  /** There is another snapshot: its picture is laid out, if nobody asks before, as the last one who came wanted his. */
  touch(): void {
    const { thread, clock, snapshot } = this.#options;
    if (thread === null || this.#cancelAhead !== null || snapshot().nodes.length < FEWEST_NODES) return;
    const delayMs = this.#hasBeenAhead ? LATER_MS : SOON_MS;
    this.#cancelAhead = clock.schedule(() => void this.#layOutAhead(thread), delayMs);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelAhead?.();
    this.#options.thread?.stop();
  }

  /** The thread does not stay for what nobody has asked for. */
  async #layOutAhead(thread: PictureThread): Promise<void> {
    this.#cancelAhead = null;
    const wasStarted = thread.isStarted;
    this.#hasVisitors = false;
    try {
      await this.#find(this.#last);
      // Another cluster may have more to come.
      this.#hasBeenAhead ||= findUnread(this.#options.snapshot()).length === 0;
    } catch (error) {
      this.#options.log.error({ err: error }, "The graph could not be laid out before somebody asks for it.");
    }
    if (!wasStarted && !this.#hasVisitors) thread.rest();
  }

  async #find({ aspect, unlessGathered }: PictureQuestion): Promise<Uint8Array | null> {
    const { thread } = this.#options;
    const snapshot = this.#options.snapshot();
    if (thread === null || snapshot.nodes.length < FEWEST_NODES) return null;
    const topology = this.#follow(snapshot);
    if (unlessGathered && findFirstGrouping(snapshot) !== null) return null;
    const known = this.#pictures.get(aspect);
    if (known !== undefined) return known;
    if (thread.waiting >= MOST_WAITING) return null;
    const picture = this.#layOut(thread, topology, aspect);
    this.#pictures.set(aspect, picture);
    return picture;
  }

  /** Forgets what was kept of another topology. */
  #follow(snapshot: Snapshot): IndexedTopology {
    const topology = this.#select(snapshot);
    if (this.#topology !== topology) this.#pictures.clear();
    this.#topology = topology;
    return topology;
  }

  /** What failed is not kept: the next one who comes has it tried again. */
  async #layOut(thread: PictureThread, topology: IndexedTopology, aspect: number): Promise<Uint8Array | null> {
    try {
      return await thread.layOut({ topology, aspect });
    } catch (error) {
      if (this.#topology === topology) this.#pictures.delete(aspect);
      if (!this.#isStopped) {
        const { log } = this.#options;
        log.warn({ err: error }, "The graph could not be laid out here; browsers do it by themselves.");
      }
      return null;
    }
  }
}
