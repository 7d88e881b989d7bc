"use client";

import { type ReactFlowState, useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";

/** Nearer, farther, all of it. */
export function ZoomControls({
  onZoomIn,
  onZoomOut,
  onFit,
}: {
  readonly onZoomIn: () => void;
  readonly onZoomOut: () => void;
  readonly onFit: () => void;
}) {
  const percent = useStore(selectPercent);
  return (
    <div className="flex w-8 flex-col items-center rounded-card border border-line bg-surface py-0.5 shadow-float">
      <IconButton label="Zoom in" onClick={onZoomIn}>
        <Plus aria-hidden size={14} />
      </IconButton>
      <span className="py-0.5 text-quiet text-fg-2" data-id="zoom">
        {percent}%
      </span>
      <IconButton label="Zoom out" onClick={onZoomOut}>
        <Minus aria-hidden size={14} />
      </IconButton>
      <IconButton label="Show all" onClick={onFit}>
        <Maximize aria-hidden size={14} />
      </IconButton>
    </div>
  );
}

function selectPercent({ transform }: ReactFlowState): number {
  return Math.round(transform[2] * 100);
}
