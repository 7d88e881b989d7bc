import type { Readable } from "#lib/client/store.ts";
import { layOutAhead } from "#lib/client/use-layout.ts";
import type { ViewState } from "#lib/client/use-view-state.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { selectTopology } from "./select-topology.ts";
import { selectScene } from "./use-picture.ts";
import { findFrameAspect, isDrawnWhole } from "./whole-picture.ts";

let isDone = false;

/**
 * Lays the first graph out as it arrives, while the page has yet to be built round it. What it is built from then
 * decides: if that is something else, such as a graph drawn in groups, it is laid out as if nothing had been.
 */
export function startPicture(arriving: Readable<Snapshot | null>, view: Pick<ViewState, "group" | "away">): void {
  if (isDone) return;
  isDone = true;
  const layOut = () => {
    const first = arriving.get();
    if (first === null) return;
    unsubscribe();
    const aspect = findFrameAspect();
    if (aspect === null || first.nodes.length === 0 || !isDrawnWhole(view, first)) return;
    layOutAhead({ topology: selectTopology(first, null), aspect, scene: selectScene(first) });
  };
  const unsubscribe = arriving.subscribe(layOut);
  layOut();
}
