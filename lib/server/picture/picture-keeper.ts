import { findFirstGrouping } from "#lib/graph/first-grouping.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import type { IndexedTopology } from "#lib/layout/layout-engine.ts";
import { keepTopology, toWholeTopology } from "#lib/layout/whole-topology.ts";
import type { Log } from "#lib/server/log.ts";
import type { PictureThread } from "./picture-thread.ts";

/** A browser lays fewer out sooner than it has asked for the picture. */
export const FEWEST_NODES = 500;
/** So many shapes of window are kept; half a megabyte each where there are ten thousand nodes. */
const MOST_SHAPES = 6;
/** Where the graph changes faster than it is laid out, whoever comes then lays out what it sees. */
const MOST_WAITING = 2;

/**
 * Keeps the pictures of the newest topology, compressed: each is laid out once, for all who come for the first time.
 * Without a thread there are none.
 */
export class PictureKeeper {
  readonly #thread: PictureThread | null;
  readonly #log: Log;
  readonly #select = keepTopology(toWholeTopology);
  #topology: IndexedTopology | null = null;
  /** Whether that is drawn in groups where nobody has chosen; null while nobody has asked. */
  #isGathered: boolean | null = null;
  /** By shape; the one that was asked for last is last. */
  readonly #pictures = new Map<number, Promise<Uint8Array | null>>();

  constructor(thread: PictureThread | null, log: Log) {
    this.#thread = thread;
    this.#log = log;
  }

  /**
   * Gives the picture for windows of a shape; null where the browser had better lay out by itself, and, for who wants one
   * unless the graph is gathered, where that is drawn in groups.
   */
  async find(snapshot: Snapshot, aspect: number, unlessGathered = false): Promise<Uint8Array | null> {
    if (this.#thread === null || snapshot.nodes.length < FEWEST_NODES) return null;
    const topology = this.#select(snapshot);
    if (this.#topology !== topology) {
      this.#pictures.clear();
      this.#isGathered = null;
    }
    this.#topology = topology;
    if (unlessGathered) this.#isGathered ??= findFirstGrouping(snapshot) !== null;
    if (unlessGathered && this.#isGathered === true) return null;
    const known = this.#pictures.get(aspect);
    if (known === undefined && this.#thread.waiting >= MOST_WAITING) return null;
    const picture = known ?? this.#layOut(this.#thread, topology, aspect);
    this.#pictures.delete(aspect);
    this.#pictures.set(aspect, picture);
    const [oldest] = this.#pictures.keys();
    if (oldest !== undefined && this.#pictures.size > MOST_SHAPES) this.#pictures.delete(oldest);
    return picture;
  }

  stop(): void {
    this.#thread?.stop();
  }

  async #layOut(thread: PictureThread, topology: IndexedTopology, aspect: number): Promise<Uint8Array | null> {
    try {
      return await thread.layOut({ topology, aspect });
    } catch (error) {
      this.#log.warn({ err: error }, "The graph could not be laid out here; browsers do it by themselves.");
      return null;
    }
  }
}
