import type { LayoutArea, LayoutResult } from "#lib/layout/layout-engine.ts";
import { MIDDLE_FROM } from "./distance.ts";
import { type Drawing, touches } from "./paint-frame.ts";
import { type Heading, toHeadings } from "./to-headings.ts";

const headings = new WeakMap<LayoutArea, readonly Heading[]>();

/** Draws the ground of each component, hairlines between its waves and, from far away, their numbers. */
export function* paintAreas({ context, frame, area, scene, palette }: Drawing): Generator<void> {
  const unit = 1 / frame.zoom;
  const isFar = frame.zoom < MIDDLE_FROM;
  context.textBaseline = "top";
  context.textAlign = "left";
  for (const part of scene.layout.areas) {
    const { x, y, width, height, waves } = part;
    if (!touches(area, { left: x, top: y, right: x + width, bottom: y + height })) continue;
    context.fillStyle = palette.band;
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(8 * unit, width / 4, height / 4));
    context.fill();
    context.fillStyle = palette.canvas;
    for (let at = 1; at < waves.length; at++) {
      const [before, wave] = [waves[at - 1], waves[at]];
      if (before === undefined || wave === undefined) continue;
      context.fillRect((before.x + before.width + wave.x) / 2, y, unit, height);
    }
    if (isFar && height > 40 * unit) {
      context.fillStyle = palette.fg3;
      context.font = `${11 * unit}px ${palette.font}`;
      for (const heading of readHeadings(part, scene.layout.nodes)) {
        // A number shows where no card stands beneath it.
        if (heading.room * frame.zoom > 10) context.fillText(heading.text, heading.x, y + unit, heading.width);
      }
    }
    yield;
  }
}

/** What does not change for as long as the picture does not. */
function readHeadings(area: LayoutArea, places: LayoutResult["nodes"]): readonly Heading[] {
  const known = headings.get(area) ?? toHeadings(area, places, true);
  headings.set(area, known);
  return known;
}
