"use client";

import { ArrowRight, Route, X, Zap } from "lucide-react";
import { Fragment, lazy, type ReactNode } from "react";
import { requestReveal } from "#components/graph/camera-requests.ts";
import { Chip } from "#components/ui/chip.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { LazyOverlay } from "#components/ui/lazy-overlay.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findIfFailed, findPath } from "#lib/graph/trace.ts";
import { NodeChips } from "./node-chips.tsx";
import { toIfFailedLabel, toIfFailedWords, toPathWords } from "./trace-words.ts";

const loadPicker = () => import("./path-picker.tsx");
const PathPicker = lazy(async () => ({ default: (await loadPicker()).PathPicker }));

/** So many steps are written out as a row. */
const MOST_STEPS = 12;

/** What a node can be followed to, here and in the graph: all that would wait if it failed, or the way to another. */
export function TraceBar({ node, snapshot }: { readonly node: GraphNode; readonly snapshot: Snapshot }) {
  const [{ ifFailed, to }, change] = useViewState();
  const index = indexSnapshot(snapshot);
  const goTo = (end: ObjectId) => {
    change({ to: end, ifFailed: false });
    requestReveal([...findPath(index, node.id, end).nodes]);
  };
  const end = to !== null && to !== node.id && index.nodes.has(to) ? to : null;
  const path = end === null ? null : findPath(index, node.id, end);
  const behind = ifFailed && end === null ? findIfFailed(index, node.id) : null;
  const total = snapshot.nodes.length - snapshot.counts.missing;
  const trigger = (
    <Chip data-id="path-to" pressed={end !== null}>
      <Route aria-hidden size={14} />
      Path to…
    </Chip>
  );
  return (
    <div data-id="trace" className="px-4 pb-3">
      <div className="flex flex-wrap gap-2">
        {node.blocks.ifFailed > 0 && (
          <Chip data-id="if-failed" pressed={ifFailed} onClick={() => change({ ifFailed: !ifFailed, to: null })}>
            <Zap aria-hidden size={14} />
            {toIfFailedLabel(node)}
            <span className="font-semibold text-fg tabular-nums">{node.blocks.ifFailed}</span>
          </Chip>
        )}
        <LazyOverlay trigger={trigger} preload={loadPicker}>
          <PathPicker trigger={trigger} from={node.id} snapshot={snapshot} onPick={goTo} />
        </LazyOverlay>
      </div>
      {end !== null && path !== null && (
        <Found onClose={() => change({ to: null })} words={toPathWords(node.id, end, path)}>
          <Steps ids={path.shortest} />
        </Found>
      )}
      {behind !== null && (
        <Found onClose={() => change({ ifFailed: false })} words={toIfFailedWords(node, behind, total)}>
          <NodeChips ids={behind.nodes.map(({ id }) => id)} index={index} />
        </Found>
      )}
    </div>
  );
}

function Found({
  words,
  onClose,
  children,
}: {
  readonly words: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div data-id="traced" className="mt-2 rounded-panel border border-line bg-card py-1.5 pr-1.5 pl-3">
      <div className="flex items-start gap-2">
        <p aria-live="polite" className="min-w-0 flex-1 break-words py-1 text-body text-fg">
          {words}
        </p>
        <IconButton label="Stop following" data-id="stop-trace" onClick={onClose}>
          <X aria-hidden size={14} />
        </IconButton>
      </div>
      {/* Where it is more than this, the last line is cut, so that one sees that it goes on. */}
      <div className="max-h-48 overflow-y-auto pt-1 pb-1.5 empty:hidden max-desk:max-h-56">{children}</div>
    </div>
  );
}

/** A way, dependency first. */
function Steps({ ids }: { readonly ids: readonly ObjectId[] }) {
  if (ids.length < 2) return null;
  const left = ids.length - MOST_STEPS;
  const shown = left > 0 ? [...ids.slice(0, MOST_STEPS - 2), ...ids.slice(-2)] : ids;
  return (
    <ol className="flex flex-wrap items-center gap-1 text-fg-2 text-small max-desk:text-body">
      {shown.map((id, place) => (
        <Fragment key={id}>
          {place > 0 && (
            <li aria-hidden>
              {left > 0 && place === MOST_STEPS - 2 ? (
                `… ${left} more …`
              ) : (
                <ArrowRight size={12} className="text-fg-3" />
              )}
            </li>
          )}
          <li>{toShortName(id).name}</li>
        </Fragment>
      ))}
    </ol>
  );
}
