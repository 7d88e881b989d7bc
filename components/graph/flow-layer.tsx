"use client";

import { memo, useCallback, useMemo } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { toEdgeShapes } from "./edge-shapes.ts";
import { findFlows } from "./find-flows.ts";

const BETWEEN = "\0";

/** Lets the rollout be seen moving: quiet dashes along the edges over which work goes on. The style sheet moves them. */
export const FlowLayer = memo(function FlowLayer({ layout }: { readonly layout: LayoutResult }) {
  // As one text, for the same edges are mostly found again.
  const select = useCallback((snapshot: Snapshot) => findFlows(snapshot, layout.edges).join(BETWEEN), [layout]);
  const flows = useSnapshotSelector(select) ?? "";
  const shapes = useMemo(() => (flows === "" ? [] : toEdgeShapes(layout, flows.split(BETWEEN))), [layout, flows]);
  if (shapes.length === 0) return null;
  return (
    <svg className="graph-edges graph-flows" width={layout.width} height={layout.height} aria-hidden>
      {shapes.map(({ key, path }) => (
        <path key={key} d={path} />
      ))}
    </svg>
  );
});
