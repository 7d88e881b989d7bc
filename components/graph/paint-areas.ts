import { type Drawing, touches } from "./paint-frame.ts";

/** Draws the ground of each component and hairlines between its waves. */
export function* paintAreas({ context, frame, area, scene, palette }: Drawing): Generator<void> {
  const unit = 1 / frame.zoom;
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
    yield;
  }
}
