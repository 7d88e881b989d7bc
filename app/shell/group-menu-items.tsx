"use client";

import { MenuCheckItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { useViewState, type ViewState } from "#lib/client/use-view-state.ts";

const CHOICES: readonly (readonly [NonNullable<ViewState["group"]>, string])[] = [
  ["none", "Not at all"],
  ["namespace", "By namespace"],
  ["source", "By source"],
  ["owner", "By owner"],
];

/** The part of the filter menu that makes the graph smaller: what is drawn as one, and what is not drawn at all. */
export function GroupMenuItems() {
  const [{ group, away }, change] = useViewState();
  return (
    <>
      <MenuLabel>Draw together in the graph</MenuLabel>
      {CHOICES.map(([value, label]) => (
        <MenuCheckItem
          key={value}
          checked={group === value}
          onChange={(isWanted) => change({ group: isWanted ? value : null, open: [] })}
        >
          <span data-id={`group-${value}`}>{label}</span>
        </MenuCheckItem>
      ))}
      <MenuCheckItem checked={away} onChange={(isWanted) => change({ away: isWanted })}>
        <span data-id="put-away">Put away what is wholly ready</span>
      </MenuCheckItem>
      <MenuSeparator />
    </>
  );
}
