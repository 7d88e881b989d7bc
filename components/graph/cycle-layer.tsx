"use client";

import { HeartPulse, Scissors } from "lucide-react";
import { memo, useMemo } from "react";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { Cycle, Snapshot } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { type CheckLine, type CutMark, toCycleMarks } from "./cycle-marks.ts";
import { useStrength } from "./graph-context.tsx";
import { useDistance } from "./use-distance.ts";

/** More than these nobody cuts at once. */
const MOST = 100;
const NONE: readonly Cycle[] = [];

/** What is drawn of cycles above their edges: where to cut each, and the health checks that close the hidden ones. */
export const CycleLayer = memo(function CycleLayer({ layout }: { readonly layout: LayoutResult }) {
  const cycles = useSnapshotSelector(selectCycles) ?? NONE;
  const isFar = useDistance() === "far";
  const { cuts, checks } = useMemo(() => toCycleMarks(cycles.slice(0, MOST), layout), [cycles, layout]);
  if (isFar || cuts.length + checks.length === 0) return null;
  return (
    <div aria-hidden>
      {checks.length > 0 && (
        <svg className="graph-edges" width={layout.width} height={layout.height} aria-hidden>
          {checks.map((line) => (
            <CheckPath key={line.key} line={line} />
          ))}
        </svg>
      )}
      {checks.map((line) => (
        <CheckSign key={line.key} line={line} />
      ))}
      {cuts.map((mark) => (
        <CutSign key={mark.key} mark={mark} />
      ))}
    </div>
  );
});

function CheckPath({ line: { child, path } }: { readonly line: CheckLine }) {
  return (
    <g ref={useStrength("node", child)} data-look="check" className="graph-edge">
      <path d={path} />
    </g>
  );
}

function CheckSign({ line: { child, x, y } }: { readonly line: CheckLine }) {
  return (
    <span
      ref={useStrength("node", child)}
      className="graph-sign"
      data-id="health-check-line"
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      <span>
        <HeartPulse size={12} />
      </span>
    </span>
  );
}

function CutSign({ mark: { key, x, y, why } }: { readonly mark: CutMark }) {
  return (
    <span
      ref={useStrength("edge", key)}
      className="graph-sign graph-cut"
      data-id="cut-mark"
      title={why}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      <span>
        <Scissors size={12} />
      </span>
    </span>
  );
}

function selectCycles({ cycles }: Snapshot): readonly Cycle[] {
  return cycles;
}
