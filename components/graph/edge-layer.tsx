"use client";

import { type CSSProperties, memo, useCallback, useMemo } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { Snapshot } from "#lib/graph/model.ts";
import { type EdgeLook, toEdgeLook } from "./edge-look.ts";
import { type EdgeShape, toEdgeShapes } from "./edge-shapes.ts";
import type { PageWindow } from "./find-window.ts";
import { useStrength } from "./graph-context.tsx";
import { toQuietShare } from "./paint-edges.ts";

const QUIET: ReadonlySet<EdgeLook> = new Set(["satisfied", "would-block"]);

/** The edges near the cards in one drawing beneath them: first the quiet ones, above them those that say something. */
export const EdgeLayer = memo(function EdgeLayer({ window: { scene, edges } }: { readonly window: PageWindow }) {
  const { layout } = scene;
  const shapes = useMemo(
    () =>
      toEdgeShapes(
        layout,
        edges.map((edge) => scene.rows.toKey(edge)),
      ),
    [layout, scene, edges],
  );
  return (
    <svg
      className="graph-edges"
      width={layout.width}
      height={layout.height}
      style={{ "--quiet": toQuietShare(scene.edges.count) } as CSSProperties}
      aria-hidden
    >
      {shapes.map((shape) => (
        <EdgeOfLook key={shape.key} shape={shape} isQuiet />
      ))}
      {shapes.map((shape) => (
        <EdgeOfLook key={shape.key} shape={shape} isQuiet={false} />
      ))}
    </svg>
  );
});

/** An edge stands twice in the drawing and is drawn in the one place that its state puts it; it reads that state itself. */
const EdgeOfLook = memo(function EdgeOfLook({
  shape,
  isQuiet,
}: {
  readonly shape: EdgeShape;
  readonly isQuiet: boolean;
}) {
  const { from, to } = shape;
  const look = useSnapshotSelector(useCallback((snapshot: Snapshot) => toEdgeLook(snapshot, from, to), [from, to]));
  if (look === undefined || look === null || QUIET.has(look) !== isQuiet) return null;
  return <EdgeLine shape={shape} look={look} />;
});

function EdgeLine({ shape: { key, path, end }, look }: { readonly shape: EdgeShape; readonly look: EdgeLook }) {
  const ref = useStrength("edge", key);
  return (
    <g ref={ref} data-look={look} className="graph-edge">
      <path d={path} />
      {look !== "satisfied" && (
        <path
          className="graph-arrow"
          d="M0 0L-7 -3.5L-7 3.5Z"
          style={{ transform: `translate(${end.x}px, ${end.y}px) scale(var(--u)) rotate(${end.angle}deg)` }}
        />
      )}
    </g>
  );
}
