"use client";

import { memo, type Ref } from "react";
import type { LayoutArea, LayoutResult } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_TOP } from "#lib/layout/sizes.ts";
import { toHeadings } from "./to-headings.ts";
import { useDistance } from "./use-distance.ts";

/** The ground of each component with hairlines between its waves. */
export const AreaLayer = memo(function AreaLayer({ layout }: { readonly layout: LayoutResult }) {
  return layout.areas.map((area) => (
    <div key={area.id} className="graph-area" style={toBox(area)}>
      {area.waves.slice(1).map(({ wave, x }, at) => {
        const before = area.waves[at];
        const middle = before === undefined ? x : (before.x + before.width + x) / 2;
        return <span key={wave} className="graph-hairline" style={{ left: middle - area.x }} />;
      })}
    </div>
  ));
});

/** The headings of the waves, above the cards; the style sheet keeps them at the window's top while their area is in it. */
export const HeadingLayer = memo(function HeadingLayer({
  layout,
  ref,
}: {
  readonly layout: LayoutResult;
  readonly ref: Ref<HTMLDivElement>;
}) {
  const isFar = useDistance() === "far";
  return (
    <div ref={ref} aria-hidden>
      {layout.areas.map((area) => {
        const last = area.y + area.height - 2 * AREA_PADDING_TOP;
        const top = isFar ? `${area.y}px` : `clamp(${area.y}px, var(--top, 0px), ${Math.max(area.y, last)}px)`;
        return (
          <div
            key={area.id}
            className="graph-headings"
            style={{ transform: `translate(${area.x}px, ${top})`, width: area.width }}
          >
            {toHeadings(area, layout.nodes, isFar).map(({ key, text, x, width, room }) => (
              <span
                key={key}
                className="graph-heading"
                style={{ left: x - area.x, maxWidth: width, ...(isFar ? { "--room": room } : {}) }}
              >
                {text}
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
});

function toBox({ x, y, width, height }: LayoutArea) {
  return { transform: `translate(${x}px, ${y}px)`, width, height };
}
