"use client";

import { Hourglass } from "lucide-react";
import { CauseIcon } from "#components/ui/state-icon.tsx";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { parseObjectId } from "#lib/flux/object-id.ts";
import type { Problem, Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_WIDTH } from "#lib/layout/sizes.ts";
import { useDistance } from "./use-distance.ts";

const MOST_LABELS = 8;

/** What only the far picture has: labels on the worst root causes, whose names cannot be read there. */
export function FarLayer({ layout }: { readonly layout: LayoutResult }) {
  if (useDistance() !== "far") return null;
  return (
    <div aria-hidden>
      <CauseLabels layout={layout} />
    </div>
  );
}

function CauseLabels({ layout }: { readonly layout: LayoutResult }) {
  const problems = useSnapshotSelector(selectProblems) ?? [];
  return problems.slice(0, MOST_LABELS).flatMap((problem, rank) => {
    const places = problem.nodes.flatMap((id) => layout.nodes.get(id) ?? []);
    const [first] = places.toSorted((a, b) => a.y - b.y || a.x - b.x);
    if (first === undefined) return [];
    // At the right side of the picture a label grows to the left, so that it stays within the window; the worst lies on top.
    const isAtEnd = first.x > layout.width * 0.7;
    const x = isAtEnd ? first.x + CARD_WIDTH : first.x;
    return (
      <span
        key={problem.id}
        className="graph-label"
        data-at-end={isAtEnd || undefined}
        style={{ transform: `translate(${x}px, ${first.y}px)`, zIndex: 3 + MOST_LABELS - rank }}
      >
        <span>
          <CauseIcon kind={problem.kind} size={14} />
          {toName(problem)}
          {problem.blocked.length > 0 && (
            <b className="graph-label-count">
              <Hourglass size={12} />
              {problem.blocked.length}
            </b>
          )}
        </span>
      </span>
    );
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
