"use client";

import { List, type LucideProps, Search, TriangleAlert, Workflow } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { FindingsList } from "#components/problems/findings-list.tsx";
import { ProblemListPhone } from "#components/problems/problem-list-phone.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useViewState, type ViewState } from "#lib/client/use-view-state.ts";
import { ClusterMenu } from "./cluster-menu.tsx";
import { DetailsSheet } from "./details-sheet.tsx";
import { LivePill } from "./live-pill.tsx";
import { Logo } from "./logo.tsx";
import { Notices } from "./notices.tsx";
import { PhoneList } from "./phone-list.tsx";
import { Stage } from "./stage.tsx";

const PANES: readonly { pane: ViewState["pane"]; label: string; icon: ComponentType<LucideProps> }[] = [
  { pane: "problems", label: "Problems", icon: List },
  { pane: "graph", label: "Graph", icon: Workflow },
  { pane: "findings", label: "Findings", icon: TriangleAlert },
];

/** The phone's arrangement: one thing at a time, chosen at the bottom; the details cover everything. */
export function PhoneScreen({ onSearch, demoBar }: { readonly onSearch: () => void; readonly demoBar: ReactNode }) {
  const [{ pane, selected }, change] = useViewState();
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <header className="flex h-[52px] shrink-0 items-center gap-1 border-line border-b bg-surface pr-1 pl-4">
        <Logo />
        <h1 className="sr-only">Headwater</h1>
        <ClusterMenu plain />
        <div className="ml-auto flex shrink-0 items-center gap-1">
          <LivePill />
          <IconButton label="Find a Kustomization or run a command" data-id="search" onClick={onSearch}>
            <Search aria-hidden size={20} />
          </IconButton>
        </div>
      </header>
      <div data-frame="" className="flex min-h-0 flex-1 flex-col">
        <main className="relative min-h-0 flex-1 overflow-y-auto bg-canvas outline-offset-[-2px]">
          {pane === "problems" && (
            <>
              <ProblemListPhone />
              <PhoneList />
            </>
          )}
          {pane === "graph" && <Stage view="graph" />}
          {pane === "findings" && <FindingsList onSelect={(selected) => change({ selected })} />}
        </main>
        <Notices most={1} />
      </div>
      {demoBar}
      <nav
        aria-label="Screens"
        className="grid shrink-0 grid-cols-3 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)]"
      >
        {PANES.map(({ pane: value, label, icon: PaneIcon }) => (
          <button
            key={value}
            type="button"
            aria-current={pane === value ? "page" : undefined}
            data-id={`pane-${value}`}
            onClick={() => change({ pane: value })}
            className="flex h-14 flex-col items-center justify-center gap-0.5 text-fg-2 text-quiet outline-offset-[-2px] aria-[current=page]:font-medium aria-[current=page]:text-accent"
          >
            <PaneIcon aria-hidden size={20} />
            {label}
          </button>
        ))}
      </nav>
      {selected !== null && <DetailsSheet isPhone />}
    </div>
  );
}
