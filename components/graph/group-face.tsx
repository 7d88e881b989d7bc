"use client";

import { useCallback } from "react";
import { CountPill } from "#components/ui/count-pill.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { HUE_SOLID, STATE_WORDS } from "#components/ui/state-words.ts";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toGroupLine } from "#lib/graph/grouping.ts";
import { NODE_STATES } from "#lib/graph/model.ts";
import { useShownGraph } from "./shown-graph.tsx";

/** What a card shows of a group: its name, how many are in it, how they are, and the shares of the states along its foot. */
export function GroupFace({ id }: { readonly id: ObjectId }) {
  const { get } = useShownGraph();
  const group = useSnapshotSelector(useCallback(() => get()?.groups.get(id), [get, id]));
  if (group === undefined) return null;
  return (
    <>
      <StateIcon state={group.state} className="graph-icon" />
      <div className="graph-lines">
        <div className="graph-row">
          <span className="graph-name">{group.label}</span>
        </div>
        <span className="graph-line graph-second">
          <span className="graph-rest">{toGroupLine(group)}</span>
        </span>
      </div>
      <span className="graph-count">
        <CountPill count={group.members.length} />
      </span>
      <span className="graph-shares">
        {NODE_STATES.map((state) =>
          group.counts[state] === 0 ? null : (
            <span key={state} className={HUE_SOLID[STATE_WORDS[state].hue]} style={{ flexGrow: group.counts[state] }} />
          ),
        )}
      </span>
    </>
  );
}
