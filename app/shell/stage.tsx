"use client";

import { SearchX } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { createDefer } from "#lib/client/step-queue.ts";
import { useIsStale } from "#lib/client/use-freshness.ts";
import { useMainFace } from "#lib/client/use-main-face.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useVisibleNodes } from "#lib/client/use-visible-nodes.ts";
import { NO_FILTERS } from "./filter-menu.tsx";
import { GraphSkeleton } from "./loading-screen.tsx";
import { MainFaceView } from "./main-face-view.tsx";
import { loadGraphPane, loadTablePane } from "./parts.ts";
import { usePart } from "./use-part.ts";

const defer = createDefer();

/**
 * The pane comes in a task of its own, after all else that the first snapshot brings, and in one go: what React does bit
 * by bit, because it may wait, takes twice as long between the frames of a page that is still busy.
 */
function GraphPart() {
  const part = usePart(loadGraphPane);
  const [isDue, setDue] = useState(false);
  useEffect(() => defer(() => setDue(true)), []);
  return part === null || !isDue ? <GraphSkeleton /> : <part.GraphPane />;
}

function TablePart() {
  const part = usePart(loadTablePane);
  return part === null ? <GraphSkeleton /> : <part.TablePane />;
}

/** The graph or the table, or the face that says why there is neither. */
export function Stage({ view }: { readonly view: "graph" | "table" }) {
  const face = useMainFace();
  if (face !== null) return <MainFaceView face={face} />;
  return (
    <Faded>
      {view === "graph" ? <GraphPart /> : <TablePart />}
      <NothingMatches />
    </Faded>
  );
}

/** What is old is still shown, but no longer as if it were the present. */
function Faded({ children }: { readonly children: ReactNode }) {
  const isStale = useIsStale();
  return (
    <div
      className={`relative h-full transition-opacity duration-[120ms] ${isStale ? "opacity-70" : ""}`}
      data-stale={isStale}
    >
      {children}
    </div>
  );
}

function NothingMatches() {
  const { visible, isFiltered } = useVisibleNodes();
  const [, change] = useViewState();
  if (!isFiltered || visible.size > 0) return null;
  return (
    <div className="absolute inset-0 bg-canvas">
      <Face
        id="face-no-match"
        icon={<SearchX aria-hidden size={24} />}
        title="Nothing matches the filter"
        action={<Button onClick={() => change(NO_FILTERS)}>Clear</Button>}
      >
        There are Kustomizations, but none in these states and namespaces with this name.
      </Face>
    </div>
  );
}
