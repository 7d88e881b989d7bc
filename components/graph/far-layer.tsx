"use client";

import { useStore } from "@xyflow/react";
import { Hourglass } from "lucide-react";
import { memo, useMemo } from "react";
import { CauseIcon } from "#components/ui/state-icon.tsx";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { parseObjectId } from "#lib/flux/object-id.ts";
import type { Problem, Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_WIDTH } from "#lib/layout/sizes.ts";
import { chooseLabels, type Label } from "./choose-labels.ts";
import { selectFarZoom } from "./zoom-step.ts";

const MOST_LABELS = 8;
const NONE: readonly Problem[] = [];

/** What only the far picture has: labels on the worst root causes, whose names cannot be read there. */
export function FarLayer({ layout }: { readonly layout: LayoutResult }) {
  const zoom = useStore(selectFarZoom);
  if (zoom === null) return null;
  return (
    <div aria-hidden>
      <CauseLabels layout={layout} zoom={zoom} />
    </div>
  );
}

interface CauseLabel extends Label {
  readonly id: string;
  readonly kind: Problem["kind"];
}

function CauseLabels({ layout, zoom }: { readonly layout: LayoutResult; readonly zoom: number }) {
  const problems = useSnapshotSelector(selectProblems) ?? NONE;
  const labels = useMemo(() => toLabels(problems, layout), [problems, layout]);
  return chooseLabels(labels, zoom).map(({ id, ...label }, rank) => <CauseTag key={id} {...label} rank={rank} />);
}

/** Most changes leave it as it is, wherever they are. */
const CauseTag = memo(function CauseTag({
  kind,
  x,
  y,
  isAtEnd,
  name,
  count,
  rank,
}: Omit<CauseLabel, "id"> & { readonly rank: number }) {
  return (
    <span
      className="graph-label"
      data-at-end={isAtEnd || undefined}
      style={{ transform: `translate(${x}px, ${y}px)`, zIndex: 3 + MOST_LABELS - rank }}
    >
      <span>
        <CauseIcon kind={kind} size={14} />
        {name}
        {count > 0 && (
          <b className="graph-label-count">
            <Hourglass size={12} />
            {count}
          </b>
        )}
      </span>
    </span>
  );
});

function toLabels(problems: readonly Problem[], layout: LayoutResult): readonly CauseLabel[] {
  return problems.slice(0, MOST_LABELS).flatMap((problem) => {
    const places = problem.nodes.flatMap((id) => layout.nodes.get(id) ?? []);
    const [first] = places.toSorted((a, b) => a.y - b.y || a.x - b.x);
    if (first === undefined) return [];
    // At the right side of the picture a label grows to the left, so that it stays within the window.
    const isAtEnd = first.x > layout.width * 0.7;
    const x = isAtEnd ? first.x + CARD_WIDTH : first.x;
    const { id, kind, blocked } = problem;
    return { id, kind, x, y: first.y, isAtEnd, name: toName(problem), count: blocked.length };
  });
}

function toName({ kind, nodes }: Problem): string {
  const [first] = nodes;
  if (kind === "cycle" && nodes.length > 1) return `Cycle of ${nodes.length}`;
  return (first && parseObjectId(first)?.name) ?? "";
}

function selectProblems(snapshot: Snapshot): readonly Problem[] {
  return snapshot.problems;
}
