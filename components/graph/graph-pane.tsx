"use client";

import { type Node, ReactFlow, ReactFlowProvider, useOnViewportChange, ViewportPortal } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "./graph.css";
import { type MouseEvent, type RefObject, useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useLayout } from "#lib/client/use-layout.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { AreaLayer, HeadingLayer } from "./area-layer.tsx";
import { CauseLabels } from "./cause-labels.tsx";
import { EdgeLayer } from "./edge-layer.tsx";
import { FocusChip } from "./focus-chip.tsx";
import { createGraphState, GraphContext, useGraphState } from "./graph-context.tsx";
import { NodeCard, toElementId } from "./node-card.tsx";
import { Overview } from "./overview.tsx";
import { selectTopology } from "./select-topology.ts";
import { useAspect } from "./use-aspect.ts";
import { MAX_ZOOM, MIN_ZOOM, useCamera } from "./use-camera.ts";
import { useEmphasis } from "./use-emphasis.ts";
import { useGraphKeys } from "./use-graph-keys.ts";
import { ZoomControls } from "./zoom-controls.tsx";

const NODE_TYPES = { card: NodeCard };
const NO_EDGES: [] = [];
const OPTIONS = { hideAttribution: true } as const;
const ZOOM_STEP = 1.25;

/** The picture: laid out in a worker, drawn by React Flow with cards and edges of our own; fills its parent. */
export function GraphPane() {
  const [state] = useState(createGraphState);
  return (
    <ReactFlowProvider>
      <GraphContext value={state}>
        <Graph />
      </GraphContext>
    </ReactFlowProvider>
  );
}

function Graph() {
  const pane = useRef<HTMLDivElement>(null);
  const aspect = useAspect(pane);
  const [{ focus, selected }, change] = useViewState();
  const topology = useSnapshotSelector(useCallback((snapshot: Snapshot) => selectTopology(snapshot, focus), [focus]));
  const { layout, error } = useLayout(topology ?? null, aspect);
  const nodes = useMemo(() => toFlowNodes(layout), [layout]);
  const state = useGraphState();
  const hover = useEmphasis(state);
  const camera = useCamera(layout, selected !== null);
  const onKeyDown = useGraphKeys(layout, camera, state);
  const cursor = useSyncExternalStore(state.cursor.subscribe, state.cursor.get, state.cursor.get);

  const onNodeClick = useCallback(
    (_: MouseEvent, { id }: Node) => {
      const known = toKnownObjectId(id);
      state.cursor.set(known);
      change({ selected: known });
    },
    [change, state],
  );
  const onEnter = useCallback((_: MouseEvent, { id }: Node) => hover(toKnownObjectId(id)), [hover]);
  const onLeave = useCallback(() => hover(null), [hover]);
  const onPaneClick = useCallback(() => change({ selected: null }), [change]);

  return (
    <div ref={pane} className="graph-pane" data-id="graph" data-nodes={layout?.nodes.size ?? 0}>
      <Unzoom target={pane} />
      <div
        role="listbox"
        aria-label="Dependency graph"
        aria-activedescendant={cursor === null ? undefined : toElementId(cursor)}
        tabIndex={0}
        className="graph-keys"
        onKeyDown={onKeyDown}
      >
        <ReactFlow
          nodes={nodes}
          edges={NO_EDGES}
          nodeTypes={NODE_TYPES}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          proOptions={OPTIONS}
          onNodeClick={onNodeClick}
          onNodeMouseEnter={onEnter}
          onNodeMouseLeave={onLeave}
          onPaneClick={onPaneClick}
        >
          {layout !== null && <Beneath layout={layout} />}
        </ReactFlow>
      </div>
      <FocusChip />
      {error !== null && (
        <p role="status" className="graph-notice">
          The picture could not be renewed ({error}). The last one stays; the table is up to date.
        </p>
      )}
      <div className="graph-controls">
        {layout !== null && <Overview layout={layout} />}
        <ZoomControls
          onZoomIn={() => camera.zoomBy(ZOOM_STEP)}
          onZoomOut={() => camera.zoomBy(1 / ZOOM_STEP)}
          onFit={() => camera.showAll(true)}
        />
      </div>
    </div>
  );
}

function Beneath({ layout }: { readonly layout: LayoutResult }) {
  return (
    <ViewportPortal>
      <div className="graph-beneath">
        <AreaLayer layout={layout} />
        <EdgeLayer layout={layout} />
      </div>
      <HeadingLayer layout={layout} />
      <CauseLabels layout={layout} />
    </ViewportPortal>
  );
}

/** Tells the style sheet how much to enlarge what keeps its size on the screen; renders nothing again. */
function Unzoom({ target }: { readonly target: RefObject<HTMLDivElement | null> }) {
  useOnViewportChange({
    onChange: useCallback(
      ({ zoom }: { zoom: number }) => target.current?.style.setProperty("--u", String(1 / zoom)),
      [target],
    ),
  });
  return null;
}

function toFlowNodes(layout: LayoutResult | null): Node[] {
  if (layout === null) return [];
  return [...layout.nodes].map(([id, position]) => ({
    id,
    type: "card",
    position,
    data: NO_DATA,
    width: CARD_WIDTH,
    height: CARD_HEIGHT,
  }));
}

const NO_DATA = {};
