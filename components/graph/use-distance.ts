import { type ReactFlowState, useStore } from "@xyflow/react";
import { type Distance, toDistance } from "./distance.ts";

/** The distance that the picture is seen from; changes at two zooms only. */
export function useDistance(): Distance {
  return useStore(selectDistance);
}

function selectDistance({ transform }: ReactFlowState): Distance {
  return toDistance(transform[2]);
}
