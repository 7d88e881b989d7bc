import type { ViewState } from "#lib/client/use-view-state.ts";
import { findFirstGrouping } from "#lib/graph/first-grouping.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import type { Forecast } from "#lib/layout/layout-wire.ts";
import { FRAME } from "./use-aspect.ts";

type Choice = Pick<ViewState, "group" | "away">;

/** Foretells which picture a view is going to ask for. */
export function toForecast(view: Choice): Forecast {
  const aspect = findFrameAspect();
  return { aspect: aspect ?? 1, whole: aspect === null ? "never" : foreseeWhole(view) };
}

/** Whether a view draws all nodes one by one, as it is known before the graph is. */
export function foreseeWhole({ group, away }: Choice): Forecast["whole"] {
  if (away || (group !== null && group !== "none")) return "never";
  return group === "none" ? "always" : "unless-gathered";
}

/** Whether a view draws all nodes of a graph one by one. */
export function isDrawnWhole(view: Choice, snapshot: Snapshot): boolean {
  const foreseen = foreseeWhole(view);
  return foreseen === "always" || (foreseen === "unless-gathered" && findFirstGrouping(snapshot) === null);
}

/** The shape of the frame that a picture is going to be composed for; null where there is no frame yet. */
export function findFrameAspect(): number | null {
  const frame = document.querySelector(FRAME);
  return frame === null ? null : toLayoutAspect(frame.clientWidth, frame.clientHeight);
}
