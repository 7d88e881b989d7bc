"use client";

import { useState } from "react";
import { useSelect } from "#components/problems/use-select.ts";
import { Chip } from "#components/ui/chip.tsx";
import { StateIcon } from "#components/ui/state-icon.tsx";
import { STATE_WORDS } from "#components/ui/state-words.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

const SHOWN = 12;

/** Nodes as chips to go to, each with its state. */
export function NodeChips({ ids, index }: { readonly ids: readonly ObjectId[]; readonly index: SnapshotIndex }) {
  const select = useSelect();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? ids : ids.slice(0, SHOWN);
  return (
    <ul className="flex flex-wrap gap-2">
      {shown.map((id) => {
        const { name, namespace } = toShortName(id);
        const state = index.nodes.get(id)?.state ?? "unknown";
        return (
          <li key={id} className="min-w-0 max-w-full">
            <Chip
              className="max-w-full text-fg text-small max-desk:text-body"
              title={`${namespace}/${name}: ${STATE_WORDS[state].label}`}
              onClick={() => select(id)}
            >
              <StateIcon state={state} size={14} />
              <span className="truncate">{name}</span>
              <span className="sr-only">{STATE_WORDS[state].label}</span>
            </Chip>
          </li>
        );
      })}
      {ids.length > shown.length && (
        <li>
          <Chip onClick={() => setWhole(true)}>{ids.length - shown.length} more</Chip>
        </li>
      )}
    </ul>
  );
}
