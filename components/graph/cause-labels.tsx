"use client";

import { Hourglass } from "lucide-react";
import { CauseIcon } from "#components/ui/state-icon.tsx";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { parseObjectId } from "#lib/flux/object-id.ts";
import type { Problem, Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { useDistance } from "./use-distance.ts";

const MOST_LABELS = 8;

/** From far away the worst root causes carry a label, eight at most: names cannot be read there. */
export function CauseLabels({ layout }: { readonly layout: LayoutResult }) {
  const isFar = useDistance() === "far";
  const problems = useSnapshotSelector(selectProblems);
  if (!isFar || problems === undefined) return null;
  return problems.slice(0, MOST_LABELS).flatMap((problem) => {
    const places = problem.nodes.flatMap((id) => layout.nodes.get(id) ?? []);
    const [first] = places.toSorted((a, b) => a.y - b.y || a.x - b.x);
    if (first === undefined) return [];
    return (
      <span key={problem.id} className="graph-label" style={{ transform: `translate(${first.x}px, ${first.y}px)` }}>
        <span>
          <CauseIcon kind={problem.kind} size={14} />
          {toName(problem)}
          {problem.blocked.length > 0 && (
            <>
              <Hourglass aria-hidden size={12} className="text-wait" />
              <b className="font-medium text-wait">{problem.blocked.length}</b>
            </>
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
