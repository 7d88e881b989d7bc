"use client";

import type { NodeProps } from "@xyflow/react";
import { History, Hourglass, Repeat } from "lucide-react";
import { memo } from "react";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import { formatSince } from "#lib/client/format-time.ts";
import { useNode } from "#lib/client/snapshot-source.tsx";
import { useNodeLine } from "#lib/client/use-node-line.ts";
import { useNow } from "#lib/client/use-now.ts";
import { useViewState } from "#lib/client/use-view-state.ts";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { toCommit } from "#lib/flux/revision.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { useIsCursor, useNodeEmphasis } from "./graph-context.tsx";
import { isRootCause, toCardLabel, toMiddleLine, toProgress } from "./to-card-text.ts";
import { useDistance } from "./use-distance.ts";

/** A node of the picture. It reads its own object, so that a change of one state renders one card. */
export const NodeCard = memo(function NodeCard({ id }: NodeProps) {
  const node = useNode(toKnownObjectId(id));
  return node === undefined ? null : <Card node={node} />;
});

function Card({ node }: { readonly node: GraphNode }) {
  const distance = useDistance();
  const emphasis = useNodeEmphasis(node.id);
  const isCursor = useIsCursor(node.id);
  const [{ selected }] = useViewState();
  const isSelected = selected === node.id;
  return (
    <div
      id={toElementId(node.id)}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-label={toCardLabel(node)}
      data-id={node.id}
      data-state={node.state}
      data-hue={STATE_WORDS[node.state].hue}
      data-distance={distance}
      data-emphasis={emphasis}
      data-cursor={isCursor || undefined}
      data-cause={isRootCause(node) || undefined}
      className="graph-card"
    >
      {distance === "near" && <Near node={node} />}
      {distance === "middle" && <Middle node={node} />}
      {distance === "far" && <Far />}
    </div>
  );
}

function Near({ node }: { readonly node: GraphNode }) {
  const now = useNow();
  const revision = node.revision.applied ?? node.revision.attempted;
  return (
    <>
      <StateIcon state={node.state} className="graph-icon" />
      <div className="graph-lines">
        <div className="graph-row">
          <span className="graph-name">{node.name}</span>
          <CausePill node={node} />
          <span className="graph-age">{formatSince(node.since, now)}</span>
        </div>
        <span className="graph-line">
          {node.namespace}
          {revision !== null && ` · ${toCommit(revision)}`}
        </span>
        <div className="graph-row">
          <NodeLine node={node} />
          <Marks node={node} />
        </div>
      </div>
      <ProgressBar node={node} />
    </>
  );
}

function NodeLine({ node }: { readonly node: GraphNode }) {
  return <span className="graph-line graph-state">{useNodeLine(node)}</span>;
}

function Middle({ node }: { readonly node: GraphNode }) {
  const now = useNow();
  return (
    <>
      <StateIcon state={node.state} className="graph-icon" />
      <div className="graph-lines">
        <span className="graph-name">{node.name}</span>
        <span className={node.state === "ready" ? "graph-line" : "graph-line graph-state"}>
          {toMiddleLine(node, now)}
        </span>
      </div>
      <CausePill node={node} />
      <Marks node={node} />
      <ProgressBar node={node} />
    </>
  );
}

/** A block; its shape tells the state where colour does not. */
function Far() {
  return <span className="graph-block" />;
}

function CausePill({ node }: { readonly node: GraphNode }) {
  if (!isRootCause(node) || node.state === "blocked") return null;
  return (
    <span className="graph-pill">
      <Hourglass aria-hidden className="graph-pill-icon" />
      {node.blocks.now}
    </span>
  );
}

function Marks({ node }: { readonly node: GraphNode }) {
  return (
    <>
      {node.behind && node.state === "ready" && <History aria-hidden className="graph-mark" />}
      {node.inCycle && <Repeat aria-hidden className="graph-mark text-act" />}
    </>
  );
}

function ProgressBar({ node }: { readonly node: GraphNode }) {
  const progress = toProgress(node, useNow());
  if (progress === null) return null;
  return <span className="graph-progress" style={{ width: `${progress * 100}%` }} />;
}

/** Names a card for `aria-activedescendant`. */
export function toElementId(id: string): string {
  return `card-${encodeURIComponent(id)}`;
}
