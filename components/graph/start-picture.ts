import type { Readable } from "#lib/client/store.ts";
import { layOutAhead, prepareLayout } from "#lib/client/use-layout.ts";
import type { ViewState } from "#lib/client/use-view-state.ts";
import { MANY_NODES } from "#lib/graph/collapse.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { toLayoutAspect } from "#lib/layout/fit-zoom.ts";
import { selectTopology } from "./select-topology.ts";
import { FRAME } from "./use-aspect.ts";
import { selectScene } from "./use-picture.ts";

let isDone = false;

/**
 * Starts what takes time to start before there is a graph to draw, and lays the first graph out the moment it is there,
 * while the page has yet to be built round it. What it is built from then decides: if that is something else, such as a
 * graph drawn in groups, it is laid out as if nothing had been.
 */
export function startPicture(
  { get, subscribe }: Readable<Snapshot | null>,
  view: Pick<ViewState, "group" | "away">,
): void {
  if (isDone) return;
  isDone = true;
  prepareLayout();
  const layOut = () => {
    const held = get();
    if (held === null) return;
    unsubscribe();
    const frame = document.querySelector(FRAME);
    const isWhole = !view.away && (view.group === "none" || (view.group === null && held.nodes.length <= MANY_NODES));
    if (frame === null || !isWhole || held.nodes.length === 0) return;
    const aspect = toLayoutAspect(frame.clientWidth, frame.clientHeight);
    layOutAhead({ topology: selectTopology(held, null), aspect, scene: selectScene(held) });
  };
  const unsubscribe = subscribe(layOut);
  layOut();
}
