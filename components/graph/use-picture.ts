import { useMemo } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useLayout } from "#lib/client/use-layout.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import type { Side } from "#lib/graph/traversal.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { createTopologySelector } from "./select-topology.ts";

/** What is drawn now. */
export interface Picture {
  readonly layout: LayoutResult | null;
  /** The node that the picture is about; null when it is of all. */
  readonly focus: ObjectId | null;
  /** What of it is drawn. */
  readonly side: Side;
  /** Why the newest topology has no picture; null when it has or will have one. */
  readonly error: string | null;
}

/** Lays out everything and, beside it, what is in focus: leaving the focus finds every card where it stood. */
export function usePicture(wanted: ObjectId | null, side: Side, aspect: number | null): Picture {
  const isThere = useSnapshotSelector(
    useMemo(() => (snapshot) => wanted !== null && indexSnapshot(snapshot).nodes.has(wanted), [wanted]),
  );
  const focus = isThere === true ? wanted : null;
  const scene = useSnapshotSelector(selectScene);
  const whole = useSnapshotSelector(useMemo(() => createTopologySelector(null), [])) ?? null;
  const all = useLayout(whole, aspect, scene);
  const selectPart = useMemo(() => createTopologySelector(focus, side), [focus, side]);
  const part = useSnapshotSelector(selectPart) ?? null;
  const some = useLayout(focus === null ? null : part, aspect);
  if (focus !== null && some.layout !== null && !some.pending) return { ...some, focus, side };
  return { layout: all.layout, focus: null, side: "both", error: all.error ?? (focus === null ? null : some.error) };
}

/** The clusters that are seen: their picture is the same one on the next visit. */
export function selectScene(snapshot: Snapshot): string {
  return snapshot.clusters
    .map(({ id }) => id)
    .sort()
    .join(" ");
}
