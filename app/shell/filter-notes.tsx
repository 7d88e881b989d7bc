"use client";

import { X } from "lucide-react";
import { Chip } from "#components/ui/chip.tsx";
import { useNode } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";

/** What else is filtered by, each with its way back: a search, and a focus where no graph says it. */
export function FilterNotes() {
  const [{ query, focus, view }, change] = useViewState();
  const node = useNode(focus);
  return (
    <>
      {query !== "" && (
        <Chip
          pressed
          data-id="clear-query"
          aria-label={`Stop searching for ${query}`}
          onClick={() => change({ query: "" })}
        >
          <span className="max-w-40 truncate">“{query}”</span>
          <X aria-hidden size={14} />
        </Chip>
      )}
      {node !== undefined && view !== "graph" && (
        <Chip
          pressed
          data-id="clear-focus"
          aria-label={`Leave the focus on ${node.name}`}
          onClick={() => change({ focus: null })}
        >
          <span className="max-w-48 truncate">Focus: {node.name}</span>
          <X aria-hidden size={14} />
        </Chip>
      )}
    </>
  );
}
