"use client";

import { type ReactFlowState, useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Camera } from "./use-camera.ts";

export const ZOOM_STEP = 1.25;

/** Nearer, farther, all of it. */
export function ZoomControls({ camera }: { readonly camera: Camera }) {
  const percent = useStore(selectPercent);
  return (
    <div className="graph-zoom">
      <IconButton label="Zoom in" data-id="zoom-in" onClick={() => camera.zoomBy(ZOOM_STEP)}>
        <Plus aria-hidden size={16} />
      </IconButton>
      <span className="graph-percent" data-id="zoom">
        {percent}%
      </span>
      <IconButton label="Zoom out" data-id="zoom-out" onClick={() => camera.zoomBy(1 / ZOOM_STEP)}>
        <Minus aria-hidden size={16} />
      </IconButton>
      <IconButton label="Show all" data-id="zoom-fit" onClick={camera.showAll}>
        <Maximize aria-hidden size={16} />
      </IconButton>
    </div>
  );
}

function selectPercent({ transform }: ReactFlowState): number {
  return Math.round(transform[2] * 100);
}
