"use client";

import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import { DerivedSnapshot, useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { type CollapseChoice, type Collapsed, collapseSnapshot } from "#lib/graph/collapse.ts";
import { findFirstGrouping } from "#lib/graph/first-grouping.ts";
import type { Grouping } from "#lib/graph/grouping.ts";
import type { Snapshot } from "#lib/graph/model.ts";

const ShownContext = createContext<{ get(): Collapsed | null; readonly by: Grouping | null } | null>(null);

/** Gives everything below it the graph as it is drawn: with groups as one node each, and without what is put away. */
export function ShownGraph({ children }: { readonly children: ReactNode }) {
  const [{ group, open, away }] = useViewState();
  const by = useGrouping(group);
  const choice = useMemo((): CollapseChoice => ({ by, open, putAway: away }), [by, open, away]);
  const shown = useMemo(() => {
    let last: { readonly whole: Snapshot; readonly collapsed: Collapsed } | null = null;
    const derive = (whole: Snapshot) => {
      if (last?.whole !== whole) last = { whole, collapsed: collapseSnapshot(whole, choice, last?.collapsed) };
      return last.collapsed.snapshot;
    };
    return { derive, by: choice.by, get: () => last?.collapsed ?? null };
  }, [choice]);
  return (
    <DerivedSnapshot derive={shown.derive}>
      <ShownContext value={shown}>{children}</ShownContext>
    </DerivedSnapshot>
  );
}

/** What is chosen; where nothing is, what the first snapshot of many nodes can be read by. */
function useGrouping(chosen: Grouping | "none" | null): Grouping | null {
  const first = useRef<{ readonly by: Grouping | null } | null>(null);
  const found = useSnapshotSelector(
    useMemo(
      () => (snapshot: Snapshot) => {
        if (chosen !== null) return chosen === "none" ? null : chosen;
        first.current ??= snapshot.nodes.length === 0 ? null : { by: findFirstGrouping(snapshot) };
        return first.current?.by ?? null;
      },
      [chosen],
    ),
  );
  return found ?? null;
}

/** What is gathered at the moment, read when it is asked for; renders nothing anew. */
export function useShownGraph(): { get(): Collapsed | null; readonly by: Grouping | null } {
  const shown = useContext(ShownContext);
  if (shown === null) throw new Error("outside of a shown graph");
  return shown;
}

/** The node that stands for another in the picture: the group that it is in, or itself. */
export function useStandIn(id: ObjectId | null): ObjectId | null {
  const { get } = useShownGraph();
  // The snapshot is what the groups follow from.
  return (
    useSnapshotSelector(useMemo(() => () => (id === null ? null : (get()?.standIns.get(id) ?? id)), [get, id])) ?? null
  );
}
