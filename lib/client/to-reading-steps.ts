import { JsonInParts } from "#lib/api/json-in-parts.ts";
import { looksLikeSnapshot, parseSnapshot, SNAPSHOT_CUTS } from "#lib/api/parse-snapshot.ts";
import type { Snapshot } from "#lib/graph/model.ts";

/** Who is told of what is read. */
export interface Reader {
  /** Before it is looked through; see `onArriving` of a live graph. */
  readonly onArriving: (snapshot: Snapshot) => void;
  readonly onRead: (snapshot: Snapshot) => void;
}

/**
 * Gives the steps in which a snapshot is read, from its text or from what is left of one that was read in part: each takes
 * tens of milliseconds where there are ten thousand nodes. A step throws where it is no snapshot, and ends the reading.
 */
export function toReadingSteps(data: unknown, { onArriving, onRead }: Reader): readonly (() => void)[] {
  const json = data instanceof JsonInParts ? data : readText(String(data));
  let read: unknown;
  let snapshot: Snapshot | null = null;
  const readNext = () => {
    read = json.readNext();
  };
  return [
    ...Array.from({ length: Math.max(1, json.count - 1) }, () => readNext),
    () => {
      if (looksLikeSnapshot(read)) onArriving(read);
    },
    readNext,
    () => {
      snapshot = parseSnapshot(read);
    },
    () => {
      if (snapshot !== null) onRead(snapshot);
    },
  ];
}

function readText(text: string): JsonInParts {
  const json = new JsonInParts(SNAPSHOT_CUTS);
  json.add(text);
  return json.end();
}
