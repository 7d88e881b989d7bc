import { useCallback } from "react";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { useSnapshotSelector } from "./snapshot-source.tsx";
import { useViewState } from "./use-view-state.ts";
import { findVisibleNodes, type VisibleNodes } from "./visible-nodes.ts";

/** Which nodes pass the filters of the address; everything is empty before the first snapshot. */
export function useVisibleNodes(): VisibleNodes {
  const [{ states, namespaces, query, focus, side }] = useViewState();
  const select = useCallback(
    (snapshot: Snapshot) => findVisibleNodes(snapshot, { states, namespaces, query, focus, side }),
    [states, namespaces, query, focus, side],
  );
  return useSnapshotSelector(select) ?? NOTHING;
}

const NONE: ReadonlySet<ObjectId> = new Set();
const NOTHING: VisibleNodes = { matches: NONE, visible: NONE, isFiltered: false };
