"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { VisibleNodes } from "#lib/client/visible-nodes.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import type { Trace } from "#lib/graph/trace.ts";
import { findEmphasis, NO_EMPHASIS } from "./find-emphasis.ts";
import { useGraphState } from "./graph-context.tsx";
import { useShownGraph, useStandIn } from "./shown-graph.tsx";

/** Keeps the emphasis as hover, selection and filters have it; shows nothing itself, so that a hover renders this alone. */
export function EmphasisKeeper({ filtered: { visible: found, isFiltered } }: { readonly filtered: VisibleNodes }) {
  const { painter, emphasis, selected: selectedStore, hovered: hoveredStore } = useGraphState();
  const index = useSnapshotSelector(indexSnapshot);
  const [{ selected: chosen, ifFailed, to }] = useViewState();
  const selected = useStandIn(chosen);
  const { get } = useShownGraph();
  const trace = useMemo(
    (): Trace | null => (to !== null ? { kind: "path", to } : ifFailed ? { kind: "if-failed" } : null),
    [to, ifFailed],
  );
  // A group passes a filter when any of its members does.
  const visible = useMemo(() => {
    const standIns = get()?.standIns;
    if (standIns === undefined || standIns.size === 0 || !isFiltered || index === undefined) return found;
    return new Set([...found].map((id) => standIns.get(id) ?? id));
  }, [found, isFiltered, index, get]);
  const hovered = useSyncExternalStore(hoveredStore.subscribe, hoveredStore.get, hoveredStore.get);

  useEffect(() => selectedStore.set(selected), [selected, selectedStore]);
  useEffect(() => {
    if (index === undefined) return;
    // A change of some state is none of the emphasis for as long as there is none.
    const isPlain = hovered === null && selected === null && !isFiltered;
    const next = isPlain
      ? NO_EMPHASIS
      : findEmphasis({ index, hovered, selected, trace, visible: isFiltered ? visible : null });
    painter.show(next);
    emphasis.set(next);
  }, [index, hovered, selected, trace, visible, isFiltered, painter, emphasis]);
  return null;
}
