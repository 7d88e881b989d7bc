"use client";

import { ChevronDown, ListFilter } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { CountPill } from "#components/ui/count-pill.tsx";
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState, type ViewState } from "#lib/client/use-view-state.ts";
import { GroupMenuItems } from "./group-menu-items.tsx";

type Snapshot = Parameters<Parameters<typeof useSnapshotSelector>[0]>[0];

/** What shows everything again. */
export const NO_FILTERS = {
  states: [],
  namespaces: [],
  query: "",
  focus: null,
} satisfies Partial<ViewState>;

/** Chooses namespaces, and clears whatever is filtered by. */
export function FilterMenu() {
  const [{ namespaces, states, query, focus }, change] = useViewState();
  const active = namespaces.length + states.length + (query === "" ? 0 : 1) + (focus === null ? 0 : 1);
  return (
    <Menu
      align="end"
      className="w-64"
      trigger={
        <Button variant="quiet" data-id="filter" className="font-normal">
          <ListFilter aria-hidden size={14} />
          Filter
          {active > 0 ? <CountPill count={active} /> : <ChevronDown aria-hidden size={14} className="text-fg-3" />}
        </Button>
      }
    >
      <MenuItem disabled={active === 0} onSelect={() => change(NO_FILTERS)}>
        Show everything
      </MenuItem>
      <MenuSeparator />
      <GroupMenuItems />
      <MenuLabel>Namespaces</MenuLabel>
      <NamespaceItems />
    </Menu>
  );
}

/** Apart from the menu, so that nothing is counted while it is closed. */
function NamespaceItems() {
  const [{ namespaces }, change] = useViewState();
  const known = useSnapshotSelector(countNamespaces) ?? [];
  const toggle = (namespace: string, isWanted: boolean) =>
    change({
      namespaces: isWanted ? [...namespaces, namespace] : namespaces.filter((other) => other !== namespace),
    });
  return known.map(([namespace, count]) => (
    <MenuCheckItem
      key={namespace}
      checked={namespaces.includes(namespace)}
      onChange={(isWanted) => toggle(namespace, isWanted)}
    >
      <span className="min-w-0 flex-1 truncate">{namespace}</span>
      <span className="text-fg-3 text-small">{count}</span>
    </MenuCheckItem>
  ));
}

function countNamespaces(snapshot: Snapshot): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { namespace } of snapshot.nodes) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b, "en"));
}
