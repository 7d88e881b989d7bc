"use client";

import { MenuCheckItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { listLabelKeys, toGroupingChoices } from "#lib/client/grouping-choices.ts";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";

/** The part of the filter menu that makes the graph smaller: what is drawn as one, and what is not drawn at all. */
export function GroupMenuItems() {
  const [{ group, away }, change] = useViewState();
  const labelKeys = useSnapshotSelector(listLabelKeys) ?? "";
  return (
    <>
      <MenuLabel>Draw together in the graph</MenuLabel>
      {toGroupingChoices(labelKeys, group).map(({ value, words }) => (
        <MenuCheckItem
          key={value}
          checked={group === value}
          onChange={(isWanted) => change({ group: isWanted ? value : null, open: [] })}
        >
          <span data-id={`group-${value}`} title={words} className="min-w-0 flex-1 truncate">
            {words}
          </span>
        </MenuCheckItem>
      ))}
      <MenuCheckItem checked={away} onChange={(isWanted) => change({ away: isWanted })}>
        <span data-id="put-away">Put away what is wholly ready</span>
      </MenuCheckItem>
      <MenuSeparator />
    </>
  );
}
