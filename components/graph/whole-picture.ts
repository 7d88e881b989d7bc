import type { ViewState } from "#lib/client/use-view-state.ts";
import { MANY_NODES } from "#lib/graph/collapse.ts";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import { FRAME } from "./use-aspect.ts";

/** The most nodes that a view draws one by one, all of them, before it gathers or leaves out some: none, or any number. */
export function countMostWhole({ group, away }: Pick<ViewState, "group" | "away">): number {
  if (away || (group !== null && group !== "none")) return 0;
  return group === "none" ? Number.POSITIVE_INFINITY : MANY_NODES;
}

/** The shape of the frame that a picture is going to be composed for; null where there is no frame yet. */
export function findFrameAspect(): number | null {
  const frame = document.querySelector(FRAME);
  return frame === null ? null : toLayoutAspect(frame.clientWidth, frame.clientHeight);
}
