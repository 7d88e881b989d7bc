"use client";

import { PanelLeft, Table, TriangleAlert, Workflow } from "lucide-react";
import { memo, type ReactNode } from "react";
import { countFindings } from "#components/problems/group-findings.ts";
import { Button } from "#components/ui/button.tsx";
import { CountPill } from "#components/ui/count-pill.tsx";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useViewState, type ViewState } from "#lib/client/use-view-state.ts";
import { ExportMenu } from "./export-menu.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { FilterNotes } from "./filter-notes.tsx";
import { StateChips } from "./state-chips.tsx";

/** The bar over the graph: which view, which states, which namespaces. */
export function ToolBar({
  onProblems,
  onFindings,
}: {
  /** Opens the drawer; null where the problems stand in sight. */
  readonly onProblems: (() => void) | null;
  readonly onFindings: () => void;
}) {
  return (
    <section
      aria-label="View and filters"
      className="flex h-11 shrink-0 items-center gap-3 border-line border-b bg-canvas px-3"
    >
      {onProblems !== null && (
        <Button data-id="open-problems" onClick={onProblems}>
          <PanelLeft aria-hidden size={14} />
          Problems <ProblemCount />
        </Button>
      )}
      <ViewSwitch />
      <div className="@container flex min-w-0 flex-1 items-center gap-2 overflow-x-auto [scrollbar-width:none]">
        <StateChips />
        <FilterNotes />
      </div>
      <div className="flex shrink-0 items-center gap-1">
        <FilterMenu />
        <FindingsButton onFindings={onFindings} />
        <ExportMenu />
      </div>
    </section>
  );
}

function ProblemCount() {
  return <CountPill count={useSnapshotSelector(({ problems }) => problems.length) ?? 0} />;
}

const FindingsButton = memo(function FindingsButton({ onFindings }: { readonly onFindings: () => void }) {
  const findings = useSnapshotSelector((snapshot) => snapshot.findings) ?? [];
  if (findings.length === 0) return null;
  const grave = findings.filter(({ severity }) => severity !== "info").length;
  return (
    <Button
      variant="quiet"
      data-id="findings"
      className="font-normal"
      title={countFindings(findings)}
      onClick={onFindings}
    >
      <TriangleAlert aria-hidden size={14} />
      Findings {grave > 0 && <CountPill count={grave} />}
    </Button>
  );
});

function ViewSwitch() {
  const [{ view }, change] = useViewState();
  const segment = (value: ViewState["view"], icon: ReactNode, label: string) => (
    <button
      type="button"
      aria-pressed={view === value}
      data-id={`view-${value}`}
      onClick={() => change({ view: value })}
      className="flex h-6 items-center gap-1.5 rounded-[5px] border border-transparent px-2 text-small text-fg-2 hover:text-fg aria-pressed:border-line-strong aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-fg"
    >
      {icon}
      {label}
    </button>
  );
  return (
    <fieldset
      className="flex h-7 shrink-0 items-center rounded-card border border-line bg-surface px-px"
      aria-label="View"
    >
      {segment("graph", <Workflow aria-hidden size={14} />, "Graph")}
      {segment("table", <Table aria-hidden size={14} />, "Table")}
    </fieldset>
  );
}
