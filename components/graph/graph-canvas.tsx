"use client";

import { type Node, ReactFlow, ViewportPortal } from "@xyflow/react";
import { type MouseEvent, memo, type RefObject, useCallback, useMemo, useRef, useSyncExternalStore } from "react";
import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { AreaLayer, HeadingLayer } from "./area-layer.tsx";
import { MAX_ZOOM, MIN_ZOOM } from "./camera-moves.ts";
import { EdgeLayer } from "./edge-layer.tsx";
import { FarLayer } from "./far-layer.tsx";
import { toFlowNodes } from "./flow-nodes.ts";
import { useGraphState } from "./graph-context.tsx";
import { NodeCard, toElementId } from "./node-card.tsx";
import type { Camera } from "./use-camera.ts";
import { useGraphKeys } from "./use-graph-keys.ts";
import { useHover } from "./use-hover.ts";
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
  readonly onSelect: (id: ObjectId | null) => void;
}) {
  const { cursor, hovered } = useGraphState();
  const at = useSyncExternalStore(cursor.subscribe, cursor.get, cursor.get);
  const headings = useRef<HTMLDivElement>(null);
  const nodes = useFlowNodes(layout);
  const hover = useHover();
  const onKeyDown = useGraphKeys(layout, camera, onSelect);
  useViewportStyle(pane, headings);

  const onNodeClick = useCallback(
    (_: MouseEvent, { id }: Node) => {
      const known = toKnownObjectId(id);
      cursor.set(known);
      onSelect(known);
    },
    [cursor, onSelect],
  );
  const onEnter = useCallback((_: MouseEvent, { id }: Node) => hover(id), [hover]);
  const onLeave = useCallback(() => hover(null), [hover]);
  const onPaneClick = useCallback(() => onSelect(null), [onSelect]);
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
    >
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
        onNodeClick={onNodeClick}
        onNodeMouseEnter={onEnter}
        onNodeMouseLeave={onLeave}
        onPaneClick={onPaneClick}
      >
        {layout !== null && (
          <ViewportPortal>
            <div className="graph-beneath">
              <AreaLayer layout={layout} />
              <EdgeLayer layout={layout} />
            </div>
            <HeadingLayer layout={layout} ref={headings} />
            <FarLayer layout={layout} />
          </ViewportPortal>
        )}
      </ReactFlow>
    </div>
  );
});

/** React Flow calls itself an application, and between a listbox and its options there may stand none. */
function unsetRole(element: HTMLDivElement | null): void {
  element?.setAttribute("role", "presentation");
}

/** Cards that stand where they stood keep their object, so that React Flow renders only those that moved. */
function useFlowNodes(layout: LayoutResult | null): Node[] {
  const keeper = useMemo(() => {
    let last: Node[] = [];
    return (next: LayoutResult | null) => {
      last = toFlowNodes(next, last);
      return last;
    };
  }, []);
  return useMemo(() => keeper(layout), [keeper, layout]);
}
