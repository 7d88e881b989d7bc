"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findChecked } from "./find-checked.ts";
import { Section } from "./section.tsx";
import { toDescribeCommand } from "./to-describe-command.ts";

const SHOWN = 20;

/** Which objects keep it, or the first of its causes that has any, unready by the health check, each with the command that looks at it. */
export function WaitsForSection({
  node,
  index,
  details,
}: {
  readonly node: GraphNode;
  readonly index: SnapshotIndex;
  readonly details: ObjectDetails | null;
}) {
  const checked = findChecked(node, index);
  const { waitsFor = [] } = checked ?? {};
  if (checked === null || waitsFor.length === 0) return null;
  const whose = checked === node ? "its health check" : `the health check of ${checked.name}`;
  return (
    <Section title={`What ${whose} waits for`} id="health-check">
      <ul className="flex flex-col gap-1.5">
        {waitsFor.slice(0, SHOWN).map((object) => {
          const { kind, namespace, name, status } = object;
          const command = toDescribeCommand(object, details?.commands ?? []);
          return (
            <li key={`${kind}/${namespace}/${name}`} className="flex min-h-7 items-center gap-2 text-body">
              <span className="min-w-0 break-words">
                <span className="text-fg-2">{kind}</span> <span className="font-medium">{name}</span>{" "}
                <span className="text-fg-2">{namespace}</span>
              </span>
              <span className="ml-auto shrink-0 text-act">{toStatusWords(status)}</span>
              {command !== null && <CopyButton text={command} label={`Copy: ${command}`} />}
            </li>
          );
        })}
      </ul>
      {waitsFor.length > SHOWN && <p className="mt-1 text-fg-2 text-small">And {waitsFor.length - SHOWN} more.</p>}
    </Section>
  );
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  InProgress: "Not ready yet",
  NotFound: "Does not exist",
  Unknown: "State unknown",
};

function toStatusWords(status: string): string {
  return STATUS_WORDS[status] ?? status;
}
