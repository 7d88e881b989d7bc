"use client";

import { X } from "lucide-react";
import { FindingsList } from "#components/problems/findings-list.tsx";
import { countFindings } from "#components/problems/group-findings.ts";
import { Drawer } from "#components/ui/drawer.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";

/** The findings at the right, over the graph. */
export function FindingsDrawer({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const findings = useSnapshot()?.findings ?? [];
  const [, change] = useViewState();
  return (
    <Drawer open={open} onClose={onClose} title="Findings" side="right">
      <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-3 pl-4">
        <h2 className="font-semibold text-title">Findings</h2>
        <span className="truncate text-fg-2 text-small">{countFindings(findings)}</span>
        <IconButton label="Close" className="ml-auto" onClick={onClose}>
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FindingsList onSelect={(selected) => change({ selected, pane: "problems" })} />
      </div>
    </Drawer>
  );
}
