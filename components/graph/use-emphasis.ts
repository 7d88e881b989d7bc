import { useCallback, useEffect, useRef } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useVisibleNodes } from "#lib/client/use-visible-nodes.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findEmphasis } from "./find-emphasis.ts";
import type { GraphState } from "./graph-context.tsx";

const HOVER_MS = 80;

/** Keeps the emphasis up to date; gives what tells it that the pointer is on a node, or on none. */
export function useEmphasis({ emphasis }: GraphState): (id: ObjectId | null) => void {
  const index = useSnapshotSelector(indexSnapshot);
  const [{ selected }] = useViewState();
  const { visible, isFiltered } = useVisibleNodes();
  const hovered = useRef<ObjectId | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const renew = useCallback(() => {
    if (index === undefined) return;
    emphasis.set(findEmphasis({ index, hovered: hovered.current, selected, visible: isFiltered ? visible : null }));
  }, [index, selected, visible, isFiltered, emphasis]);

  useEffect(renew, [renew]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return useCallback(
    (id) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        hovered.current = id;
        renew();
      }, HOVER_MS);
    },
    [renew],
  );
}
