"use client";

import { History, Hourglass, Repeat, TriangleAlert } from "lucide-react";
import { useCallback } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { indexFindings } from "#lib/graph/finding-index.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { isRootCause } from "./to-card-text.ts";

/** How many wait because of a root cause. */
export function CausePill({ node }: { readonly node: GraphNode }) {
  if (!isRootCause(node) || node.state === "blocked") return null;
  return (
    <span className="graph-pill">
      <Hourglass aria-hidden className="graph-pill-icon" />
      {node.blocks.now}
    </span>
  );
}

/** The signs at the end of a card: behind its source, wrong by a rule (what only may be wrong is in the details), in a cycle. */
export function CardMarks({ node: { id, state, behind, inCycle } }: { readonly node: GraphNode }) {
  const isFound = useSnapshotSelector(
    useCallback(
      ({ findings }: Snapshot) =>
        indexFindings(findings)
          .get(id)
          ?.some(({ severity, nodes }) => severity === "error" && nodes[0] === id) ?? false,
      [id],
    ),
  );
  return (
    <>
      {behind && state === "ready" && <History aria-hidden className="graph-mark" />}
      {isFound === true && !inCycle && <TriangleAlert aria-hidden className="graph-mark" />}
      {inCycle && <Repeat aria-hidden className="graph-mark graph-mark-cycle" />}
    </>
  );
}
