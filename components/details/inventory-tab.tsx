"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { Face } from "#components/ui/face.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import { countKinds, filterInventory } from "./filter-inventory.ts";

const ROW_HEIGHT = 28;

/** What it has applied and keeps: to be searched, narrowed to a kind, and scrolled however long it is. */
export function InventoryTab({ inventory }: Pick<ObjectDetails, "inventory">) {
  const [kind, setKind] = useState<string | null>(null);
  const [text, setText] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const entries = filterInventory(inventory, kind, text);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  if (inventory.length === 0) {
    return (
      <Face title="Nothing applied yet">What the Kustomization applies is listed here once it has applied it.</Face>
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col gap-2">
      <label className="flex h-8 shrink-0 items-center gap-2 rounded-card border border-line-strong bg-canvas px-2 max-desk:h-11">
        <Search aria-hidden size={14} className="text-fg-3" />
        <input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Find an object"
          aria-label="Find an object of the inventory"
          className="min-w-0 flex-1 bg-transparent text-body outline-none placeholder:text-fg-3"
        />
      </label>
      <div className="flex shrink-0 flex-wrap gap-1.5">
        {countKinds(inventory).map(({ kind: each, count }) => (
          <Chip key={each} pressed={kind === each} onClick={() => setKind(kind === each ? null : each)}>
            {each} <span className="text-fg-3">{count}</span>
          </Chip>
        ))}
      </div>
      <div ref={scroller} className="relative -mx-4 min-h-0 flex-1 overflow-y-auto px-4">
        {entries.length === 0 && <p className="py-4 text-body text-fg-2">No object matches.</p>}
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const entry = entries[index];
            if (entry === undefined) return null;
            return (
              <li
                key={`${entry.group}/${entry.kind}/${entry.namespace}/${entry.name}`}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                title={`${entry.group === "" ? "" : `${entry.group}/`}${entry.version} ${entry.kind} ${entry.namespace}/${entry.name}`}
                className="absolute inset-x-0 flex items-center gap-2 border-line border-b text-body"
                style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              >
                <span className="w-36 shrink-0 truncate text-fg-2">{entry.kind}</span>
                <span className="min-w-0 flex-1 truncate">{entry.name}</span>
                <span className="min-w-0 max-w-28 truncate text-fg-3">{entry.namespace}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
