"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { type ExportFormat, toExportPath } from "#lib/api/paths.ts";
import { useViewState } from "#lib/client/use-view-state.ts";

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ["svg", "Picture (SVG)"],
  ["mermaid", "Mermaid"],
  ["dot", "Graphviz (DOT)"],
  ["json", "Data (JSON)"],
];

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
      {FORMATS.map(([format, label]) => (
        <MenuItem key={format} onSelect={() => download(toExportPath(format, { namespaces, states }))}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The server says that it is a file, so the page stays. */
function download(path: string): void {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}
