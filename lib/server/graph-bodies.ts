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
  /** Null between a change and the first who asks for what has come of it. */
  newest: { readonly snapshot: Snapshot; readonly message: Message } | null;
}

/** The bytes of the newest snapshot for each audience: written and compressed once a revision, and only what is new. */
export class GraphBodies {
  /** The one that was asked for last is last. */
  readonly #kept = new Map<string, Kept>();

  /** The JSON of a snapshot as an audience sees it. */
  of(snapshot: Snapshot, { key, view }: Audience): Message {
    const kept = this.#kept.get(key) ?? { writer: new SnapshotWriter(), newest: null };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > MOST_AUDIENCES) this.#kept.delete(oldest);
    if (kept.newest?.snapshot !== snapshot) {
      kept.newest = { snapshot, message: new Message(kept.writer.write(view(snapshot))) };
    }
    return kept.newest.message;
  }

  /** Lets go of what nobody will ask for any more, once there is a newer snapshot; the blocks stay. */
  release(): void {
    for (const kept of this.#kept.values()) kept.newest = null;
  }
}
