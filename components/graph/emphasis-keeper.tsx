"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useVisibleNodes } from "#lib/client/use-visible-nodes.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findEmphasis } from "./find-emphasis.ts";
import { useGraphState } from "./graph-context.tsx";

/** Keeps the emphasis as hover, selection and filters have it; shows nothing itself, so that a hover renders this alone. */
export function EmphasisKeeper() {
  const { painter, selected: selectedStore, hovered: hoveredStore } = useGraphState();
  const index = useSnapshotSelector(indexSnapshot);
  const [{ selected }] = useViewState();
  const { visible, isFiltered } = useVisibleNodes();
  const hovered = useSyncExternalStore(hoveredStore.subscribe, hoveredStore.get, hoveredStore.get);

  useEffect(() => selectedStore.set(selected), [selected, selectedStore]);
  useEffect(() => {
    if (index === undefined) return;
    painter.show(findEmphasis({ index, hovered, selected, visible: isFiltered ? visible : null }));
  }, [index, hovered, selected, visible, isFiltered, painter]);
  return null;
}
