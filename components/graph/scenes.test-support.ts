import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH, ISOLATED_PITCH, ROW_PITCH } from "#lib/layout/sizes.ts";
import { buildScene, type Scene } from "./scene.ts";

/** The id of the node at a place of {@link createGrid}. */
export function toGridId(at: number): string {
  return `Kustomization/team/app-${at}`;
}

/** A picture of so many nodes in rows, each with an edge to the next one of its row where `isLinked`. */
export function createGrid(count: number, columns: number, isLinked = false): Scene {
  const nodes = new Map<string, { x: number; y: number }>();
  const edges = new Map<string, readonly number[]>();
  for (let at = 0; at < count; at++) {
    const [x, y] = [(at % columns) * ISOLATED_PITCH, Math.floor(at / columns) * ROW_PITCH];
    nodes.set(toGridId(at), { x, y });
    const middle = y + CARD_HEIGHT / 2;
    if (isLinked && at % columns > 0)
      edges.set(`${toGridId(at - 1)}\n${toGridId(at)}`, [x - ISOLATED_PITCH + CARD_WIDTH, middle, x, middle]);
  }
  const layout: LayoutResult = {
    key: "grid",
    aspect: 1,
    width: Math.min(count, columns) * ISOLATED_PITCH,
    height: Math.ceil(count / columns) * ROW_PITCH,
    nodes,
    edges,
    areas: [],
  };
  return buildScene(layout);
}
