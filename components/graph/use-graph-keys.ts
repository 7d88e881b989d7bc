import { type KeyboardEvent, useCallback } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { type Direction, findFirst, findNeighbour } from "./find-neighbour.ts";
import type { GraphState } from "./graph-context.tsx";
import type { Camera } from "./use-camera.ts";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const ZOOM_STEP = 1.25;

/** The keys of the graph: arrows along edges and within a wave, Enter selects, F focuses, + - 0 zoom. */
export function useGraphKeys(layout: LayoutResult | null, camera: Camera, { cursor }: GraphState) {
  const index = useSnapshotSelector(indexSnapshot);
  const [{ selected, focus }, change] = useViewState();

  return useCallback(
    (event: KeyboardEvent) => {
      if (layout === null || index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const at: ObjectId | null = cursor.get() ?? selected;
      const actions = new Map<string, () => void>([
        ["+", () => camera.zoomBy(ZOOM_STEP)],
        ["=", () => camera.zoomBy(ZOOM_STEP)],
        ["-", () => camera.zoomBy(1 / ZOOM_STEP)],
        ["0", () => camera.showAll(true)],
        ["Enter", () => at !== null && change({ selected: at })],
        ["f", () => at !== null && change({ focus: focus === at ? null : at })],
      ]);
      const direction = DIRECTIONS[event.key];
      const action = actions.get(event.key);
      if (direction === undefined && action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      action?.();
      if (direction === undefined) return;
      const known = at !== null && layout.nodes.has(at) ? at : null;
      const next =
        known === null
          ? findFirst(layout.nodes, index.nodes.keys())
          : findNeighbour(index, layout.nodes, known, direction);
      if (next === null) return;
      cursor.set(next);
      camera.reveal([next]);
    },
    [layout, index, camera, cursor, selected, focus, change],
  );
}
