"use client";

import { useCallback } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import { toGroupingWords } from "#lib/graph/grouping.ts";
import { useShownGraph } from "./shown-graph.tsx";

/** Says that not every node is drawn by itself, and brings them back. */
export function GroupChip() {
  const [{ open, away, focus }, change] = useViewState();
  const { get, by } = useShownGraph();
  // As text, for a change of a state is none of these numbers.
  const facts = useSnapshotSelector(
    useCallback(() => {
      const { all = [], groups, putAway = 0 } = get() ?? {};
      return [all.length, groups?.size ?? 0, putAway].join(" ");
    }, [get]),
  );
  const [all = 0, closed = 0, putAway = 0] = facts?.split(" ").map(Number) ?? [];
  const isGrouped = by !== null && all > 0;
  if (focus !== null || (!isGrouped && putAway === 0)) return null;
  return (
    <div data-id="group-chip" className="graph-focus">
      {isGrouped && (
        <>
          <span className="graph-focus-words">
            Grouped by {toGroupingWords(by)} · <b className="font-medium text-fg">{closed}</b> of {all} closed
          </span>
          {open.length > 0 && closed < all && (
            <button
              type="button"
              data-id="close-groups"
              className="shrink-0 text-accent"
              onClick={() => change({ open: [] })}
            >
              Close all
            </button>
          )}
          <button
            type="button"
            data-id="ungroup"
            className="shrink-0 text-accent"
            onClick={() => change({ group: "none", open: [] })}
          >
            Show each
          </button>
        </>
      )}
      {away && putAway > 0 && (
        <>
          <span className="graph-focus-words">{putAway} ready put away</span>
          <button
            type="button"
            data-id="bring-back"
            className="shrink-0 text-accent"
            onClick={() => change({ away: false })}
          >
            Bring back
          </button>
        </>
      )}
    </div>
  );
}
