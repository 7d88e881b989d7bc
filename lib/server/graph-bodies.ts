import type { Snapshot } from "#lib/graph/model.ts";
import { Message } from "./encoding/message.ts";
import { SnapshotWriter } from "./encoding/snapshot-writer.ts";

/** Who sees the same of a snapshot: every one with the same key is sent the same bytes. */
export interface Audience {
  readonly key: string;
  readonly view: (snapshot: Snapshot) => Snapshot;
}

/** Those who see all. */
export const EVERYONE: Audience = { key: "", view: (snapshot) => snapshot };

/** Each keeps its compressed blocks: of ten thousand nodes some half a megabyte. */
const MOST_AUDIENCES = 16;

interface Kept {
  readonly writer: SnapshotWriter;
  snapshot: Snapshot;
  message: Message;
}

/** The bytes of the newest snapshot for each audience: written and compressed once a revision, and only what is new. */
export class GraphBodies {
  /** The one that was asked for last is last. */
  readonly #kept = new Map<string, Kept>();

  /** The JSON of a snapshot as an audience sees it. */
  of(snapshot: Snapshot, { key, view }: Audience): Message {
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const kept = known?.snapshot === snapshot ? known : toKept(known?.writer ?? new SnapshotWriter(), snapshot, view);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > MOST_AUDIENCES) this.#kept.delete(oldest);
    return kept.message;
  }
}

function toKept(writer: SnapshotWriter, snapshot: Snapshot, view: Audience["view"]): Kept {
  return { writer, snapshot, message: new Message(writer.write(view(snapshot))) };
}
