"use client";

import { useState } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { SeverityIcon } from "#components/ui/severity-icon.tsx";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { findOwnFindings } from "./find-own-findings.ts";
import { Section } from "./section.tsx";

const SHOWN = 5;

/** What the rules say of a node, each with its mend; nothing where they say nothing. */
export function FindingsSection({ node, snapshot }: { readonly node: GraphNode; readonly snapshot: Snapshot }) {
  const [isWhole, setWhole] = useState(false);
  const findings = findOwnFindings(node, snapshot);
  if (findings.length === 0) return null;
  const shown = isWhole ? findings : findings.slice(0, SHOWN);
  return (
    <Section title="Findings" id="findings-of-node">
      <ul className="flex flex-col gap-3">
        {shown.map(({ rule, severity, message, fix }) => (
          <li key={`${rule} ${message}`} className="flex gap-3">
            <SeverityIcon severity={severity} className="mt-0.5" />
            <div className="min-w-0 break-words text-body">
              <p>{message}</p>
              <p className="mt-0.5 text-fg-2 text-small max-desk:text-body">{fix}</p>
            </div>
          </li>
        ))}
      </ul>
      {findings.length > shown.length && (
        <Chip className="mt-2" onClick={() => setWhole(true)}>
          {findings.length - shown.length} more
        </Chip>
      )}
    </Section>
  );
}
