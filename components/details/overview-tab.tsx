"use client";

import { Face } from "#components/ui/face.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { FindingsSection } from "./findings-section.tsx";
import { MendSection } from "./mend-section.tsx";
import { NodeChips } from "./node-chips.tsx";
import { RevisionSection } from "./revision-section.tsx";
import { Section } from "./section.tsx";
import { TerminalSection } from "./terminal-section.tsx";
import { TimingSection } from "./timing-section.tsx";
import { WaitsForSection } from "./waits-for-section.tsx";
import { WhyItWaits } from "./why-it-waits.tsx";

/** Why it waits, what waits for it, what it depends on, its times, its revision, and the same by hand. */
export function OverviewTab({
  node,
  snapshot,
  details,
}: {
  readonly node: GraphNode;
  readonly snapshot: Snapshot;
  /** Null until they are there. */
  readonly details: ObjectDetails | null;
}) {
  const index = indexSnapshot(snapshot);
  const dependents = (index.dependents.get(node.id) ?? []).filter((edge) => edge.to !== node.id);
  const waiting = dependents.filter((edge) => edge.state === "blocking" || edge.state === "missing");
  const others = dependents.filter((edge) => !waiting.includes(edge));
  const dependencies = index.dependencies.get(node.id) ?? [];
  const exists = node.state !== "missing" && node.state !== "hidden";
  return (
    <div className="flex flex-col gap-5">
      <WhyItWaits node={node} snapshot={snapshot} />
      <WaitsForSection node={node} index={index} details={details} />
      <MendSection node={node} snapshot={snapshot} />
      {exists && <TimingSection node={node} details={details} />}
      {waiting.length > 0 && (
        <Section title="What waits for it" id="waits-for-it">
          <NodeChips ids={waiting.map((edge) => edge.to)} index={index} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={waiting.length > 0 ? "What else depends on it" : "What depends on it"} id="dependents">
          <NodeChips ids={others.map((edge) => edge.to)} index={index} />
        </Section>
      )}
      {dependencies.length > 0 && (
        <Section title="What it depends on" id="dependencies">
          <NodeChips ids={dependencies.map((edge) => edge.from)} index={index} />
        </Section>
      )}
      <FindingsSection node={node} snapshot={snapshot} />
      {exists && <RevisionSection node={node} index={index} />}
      {details !== null && <TerminalSection node={node} details={details} />}
      {!exists && dependents.length === 0 && <Face title="Nothing refers to it any more" />}
    </div>
  );
}
