"use client";

import { type ReactFlowState, useStore } from "@xyflow/react";
import type { LayoutArea, LayoutResult } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_TOP, WAVE_GAP } from "#lib/layout/sizes.ts";
import { useDistance } from "./use-distance.ts";

/** The ground of each component with hairlines between its waves. */
export function AreaLayer({ layout }: { readonly layout: LayoutResult }) {
  return layout.areas.map((area) => (
    <div
      key={area.id}
      className="graph-area"
      style={{ transform: `translate(${area.x}px, ${area.y}px)`, width: area.width, height: area.height }}
    >
      {area.waves.slice(1).map(({ wave, x }) => (
        <span key={wave} className="graph-hairline" style={{ left: x - area.x - WAVE_GAP / 2 }} />
      ))}
    </div>
  ));
}

/** The headings of the waves; they stay at the top edge of the window while their area is in it. */
export function HeadingLayer({ layout }: { readonly layout: LayoutResult }) {
  const top = useStore(selectTop);
  const isFar = useDistance() === "far";
  return layout.areas.flatMap((area) =>
    toHeadings(area, isFar).map(({ key, text, x, width }) => (
      <span
        key={`${area.id} ${key}`}
        className="graph-heading"
        style={{ transform: `translate(${x}px, ${stick(area, top)}px)`, maxWidth: width }}
      >
        {text}
      </span>
    )),
  );
}

function toHeadings(area: LayoutArea, isFar: boolean): { key: string; text: string; x: number; width: number }[] {
  if (area.kind === "isolated") {
    return [{ key: "isolated", text: `No dependencies · ${area.count}`, x: area.x + 16, width: area.width }];
  }
  return area.waves.map(({ wave, x, width }) => ({
    key: String(wave),
    text: isFar ? String(wave) : `Wave ${wave}`,
    x,
    width,
  }));
}

/** The world's y of a heading: at the top of its area, or of the window, but never below the area's last card. */
function stick({ y, height }: LayoutArea, top: number): number {
  return Math.max(y, Math.min(top, y + height - 2 * AREA_PADDING_TOP));
}

function selectTop({ transform: [, y, zoom] }: ReactFlowState): number {
  return -y / zoom;
}
