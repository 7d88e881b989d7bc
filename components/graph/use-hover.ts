import { useCallback, useEffect, useRef } from "react";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { useGraphState } from "./graph-context.tsx";

const HOVER_MS = 80;

/** Gives what tells of the node under the pointer, or of none; it counts only after 80 ms, so that a passing pointer changes nothing. */
export function useHover(): (id: string | null) => void {
  const { hovered } = useGraphState();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (id) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => hovered.set(id === null ? null : toKnownObjectId(id)), HOVER_MS);
    },
    [hovered],
  );
}
