"use client";

import { memo, useMemo } from "react";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import { useNow } from "#lib/client/use-now.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import { formatElapsed } from "#lib/graph/format-time.ts";
import { createKeepingFilter } from "#lib/graph/keep-filtered.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { findMoving, isMoving } from "./find-moving.ts";
import { useSelect } from "./use-select.ts";

const SHOWN = 8;

/** What the controller is busy with, the longest at it first: the step, and how much of its time-out has passed. */
export const ProgressList = memo(function ProgressList() {
  const [, change] = useViewState();
  const select = useMemo(() => {
    const filter = createKeepingFilter(isMoving);
    return ({ nodes }: Snapshot) => filter(nodes);
  }, []);
  const moving = findMoving(useSnapshotSelector(select) ?? []);
  if (moving.length === 0) return null;
  return (
    <section aria-labelledby="in-progress">
      <h2 id="in-progress" className="mb-1 text-fg-2 text-small">
        In progress
      </h2>
      <ul>
        {moving.slice(0, SHOWN).map((node) => (
          <ProgressRow key={node.id} node={node} />
        ))}
      </ul>
      {moving.length > SHOWN && (
        <button
          type="button"
          className="mt-1 text-accent text-body hover:underline"
          onClick={() => change({ states: ["progressing"] })}
        >
          {moving.length - SHOWN} more
        </button>
      )}
    </section>
  );
});

function ProgressRow({ node }: { readonly node: GraphNode }) {
  const select = useSelect();
  return (
    <li>
      <button
        type="button"
        data-id={`progress:${node.id}`}
        onClick={() => select(node.id)}
        className="-mx-1 flex h-7 w-[calc(100%+8px)] items-center gap-2 rounded-card px-1 text-body hover:bg-hover max-desk:h-11"
      >
        <StateIcon state="progressing" size={14} />
        <span className="min-w-0 truncate text-fg">{node.name}</span>
        <span className="shrink-0 text-fg-3">{node.activity?.step}</span>
        <Elapsed node={node} />
      </button>
    </li>
  );
}

function Elapsed({ node: { activity, timing } }: { readonly node: GraphNode }) {
  const now = useNow();
  const since = Date.parse(activity?.since ?? "");
  if (Number.isNaN(since)) return null;
  const most =
    activity?.step === "health checks" && timing.timeout !== null ? ` of ${formatElapsed(timing.timeout * 1000)}` : "";
  return (
    <span className="ml-auto shrink-0 text-fg-2">
      {formatElapsed(now - since)}
      {most}
    </span>
  );
}
