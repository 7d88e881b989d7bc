"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { toForecast } from "#components/graph/whole-picture.ts";
import { ProblemsColumn } from "#components/problems/problems-column.tsx";
import { useSource } from "#lib/client/snapshot-source.tsx";
import { prepareLayout } from "#lib/client/spare-layout-worker.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import { DetailsSheet } from "./details-sheet.tsx";
import { Notices } from "./notices.tsx";
import { loadDrawer, loadFindingsDrawer, loadGraphPane } from "./parts.ts";
import { Stage } from "./stage.tsx";
import { ToolBar } from "./tool-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { fetchPart } from "./use-part.ts";

const Drawer = dynamic(() => loadDrawer().then((module) => module.Drawer), { ssr: false });
const FindingsDrawer = dynamic(() => loadFindingsDrawer().then((module) => module.FindingsDrawer), {
  ssr: false,
});

/** The problems at the left (without room for them in a drawer), the graph or the table, the details over its right side. */
export function DesktopScreen({
  onSearch,
  hasRoomForProblems,
  demoBar,
}: {
  readonly onSearch: () => void;
  readonly hasRoomForProblems: boolean;
  readonly demoBar: ReactNode;
}) {
  const [{ view, selected, pane, group, away }, change] = useViewState();
  const { arriving } = useSource();
  const [isProblems, setProblems] = useState(false);
  const prepare = useEffectEvent(({ prepareGraph }: Awaited<ReturnType<typeof loadGraphPane>>) =>
    prepareGraph(arriving, { group, away }),
  );
  const foresee = useEffectEvent(() => prepareLayout(toForecast({ group, away })));
  useEffect(() => {
    if (view !== "graph") return;
    // Together with the snapshot, not after it.
    foresee();
    fetchPart(loadGraphPane).then(prepare, () => {});
  }, [view]);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar onSearch={onSearch} />
      <div className="flex min-h-0 flex-1">
        {hasRoomForProblems && (
          <div className="w-[300px] shrink-0 border-line border-r bg-surface">
            <ProblemsColumn />
          </div>
        )}
        {!hasRoomForProblems && isProblems && (
          <Drawer open onClose={() => setProblems(false)} title="Problems">
            <div className="min-h-0 flex-1">
              <ProblemsColumn />
            </div>
          </Drawer>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          <ToolBar
            onProblems={hasRoomForProblems ? null : () => setProblems(true)}
            onFindings={() => change({ pane: "findings" })}
          />
          <div data-frame="" className="flex min-h-0 flex-1 flex-col">
            <div className="relative min-h-0 flex-1">
              <main className="h-full overflow-hidden bg-canvas">
                <Stage view={view} />
              </main>
              {selected !== null && <DetailsSheet isPhone={false} />}
            </div>
            <Notices most={2} />
          </div>
          {demoBar}
        </div>
      </div>
      {pane === "findings" && <FindingsDrawer open onClose={() => change({ pane: "problems" })} />}
    </div>
  );
}
