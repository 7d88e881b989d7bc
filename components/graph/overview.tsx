"use client";

import { type ReactFlowState, useReactFlow, useStore } from "@xyflow/react";
import { memo, type PointerEvent, useRef } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { isAllInView, toOverviewBlocks, toOverviewSize } from "./overview-shapes.ts";

/** A small map of the whole picture, shown only while part of it is out of view; drag in it to pan. */
export function Overview({ layout }: { readonly layout: LayoutResult }) {
  const isNeeded = useStore(
    ({ transform, width, height }) => width > 0 && !isAllInView(layout, transform, width, height),
  );
  return isNeeded ? <SmallMap layout={layout} /> : null;
}

function SmallMap({ layout }: { readonly layout: LayoutResult }) {
  const { setCenter, getZoom } = useReactFlow();
  const box = useRef<SVGSVGElement>(null);
  const { width, height, scale } = toOverviewSize(layout);
  const pan = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    if (event.buttons === 0 || bounds === undefined) return;
    event.preventDefault();
    box.current?.setPointerCapture(event.pointerId);
    const x = (event.clientX - bounds.left) / scale;
    const y = (event.clientY - bounds.top) / scale;
    void setCenter(x, y, { zoom: getZoom() });
  };
  return (
    <svg
      ref={box}
      role="img"
      aria-label="Overview of the graph"
      data-id="overview"
      width={width}
      height={height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      preserveAspectRatio="xMinYMin"
      className="graph-overview"
      onPointerDown={pan}
      onPointerMove={pan}
    >
      <Blocks layout={layout} />
      <View scale={scale} />
    </svg>
  );
}

function View({ scale }: { readonly scale: number }) {
  const [x, y, zoom] = useStore(selectTransform);
  const [width, height] = [useStore(selectWidth) / zoom, useStore(selectHeight) / zoom];
  return (
    <rect
      className="graph-overview-view"
      x={-x / zoom}
      y={-y / zoom}
      width={width}
      height={height}
      rx={2 / scale}
      strokeWidth={1.5 / scale}
    />
  );
}

const Blocks = memo(function Blocks({ layout }: { readonly layout: LayoutResult }) {
  const nodes = useSnapshotSelector(selectNodes) ?? [];
  const { scale } = toOverviewSize(layout);
  return [...toOverviewBlocks(nodes, layout, scale)].map(([hue, path]) => (
    <path key={hue} d={path} fill={`var(--${hue}-solid)`} />
  ));
});

function selectNodes(snapshot: Snapshot): readonly GraphNode[] {
  return snapshot.nodes;
}
function selectTransform({ transform }: ReactFlowState): ReactFlowState["transform"] {
  return transform;
}
function selectWidth({ width }: ReactFlowState): number {
  return width;
}
function selectHeight({ height }: ReactFlowState): number {
  return height;
}
