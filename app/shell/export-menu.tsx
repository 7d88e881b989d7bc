"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import { downloadGraph, EXPORT_FORMATS } from "./export-formats.ts";

/** Downloads the graph, with the namespaces and states that are chosen. */
export function ExportMenu() {
  const [{ namespaces, states }] = useViewState();
  const isFiltered = namespaces.length > 0 || states.length > 0;
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" data-id="export" className="font-normal">
          <Download aria-hidden size={14} />
          Export
        </Button>
      }
    >
      <MenuLabel>{isFiltered ? "Download what is filtered" : "Download the graph"}</MenuLabel>
      {EXPORT_FORMATS.map(([format, label]) => (
        <MenuItem key={format} onSelect={() => downloadGraph(format, { namespaces, states })}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
