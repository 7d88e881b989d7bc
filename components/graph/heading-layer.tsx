"use client";

import { useStore } from "@xyflow/react";
import { memo, type Ref, useMemo } from "react";
import { findNamed, hasHeadings } from "#lib/layout/area-padding.ts";
import type { LayoutArea } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_TOP } from "#lib/layout/sizes.ts";
import type { PageWindow } from "./find-window.ts";
import { touches } from "./paint-frame.ts";
import type { Bounds } from "./spatial-grid.ts";
import { findRoomAbove, type Heading, toFarHeadings, toHeadings } from "./to-headings.ts";
import { selectFarZoom } from "./zoom-step.ts";

/** The headings of an area with what the style sheet has to know to place them. */
interface Bar {
  readonly area: LayoutArea;
  readonly headings: readonly Heading[];
  /** How far it may stand out of its area at the top, world units. */
  readonly room: number;
}

/**
 * The headings of the waves, above all cards: at the top of their area, and while that goes on beyond the window's top
 * or left side, at that side. Those of a picture of one or two rows stand above it. From far away they are as high as
 * several cards, and stand above their area where they can.
 */
export const HeadingLayer = memo(function HeadingLayer({
  window: { scene, region },
  ref,
}: {
  readonly window: PageWindow;
  readonly ref: Ref<HTMLDivElement>;
}) {
  const { areas } = scene.layout;
  const farZoom = useStore(selectFarZoom);
  const far = useMemo(() => (farZoom === null ? null : toFarBars(areas, farZoom)), [areas, farZoom]);
  const bars = far ?? findNamed(areas).map(toBar);
  return (
    <div ref={ref} aria-hidden data-id="headings">
      {bars
        .filter(({ area }) => touches(region, toBounds(area)))
        .map((bar) => (
          <HeadingBar key={bar.area.id} {...bar} isFar={far !== null} />
        ))}
    </div>
  );
});

function HeadingBar({ area, headings, room, isFar }: Bar & { readonly isFar: boolean }) {
  const last = Math.max(area.y, area.y + area.height - 2 * AREA_PADDING_TOP);
  const least = isFar ? `max(0px, 15px * var(--u) - ${AREA_PADDING_TOP}px)` : "28px * var(--u)";
  const out = `min(${least}, ${Math.min(room, 1e6)}px)`;
  const top = `clamp(${area.y}px - ${out}, var(--top, 0px), ${last}px)`;
  return (
    <div
      className="graph-headings"
      data-far={isFar || undefined}
      style={{ transform: `translate(${area.x}px, ${top})`, width: area.width }}
    >
      {headings.map(({ key, text, x, width }) => (
        <span
          key={key}
          className="graph-heading"
          style={{
            left: x - area.x,
            maxWidth: `calc(${width}px * var(--zoom))`,
            transform: `translateX(clamp(0px, var(--left, 0px) - ${x}px + 8px * var(--u), max(0px, ${width}px - ${toTextWidth(text)}px * var(--u)))) scale(var(--u)) translateY(-50%)`,
          }}
        >
          {text}
        </span>
      ))}
    </div>
  );
}

/** What has no room for headings has them above it, where nothing else stands. */
function toBar(area: LayoutArea): Bar {
  return { area, headings: toHeadings(area), room: hasHeadings(area) ? 0 : AREA_PADDING_TOP };
}

function toFarBars(areas: readonly LayoutArea[], zoom: number): readonly Bar[] {
  return findNamed(areas).flatMap((area) => {
    const headings = toFarHeadings(area, zoom);
    return headings.length === 0 ? [] : [{ area, headings, room: findRoomAbove(area, areas) }];
  });
}

/** About how wide a heading is, pixels; rather too wide, for it must not slide out of its wave. */
function toTextWidth(text: string): number {
  return 8 + 7 * text.length;
}

function toBounds({ x, y, width, height }: LayoutArea): Bounds {
  return { left: x, top: y, right: x + width, bottom: y + height };
}
