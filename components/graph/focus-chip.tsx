"use client";

import { useNode } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";

/** Says that only a part is drawn, and brings back the rest. */
export function FocusChip() {
  const [{ focus }, change] = useViewState();
  const node = useNode(focus);
  if (node === undefined) return null;
  return (
    <button type="button" data-id="focus-chip" className="graph-focus" onClick={() => change({ focus: null })}>
      <span className="graph-focus-words">
        Only <b className="font-medium text-fg">{node.name}</b>, what it waits for and what waits for it
      </span>
      <span className="shrink-0 text-accent">Show all</span>
    </button>
  );
}
