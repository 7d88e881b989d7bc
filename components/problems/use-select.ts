import { useCallback } from "react";
import { requestReveal } from "#components/graph/camera-requests.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";

/** Selects a node from a list: its details open, and the graph moves until it, and what else is given, is in view. */
export function useSelect(): (id: ObjectId, alsoReveal?: readonly ObjectId[]) => void {
  const [, change] = useViewState();
  return useCallback(
    (id, alsoReveal = []) => {
      change({ selected: id });
      requestReveal([id, ...alsoReveal]);
    },
    [change],
  );
}
