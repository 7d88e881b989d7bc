import type { Snapshot } from "#lib/graph/model.ts";
import { BlockList } from "./block-list.ts";
import { Segment } from "./segment.ts";

/** Writes one audience's snapshots, one after the other, each of them only where it differs from the one before. */
export class SnapshotWriter {
  readonly #lists = new Map<string, BlockList>();

  /** The segments of a snapshot; after each other they are what `JSON.stringify` would give. */
  write(snapshot: Snapshot): readonly Segment[] {
    const segments: Segment[] = [];
    let text = "{";
    Object.entries(snapshot).forEach(([name, value], index) => {
      text += `${index === 0 ? "" : ","}${JSON.stringify(name)}:`;
      if (!Array.isArray(value)) {
        text += JSON.stringify(value);
        return;
      }
      segments.push(toSegment(`${text}[`), ...this.#listOf(name).write(value));
      text = "]";
    });
    return [...segments, toSegment(`${text}}`)];
  }

  #listOf(name: string): BlockList {
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    const list = new BlockList();
    this.#lists.set(name, list);
    return list;
  }
}

function toSegment(text: string): Segment {
  return new Segment(() => text);
}
