"use client";

import { type ReactFlowState, useReactFlow, useStore } from "@xyflow/react";
import { memo, type PointerEvent, useEffect, useRef } from "react";
import { useSource } from "#lib/client/snapshot-source.tsx";
import { useTheme } from "#lib/client/use-theme.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { isAllInView, toOverviewBlocks, toOverviewSize } from "./overview-shapes.ts";
import { type Palette, readPalette } from "./palette.ts";

/** A small map of the whole picture, shown only while part of it is out of view; drag in it to pan. */
export function Overview({ layout }: { readonly layout: LayoutResult }) {
  const isNeeded = useStore(
    ({ transform, width, height }) => width > 0 && !isAllInView(layout, transform, width, height),
  );
  return isNeeded ? <SmallMap layout={layout} /> : null;
}

function SmallMap({ layout }: { readonly layout: LayoutResult }) {
  const { setCenter, getZoom } = useReactFlow();
  const box = useRef<HTMLDivElement>(null);
  const { theme } = useTheme();
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
    <div
      ref={box}
      role="img"
      aria-label="Overview of the graph"
      data-id="overview"
      className="graph-overview"
      style={{ width, height }}
      onPointerDown={pan}
      onPointerMove={pan}
    >
      <Blocks key={theme} layout={layout} />
      <View scale={scale} />
    </div>
  );
}

function View({ scale }: { readonly scale: number }) {
  const [x, y, zoom] = useStore(selectTransform);
  const [width, height] = [useStore(selectWidth) / zoom, useStore(selectHeight) / zoom];
  const transform = `translate(${(-x / zoom) * scale}px, ${(-y / zoom) * scale}px)`;
  return <div className="graph-overview-view" style={{ transform, width: width * scale, height: height * scale }} />;
}

/** The map itself: drawn whole for a new picture or theme, and then only where a state has changed. */
const Blocks = memo(function Blocks({ layout }: { readonly layout: LayoutResult }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { snapshot } = useSource();
  const { width, height, scale } = toOverviewSize(layout);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    [element.width, element.height] = [width * devicePixelRatio, height * devicePixelRatio];
    context.scale(devicePixelRatio, devicePixelRatio);
    let palette: Palette | null = null;
    let drawn: readonly GraphNode[] = [];
    let frame: number | null = null;
    const draw = () => {
      frame = null;
      palette ??= readPalette((property) => getComputedStyle(element).getPropertyValue(property));
      const nodes = snapshot.get()?.nodes ?? [];
      const isSequel = drawn.length === nodes.length;
      const changed = isSequel ? nodes.filter((node, at) => node.state !== drawn[at]?.state) : nodes;
      if (!isSequel) context.clearRect(0, 0, width, height);
      drawn = nodes;
      for (const block of toOverviewBlocks(changed, layout, scale)) {
        context.fillStyle = palette.hues[block.hue].solid;
        context.fillRect(block.x, block.y, block.width, block.height);
      }
    };
    frame = requestAnimationFrame(draw);
    const unsubscribe = snapshot.subscribe(() => {
      frame ??= requestAnimationFrame(draw);
    });
    return () => {
      unsubscribe();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [layout, snapshot, width, height, scale]);

  return <canvas ref={canvas} aria-hidden style={{ width, height }} />;
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
