"use client";

import { CircleAlert, CircleCheck, Info, type LucideProps, TriangleAlert } from "lucide-react";
import type { ComponentType } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { Face } from "#components/ui/face.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { useNode, useSnapshot } from "#lib/client/snapshot-source.tsx";

type Finding = NonNullable<ReturnType<typeof useSnapshot>>["findings"][number];
type Id = Finding["nodes"][number];

const SEVERITIES: Readonly<
  Record<Finding["severity"], { icon: ComponentType<LucideProps>; hue: string; word: string }>
> = {
  error: { icon: CircleAlert, hue: "text-act", word: "Error" },
  warning: { icon: TriangleAlert, hue: "text-wait", word: "Warning" },
  info: { icon: Info, hue: "text-fg-2", word: "Note" },
};

const MOST_NODES = 8;

/** What the rules say about the graph, each with a way to mend it. */
export function FindingsList({ onSelect }: { readonly onSelect: (id: Id) => void }) {
  const findings = useSnapshot()?.findings ?? [];
  if (findings.length === 0) {
    return (
      <Face id="no-findings" icon={<CircleCheck aria-hidden size={24} />} title="No findings">
        The rules have nothing to say about this graph.
      </Face>
    );
  }
  return (
    <ul className="flex flex-col gap-2 p-3">
      {findings.map((finding) => (
        <FindingCard
          key={`${finding.rule} ${finding.nodes.join()} ${finding.message}`}
          finding={finding}
          onSelect={onSelect}
        />
      ))}
    </ul>
  );
}

function FindingCard({ finding, onSelect }: { readonly finding: Finding; readonly onSelect: (id: Id) => void }) {
  const { icon: SeverityIcon, hue, word } = SEVERITIES[finding.severity];
  return (
    <li data-id="finding" className="rounded-panel border border-line bg-card p-3 max-desk:rounded-phone">
      <div className="flex items-start gap-2">
        <SeverityIcon aria-label={word} size={16} className={`mt-0.5 shrink-0 ${hue}`} />
        <div className="min-w-0">
          <p className="text-fg">{finding.message}</p>
          <p className="mt-1 text-fg-2">{finding.fix}</p>
          <p className="mt-1 font-mono text-fg-3 text-quiet">{finding.rule}</p>
          <div className="mt-2 flex flex-wrap gap-1">
            {finding.nodes.slice(0, MOST_NODES).map((id) => (
              <NodeChip key={id} id={id} onSelect={onSelect} />
            ))}
            {finding.nodes.length > MOST_NODES && (
              <span className="self-center text-fg-3 text-small">and {finding.nodes.length - MOST_NODES} more</span>
            )}
          </div>
        </div>
      </div>
    </li>
  );
}

function NodeChip({ id, onSelect }: { readonly id: Id; readonly onSelect: (id: Id) => void }) {
  const node = useNode(id);
  if (node === undefined) return null;
  return (
    <Chip onClick={() => onSelect(id)}>
      <StateIcon state={node.state} size={14} />
      {node.name}
    </Chip>
  );
}
