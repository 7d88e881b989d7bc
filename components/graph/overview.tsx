"use client";

import { type ReactFlowState, useReactFlow, useStore } from "@xyflow/react";
import { memo, type PointerEvent, useRef } from "react";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";

const WIDTH = 176;
const TALLEST = 140;

/** A small map of the whole picture, shown only while part of it is out of view; drag in it to pan. */
export function Overview({ layout }: { readonly layout: LayoutResult }) {
  const transform = useStore(selectTransform);
  const [width, height] = [useStore(selectWidth), useStore(selectHeight)];
  const { setCenter } = useReactFlow();
  const box = useRef<SVGSVGElement>(null);
  const [x, y, zoom] = transform;
  const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  const isAllInView =
    view.x <= 0 && view.y <= 0 && view.x + view.width >= layout.width && view.y + view.height >= layout.height;
  if (isAllInView || width === 0) return null;

  const scale = Math.min(WIDTH / layout.width, TALLEST / layout.height);
  const pan = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    if (event.buttons === 0 || bounds === undefined) return;
    event.preventDefault();
    const point = { x: (event.clientX - bounds.left) / scale, y: (event.clientY - bounds.top) / scale };
    void setCenter(point.x, point.y, { zoom });
  };
  return (
    <svg
      ref={box}
      role="img"
      aria-label="Overview of the graph"
      data-id="overview"
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className="cursor-crosshair touch-none rounded-panel bg-surface shadow-float"
      onPointerDown={pan}
      onPointerMove={pan}
    >
      <Blocks layout={layout} />
      <rect {...view} fill="var(--accent)" fillOpacity={0.08} stroke="var(--accent)" strokeWidth={1.5 / scale} />
    </svg>
  );
}

const Blocks = memo(function Blocks({ layout }: { readonly layout: LayoutResult }) {
  const snapshot = useSnapshot();
  return snapshot?.nodes.map((node) => {
    const place = layout.nodes.get(node.id);
    if (place === undefined) return null;
    const fill = `var(--${STATE_WORDS[node.state].hue}-solid)`;
    return <rect key={node.id} x={place.x} y={place.y} width={CARD_WIDTH} height={CARD_HEIGHT} fill={fill} />;
  });
});

function selectTransform({ transform }: ReactFlowState): ReactFlowState["transform"] {
  return transform;
}
function selectWidth({ width }: ReactFlowState): number {
  return width;
}
function selectHeight({ height }: ReactFlowState): number {
  return height;
}
