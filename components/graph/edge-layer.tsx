"use client";

import { memo, useCallback, useMemo } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { GraphEdge, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { toEdgePath } from "#lib/layout/edge-path.ts";
import { type LayoutResult, toEdgeKey } from "#lib/layout/layout-engine.ts";
import { isHolding } from "./find-emphasis.ts";
import { useEdgeEmphasis } from "./graph-context.tsx";

/** All edges in one drawing beneath the cards, those that hold somebody up above the others. */
export function EdgeLayer({ layout }: { readonly layout: LayoutResult }) {
  const edges = useSnapshotSelector(selectEdges) ?? NO_EDGES;
  const drawn = useMemo(() => edges.filter((edge) => layout.edges.has(toEdgeKey(edge.from, edge.to))), [edges, layout]);
  const sorted = useMemo(() => drawn.toSorted((a, b) => Number(isHolding(a)) - Number(isHolding(b))), [drawn]);
  return (
    <svg className="graph-edges" width={layout.width} height={layout.height} aria-hidden>
      {sorted.map((edge) => {
        const key = toEdgeKey(edge.from, edge.to);
        return <EdgeLine key={key} edge={edge} points={layout.edges.get(key) ?? NO_POINTS} />;
      })}
    </svg>
  );
}

const NO_EDGES: readonly GraphEdge[] = [];
const NO_POINTS: readonly number[] = [];

function selectEdges(snapshot: Snapshot): readonly GraphEdge[] {
  return snapshot.edges;
}

const EdgeLine = memo(function EdgeLine({
  edge,
  points,
}: {
  readonly edge: GraphEdge;
  readonly points: readonly number[];
}) {
  const { from, to, state } = edge;
  const inCycle = useSnapshotSelector(
    useCallback(
      (snapshot: Snapshot) => {
        const { nodes } = indexSnapshot(snapshot);
        const [start, end] = [nodes.get(from), nodes.get(to)];
        return start?.inCycle === true && end?.inCycle === true && start.wave === end.wave;
      },
      [from, to],
    ),
  );
  const emphasis = useEdgeEmphasis(from, to, isHolding(edge));
  const path = useMemo(() => toEdgePath(points), [points]);
  const [x, y] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  // An edge that turns back enters its card from the right.
  const angle = x < (points.at(-4) ?? 0) ? 180 : 0;
  const kind = inCycle && state !== "missing" ? "cycle" : state;
  return (
    <g data-edge={kind} data-emphasis={emphasis} className="graph-edge">
      <path d={path} vectorEffect="non-scaling-stroke" />
      {kind !== "satisfied" && (
        <path
          className="graph-arrow"
          d="M0 0L-7 -3.5L-7 3.5Z"
          style={{ transform: `translate(${x}px, ${y}px) scale(var(--u)) rotate(${angle}deg)` }}
        />
      )}
    </g>
  );
});
