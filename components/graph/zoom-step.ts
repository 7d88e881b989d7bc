import type { ReactFlowState } from "@xyflow/react";
import { MIDDLE_FROM } from "./distance.ts";

/** The steps of a doubling. */
const STEPS = 4;

/** The largest of some steps that a zoom has reached: what need not be exact is worked out anew for each step alone. */
export function toZoomStep(zoom: number): number {
  return 2 ** (Math.floor(Math.log2(zoom) * STEPS + 1e-9) / STEPS);
}

/** The zoom while far away, in steps; null nearer by. */
export function selectFarZoom({ transform: [, , zoom] }: Pick<ReactFlowState, "transform">): number | null {
  return zoom < MIDDLE_FROM ? toZoomStep(zoom) : null;
}
