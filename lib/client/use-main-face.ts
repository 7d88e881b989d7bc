import { useMemo } from "react";
import { findMainFace, type MainFace } from "./main-face.ts";
import { useConnectionSelector, useSnapshotSelector } from "./snapshot-source.tsx";

/** What to show in place of the graph; null when there is a graph, whatever changes in it. */
export function useMainFace(): MainFace | null {
  const transport = useConnectionSelector((connection) => connection.transport);
  const error = useConnectionSelector((connection) => connection.error);
  const select = useMemo(
    () => (snapshot: Parameters<typeof findMainFace>[0]) =>
      findMainFace(snapshot, { transport, error, contactAt: null }),
    [transport, error],
  );
  const face = useSnapshotSelector(select);
  return face === undefined ? select(null) : face;
}
