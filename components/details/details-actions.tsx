"use client";

import { Pause, Play, RefreshCw } from "lucide-react";
import { useMe } from "#lib/client/use-me.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { ActionButton } from "./action-button.tsx";
import { ActionNote } from "./action-note.tsx";

/** What can be asked of the object, and what came of it. Being blocked disables nothing. */
export function DetailsActions({ node }: { readonly node: GraphNode }) {
  const me = useMe();
  const targets = [node.id];
  return (
    <div className="px-4 py-3">
      <div className="flex flex-wrap gap-2 *:px-2">
        {!node.suspended && (
          <>
            <ActionButton
              request={{ action: "reconcile", targets }}
              target={node.id}
              label="Reconcile"
              icon={<RefreshCw aria-hidden size={14} />}
            />
            <ActionButton
              request={{ action: "reconcile", targets, withSource: true }}
              target={node.id}
              label="Reconcile with source"
              icon={<RefreshCw aria-hidden size={14} />}
            />
          </>
        )}
        {node.suspended ? (
          <ActionButton
            request={{ action: "resume", targets }}
            target={node.id}
            label="Resume"
            icon={<Play aria-hidden size={14} />}
          />
        ) : (
          <ActionButton
            request={{ action: "suspend", targets }}
            target={node.id}
            label="Suspend"
            icon={<Pause aria-hidden size={14} />}
          />
        )}
      </div>
      {me?.may.act === false && <p className="mt-2 text-fg-2 text-small">{me.may.why}</p>}
      <ActionNote target={node.id} className="mt-2" />
    </div>
  );
}
