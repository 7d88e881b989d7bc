"use client";

import { ChevronRight, CircleCheck } from "lucide-react";
import { useState } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { CountPill } from "#components/ui/count-pill.tsx";
import { Face } from "#components/ui/face.tsx";
import { SeverityIcon } from "#components/ui/severity-icon.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { useNode, useSnapshotSelector } from "#lib/client/snapshot-source.tsx";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Finding, Snapshot } from "#lib/graph/model.ts";
import { type FindingGroup, groupFindings } from "./group-findings.ts";

const MOST_NODES = 8;
/** Of one rule, before one asks for more. */
const MOST_FINDINGS = 20;
/** So few are read at a glance. */
const FEW = 5;

const NONE: readonly Finding[] = [];

/** What the rules say about the graph, rule by rule, worst first, each with a way to mend it. */
export function FindingsList({ onSelect }: { readonly onSelect: (id: ObjectId) => void }) {
  const findings = useSnapshotSelector(selectFindings) ?? NONE;
  if (findings.length === 0) {
    return (
      <Face id="no-findings" icon={<CircleCheck aria-hidden size={24} />} title="No findings">
        The rules have nothing to say about this graph.
      </Face>
    );
  }
  return (
    <div className="flex flex-col gap-2 p-3">
      {groupFindings(findings).map((group) => (
        <Group key={group.rule} group={group} onSelect={onSelect} />
      ))}
    </div>
  );
}

function Group({
  group: { rule, title, severity, findings },
  onSelect,
}: {
  readonly group: FindingGroup;
  readonly onSelect: (id: ObjectId) => void;
}) {
  const [most, setMost] = useState(MOST_FINDINGS);
  const [isOpen, setOpen] = useState(severity === "error" || (severity === "warning" && findings.length <= FEW));
  return (
    <details
      data-id={`rule:${rule}`}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group rounded-panel border border-line bg-card max-desk:rounded-phone"
    >
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-panel px-3 py-1.5 max-desk:min-h-11 max-desk:rounded-phone [&::-webkit-details-marker]:hidden">
        <SeverityIcon severity={severity} />
        <h3 className="min-w-0 truncate font-medium text-body text-fg">{title}</h3>
        <CountPill count={findings.length} />
        <ChevronRight aria-hidden size={14} className="ml-auto shrink-0 text-fg-3 group-open:rotate-90" />
      </summary>
      <ul className="border-line border-t">
        {findings.slice(0, most).map((finding) => (
          <FindingLine key={`${finding.nodes[0]} ${finding.message}`} finding={finding} onSelect={onSelect} />
        ))}
      </ul>
      {findings.length > most && (
        <div className="border-line border-t p-3">
          <Chip onClick={() => setMost(findings.length)}>{findings.length - most} more</Chip>
        </div>
      )}
    </details>
  );
}

function FindingLine({ finding, onSelect }: { readonly finding: Finding; readonly onSelect: (id: ObjectId) => void }) {
  const { nodes, message, fix } = finding;
  return (
    <li data-id="finding" className="border-line border-b p-3 last:border-b-0">
      <p className="break-words text-body text-fg">{message}</p>
      <p className="mt-1 break-words text-fg-2 text-small max-desk:text-body">{fix}</p>
      <div className="mt-2 flex flex-wrap gap-1">
        {nodes.slice(0, MOST_NODES).map((id) => (
          <NodeChip key={id} id={id} onSelect={onSelect} />
        ))}
        {nodes.length > MOST_NODES && (
          <span className="self-center text-fg-3 text-small">and {nodes.length - MOST_NODES} more</span>
        )}
      </div>
    </li>
  );
}

function NodeChip({ id, onSelect }: { readonly id: ObjectId; readonly onSelect: (id: ObjectId) => void }) {
  const node = useNode(id);
  if (node === undefined) return null;
  return (
    <Chip className="min-w-0 max-w-full" onClick={() => onSelect(id)}>
      <StateIcon state={node.state} size={14} />
      <span className="truncate">{node.name}</span>
    </Chip>
  );
}

function selectFindings({ findings }: Snapshot): readonly Finding[] {
  return findings;
}
