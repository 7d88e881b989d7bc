"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import { useObjectDetails } from "#lib/client/use-object-details.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";
import { Section } from "./section.tsx";

/** The same by hand: commands for the root cause, where it can be asked, and for the object itself. */
export function TerminalSection({ node, details }: { readonly node: GraphNode; readonly details: ObjectDetails }) {
  const cause = findAskable(node);
  const { details: ofCause } = useObjectDetails(cause);
  const causeCommands = cause === null ? [] : (ofCause?.commands ?? []).slice(0, 2);
  if (causeCommands.length + details.commands.length === 0) return null;
  return (
    <Section title="In a terminal" id="terminal">
      {causeCommands.length > 0 && cause !== null && (
        <>
          <Commands commands={causeCommands} />
          <p className="mt-3 mb-1.5 text-fg-3 text-quiet">For {toShortName(details.id).name} itself</p>
        </>
      )}
      <Commands commands={details.commands} />
    </Section>
  );
}

function Commands({ commands }: { readonly commands: ObjectDetails["commands"] }) {
  return (
    <ul className="flex flex-col gap-1.5">
      {commands.map(({ what, line }) => (
        <li
          key={line}
          title={what}
          className="flex min-h-8 items-center gap-1 rounded-card border border-line bg-canvas pr-0.5 pl-2.5"
        >
          <code className="min-w-0 flex-1 break-words py-1.5 font-mono text-quiet max-desk:text-small">{line}</code>
          <CopyButton text={line} label={`Copy: ${what}`} />
        </li>
      ))}
    </ul>
  );
}

function findAskable({ state, causes }: GraphNode): ObjectId | null {
  if (state !== "blocked") return null;
  return causes.find(({ kind }) => kind === "failed" || kind === "suspended")?.nodes[0] ?? null;
}
