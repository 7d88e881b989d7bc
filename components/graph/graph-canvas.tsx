"use client";

import { type Node, ReactFlow, ViewportPortal } from "@xyflow/react";
import { memo, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { MAX_ZOOM, MIN_ZOOM } from "./camera-moves.ts";
import { VEIL_OPACITY } from "./canvas-stage.ts";
import { CycleLayer } from "./cycle-layer.tsx";
import { EdgeLayer } from "./edge-layer.tsx";
import { FarLayer } from "./far-layer.tsx";
import type { PageWindow } from "./find-window.ts";
import { FlowLayer } from "./flow-layer.tsx";
import { toFlowNodes } from "./flow-nodes.ts";
import { useGraphState } from "./graph-context.tsx";
import { HeadingLayer } from "./heading-layer.tsx";
import { NodeCard, toElementId } from "./node-card.tsx";
import { NodeList } from "./node-list.tsx";
import type { Camera } from "./use-camera.ts";
import { useGraphKeys } from "./use-graph-keys.ts";
import { usePointer } from "./use-pointer.ts";
import { useStage } from "./use-stage.ts";
import { useViewportStyle } from "./use-viewport-style.ts";

const NODE_TYPES = { card: NodeCard };
const NO_EDGES: [] = [];
const OPTIONS = { hideAttribution: true } as const;

/** The part of the pane that pans, zooms and has the keyboard: one stop for Tab, with the cards as its options. */
export const GraphCanvas = memo(function GraphCanvas({
  pane,
  layout,
  camera,
  onSelect,
}: {
  readonly pane: RefObject<HTMLElement | null>;
  readonly layout: LayoutResult | null;
  readonly camera: Camera;
  readonly onSelect: (id: ObjectId | null, isSecond: boolean) => void;
}) {
  const { cursor, hovered, emphasis, starts } = useGraphState();
  const at = useSyncExternalStore(cursor.subscribe, cursor.get, cursor.get);
  const isFaded = useSyncExternalStore(
    emphasis.subscribe,
    () => emphasis.get().kept !== null,
    () => false,
  );
  const headings = useRef<HTMLDivElement>(null);
  const paint = useRef<HTMLDivElement>(null);
  const window = useStage(paint, layout);
  const scene = window?.scene ?? null;
  useLayoutEffect(() => {
    if (scene !== null) starts.set(scene.starts);
  }, [scene, starts]);
  const nodes = useFlowNodes(window);
  const pointer = usePointer(scene, onSelect);
  const onKeyDown = useGraphKeys(layout, camera, onSelect);
  useViewportStyle(pane, headings);
  const onBlur = useCallback(() => hovered.set(null), [hovered]);

  return (
    <div
      role="listbox"
      aria-label="Dependency graph"
      aria-activedescendant={at !== null && layout?.nodes.has(at) ? toElementId(at) : undefined}
      tabIndex={0}
      className="graph-keys"
      data-id="graph-keys"
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      {...pointer}
    >
      <div ref={paint} aria-hidden className="graph-paint" data-id="graph-paint" data-faded={isFaded || undefined}>
        <SheetPair />
        <SheetPair />
        <div className="graph-veil" style={{ opacity: isFaded ? VEIL_OPACITY : 0 }} />
        <SheetPair />
        <canvas />
      </div>
      <ReactFlow
        ref={unsetRole}
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
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomOnDoubleClick={false}
        proOptions={OPTIONS}
      >
        {window !== null && (
          <ViewportPortal>
            <div className="graph-beneath graph-scaled">
              <EdgeLayer window={window} />
              <FlowLayer layout={window.scene.layout} />
            </div>
            <NodeList window={window} />
            <div className="graph-above graph-scaled">
              <HeadingLayer window={window} ref={headings} />
              <CycleLayer layout={window.scene.layout} />
              <FarLayer layout={window.scene.layout} />
            </div>
          </ViewportPortal>
        )}
      </ReactFlow>
    </div>
  );
});

/** One that is seen and one that is drawn on. */
function SheetPair() {
  return (
    <div className="graph-pair">
      <canvas />
      <canvas />
    </div>
  );
}

/** React Flow calls itself an application, and between a listbox and its options there may stand none. */
function unsetRole(element: HTMLDivElement | null): void {
  element?.setAttribute("role", "presentation");
}

/** Cards that stand where they stood keep their object, so that React Flow renders only those that moved. */
function useFlowNodes(window: PageWindow | null): Node[] {
  const keeper = useMemo(() => {
    let last: Node[] = [];
    return (next: PageWindow | null) => {
      const { scene, cards = [] } = next ?? {};
      const ids = cards.flatMap((node) => scene?.ids[node] ?? []);
      last = scene === undefined ? [] : toFlowNodes(scene.layout.nodes, ids, last);
      return last;
    };
  }, []);
  return useMemo(() => keeper(window), [keeper, window]);
}
