import { useEffect, useEffectEvent, useRef } from "react";
import { useSnapshotReader } from "#lib/client/snapshot-source.tsx";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { subscribeToReveals } from "./camera-requests.ts";
import { findCausePath } from "./find-emphasis.ts";
import type { Camera } from "./use-camera.ts";

/**
 * Brings into view what lists ask for, and what was selected anywhere but in the graph: the node and the way from its
 * causes. `pickedHere` is what was last selected in the graph, for which the camera stays.
 */
export function useReveals(
  camera: Camera,
  isDrawn: boolean,
  selected: ObjectId | null,
  pickedHere: { readonly current: ObjectId | null },
): void {
  const readSnapshot = useSnapshotReader();
  const last = useRef<ObjectId | null>(null);

  const reveal = useEffectEvent((ids: readonly ObjectId[]) => {
    const snapshot = readSnapshot();
    const index = snapshot === null ? null : indexSnapshot(snapshot);
    const paths = index === null ? [] : ids.flatMap((id) => [...findCausePath(index, id)]);
    camera.reveal([...new Set([...ids, ...paths])]);
  });

  useEffect(() => {
    if (!isDrawn) return;
    const isNew = selected !== last.current;
    last.current = selected;
    if (isNew && selected !== null && selected !== pickedHere.current) reveal([selected]);
  }, [isDrawn, selected, pickedHere]);

  useEffect(() => {
    if (!isDrawn) return;
    // A list asks in the moment in which it selects; a frame later the room beside the details is known.
    let frame = 0;
    const unsubscribe = subscribeToReveals((ids) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => reveal(ids));
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [isDrawn]);
}
