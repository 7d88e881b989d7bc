"use client";

import { memo, type Ref } from "react";
import type { LayoutArea } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_TOP } from "#lib/layout/sizes.ts";
import type { PageWindow } from "./find-window.ts";
import { touches } from "./paint-frame.ts";
import type { Bounds } from "./spatial-grid.ts";
import { toHeadings } from "./to-headings.ts";
import { useDistance } from "./use-distance.ts";

/** The headings of the waves, above the cards; the style sheet keeps them at the window's top while their area is in it. */
export const HeadingLayer = memo(function HeadingLayer({
  window: { scene, region },
  ref,
}: {
  readonly window: PageWindow;
  readonly ref: Ref<HTMLDivElement>;
}) {
  const { layout } = scene;
  const areas = useDistance() === "far" ? [] : layout.areas.filter((area) => touches(region, toBounds(area)));
  return (
    <div ref={ref} aria-hidden>
      {areas.map((area) => {
        const last = area.y + area.height - 2 * AREA_PADDING_TOP;
        const top = `clamp(${area.y}px, var(--top, 0px), ${Math.max(area.y, last)}px)`;
        return (
          <div
            key={area.id}
            className="graph-headings"
            style={{ transform: `translate(${area.x}px, ${top})`, width: area.width }}
          >
            {toHeadings(area, layout.nodes, false).map(({ key, text, x, width }) => (
              <span key={key} className="graph-heading" style={{ left: x - area.x, maxWidth: width }}>
                {text}
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
});

function toBounds({ x, y, width, height }: LayoutArea): Bounds {
  return { left: x, top: y, right: x + width, bottom: y + height };
}
