"use client";

import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import { useNode } from "#lib/client/snapshot-source.tsx";
import { toKnownObjectId } from "#lib/flux/object-id.ts";
import { isGroupId } from "#lib/graph/grouping.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { CardAge, MiddleLine, ProgressBar, SentenceLine } from "./card-clocks.tsx";
import { CardMarks, CausePill } from "./card-marks.tsx";
import { CardName } from "./card-name.tsx";
import { useIsCursor, useIsSelected, useStrength } from "./graph-context.tsx";
import { GroupFace } from "./group-face.tsx";
import { isRootCause, toCardLabel, toPlaceLine } from "./to-card-text.ts";
import { useDistance } from "./use-distance.ts";

/** A node of the picture. It reads its own object, so that a change of one state renders one card. */
export const NodeCard = memo(function NodeCard({ id }: NodeProps) {
  const node = useNode(toKnownObjectId(id));
  return node === undefined ? null : <Card node={node} />;
});

function Card({ node }: { readonly node: GraphNode }) {
  const distance = useDistance();
  const isCursor = useIsCursor(node.id);
  const isSelected = useIsSelected(node.id);
  const ref = useStrength("node", node.id);
  const isGroup = isGroupId(node.id);
  return (
    <div
      ref={ref}
      id={toElementId(node.id)}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      data-id={node.id}
      data-state={node.state}
      data-hue={STATE_WORDS[node.state].hue}
      data-distance={distance}
      data-group={isGroup || undefined}
      data-cursor={isCursor || undefined}
      data-cause={(isRootCause(node) && !node.inCycle) || undefined}
      className="graph-card"
    >
      {/* What is read out says it all, and does not tick. */}
      <span className="sr-only">{toCardLabel(node)}</span>
      <span aria-hidden className="contents">
        {isGroup && distance !== "far" && <GroupFace id={node.id} />}
        {!isGroup && distance === "near" && <Near node={node} />}
        {!isGroup && distance === "middle" && <Middle node={node} />}
        {distance === "far" && <span className="graph-block" />}
      </span>
    </div>
  );
}

function Near({ node }: { readonly node: GraphNode }) {
  return (
    <>
      <StateIcon state={node.state} className="graph-icon" />
      <div className="graph-lines">
        <div className="graph-row">
          <CardName name={node.name} />
          <CausePill node={node} />
          <CardAge since={node.since} />
        </div>
        <span className="graph-line">{toPlaceLine(node)}</span>
        <div className="graph-row">
          <SentenceLine node={node} />
          <CardMarks node={node} />
        </div>
      </div>
      <ProgressBar node={node} />
    </>
  );
}

function Middle({ node }: { readonly node: GraphNode }) {
  return (
    <>
      <StateIcon state={node.state} className="graph-icon" />
      <div className="graph-lines">
        <CardName name={node.name} />
        <MiddleLine node={node} />
      </div>
      <CausePill node={node} />
      <CardMarks node={node} />
      <ProgressBar node={node} />
    </>
  );
}

/** Names a card for `aria-activedescendant`. */
export function toElementId(id: string): string {
  return `card-${encodeURIComponent(id)}`;
}
