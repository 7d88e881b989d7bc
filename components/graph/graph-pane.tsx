"use client";

import { ReactFlowProvider } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "./graph.css";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useVisibleNodes } from "#lib/client/use-visible-nodes.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { EmphasisKeeper } from "./emphasis-keeper.tsx";
import { FocusChip } from "./focus-chip.tsx";
import { GraphCanvas } from "./graph-canvas.tsx";
import { createGraphState, GraphContext } from "./graph-context.tsx";
import { GroupChip } from "./group-chip.tsx";
import { Overview } from "./overview.tsx";
import { ShownGraph, useShownGraph, useStandIn } from "./shown-graph.tsx";
import { startPicture } from "./start-picture.ts";
import { useAspect } from "./use-aspect.ts";
import { useCamera } from "./use-camera.ts";
import { usePicture } from "./use-picture.ts";
import { useReveals } from "./use-reveals.ts";
import { ZoomControls } from "./zoom-controls.tsx";

/** What can be done for the first picture before this pane is there. */
export function prepareGraph(...given: Parameters<typeof startPicture>): void {
  startPicture(...given);
}

/** The picture: laid out in a worker, drawn by React Flow with cards and edges of our own; fills its parent. */
export function GraphPane() {
  const [state] = useState(createGraphState);
  const filtered = useVisibleNodes();
  return (
    <ReactFlowProvider>
      <GraphContext value={state}>
        <ShownGraph>
          <EmphasisKeeper filtered={filtered} />
          <Graph />
        </ShownGraph>
      </GraphContext>
    </ReactFlowProvider>
  );
}

function Graph() {
  const pane = useRef<HTMLDivElement>(null);
  const pickedHere = useRef<ObjectId | null>(null);
  const [{ focus, side, selected: chosen, open }, change] = useViewState();
  const shown = useShownGraph();
  const selected = useStandIn(chosen);
  const picture = usePicture(focus, side, useAspect(pane));
  const { layout, error } = picture;
  const opened = useRef<readonly ObjectId[]>([]);
  const camera = useCamera(picture, selected !== null);
  useReveals(camera, layout !== null, selected, pickedHere);

  const select = useCallback(
    (id: ObjectId | null, isSecond: boolean) => {
      const group = id === null ? undefined : shown.get()?.groups.get(id);
      if (group !== undefined) {
        opened.current = group.members.map((member) => member.id);
        change({ open: [...open, group.key], ...(shown.by !== null && { group: shown.by }) });
        return;
      }
      // With Shift a second one is chosen: the way to it, not another.
      if (isSecond && id !== null && selected !== null && id !== selected) return change({ to: id });
      pickedHere.current = id;
      change({ selected: id });
    },
    [change, selected, shown, open],
  );
  // A group opens where it was: what was in it is brought into view when it is drawn.
  const reveal = useEffectEvent((ids: readonly ObjectId[]) => camera.reveal(ids));
  useEffect(() => {
    const ids = opened.current;
    if (layout === null || ids.length === 0 || !ids.some((id) => layout.nodes.has(id))) return;
    opened.current = [];
    reveal(ids);
  }, [layout]);

  return (
    <div ref={pane} className="graph-pane" data-id="graph" data-nodes={layout?.nodes.size ?? 0}>
      <GraphCanvas pane={pane} layout={layout} camera={camera} onSelect={select} />
      <FocusChip />
      <GroupChip />
      {error !== null && (
        <p role="status" className="graph-notice">
          {layout === null
            ? `The picture could not be laid out (${error}). The table is up to date.`
            : `The picture could not be renewed (${error}). The last one stays; the table is up to date.`}
        </p>
      )}
      {layout === null && error === null && (
        <p role="status" className="graph-wait" data-id="graph-wait">
          Laying out the graph…
        </p>
      )}
      <div className="graph-controls" data-beside-details={selected !== null || undefined}>
        {layout !== null && <Overview layout={layout} />}
        <ZoomControls camera={camera} />
      </div>
    </div>
  );
}
