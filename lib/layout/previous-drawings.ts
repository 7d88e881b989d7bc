import type { Drawing } from "./drawing.ts";
import type { LayoutEdge } from "./layout-engine.ts";
import { type LayoutArea, type LayoutResult, type Point, toEdgeKey } from "./layout-engine.ts";

/** Takes the inside of an area out of a picture, relative to the area's top left. */
export function takeDrawing(picture: LayoutResult, area: LayoutArea, edges: readonly LayoutEdge[]): Drawing {
  const nodes = new Map<string, Point>();
  for (const id of area.nodes) {
    const point = picture.nodes.get(id);
    if (point !== undefined) nodes.set(id, { x: point.x - area.x, y: point.y - area.y });
  }
  const inner = new Map<string, readonly number[]>();
  for (const { from, to } of edges) {
    const points = picture.edges.get(toEdgeKey(from, to));
    if (points !== undefined && nodes.has(from) && nodes.has(to)) {
      inner.set(toEdgeKey(from, to), movePoints(points, -area.x, -area.y));
    }
  }
  const waves = area.waves.map((wave) => ({ ...wave, x: wave.x - area.x }));
  return { width: area.width, height: area.height, waves, nodes, edges: inner };
}

/** Moves the points x, y, x, y … of an edge. */
export function movePoints(points: readonly number[], dx: number, dy: number): number[] {
  return points.map((value, at) => value + (at % 2 === 0 ? dx : dy));
}
