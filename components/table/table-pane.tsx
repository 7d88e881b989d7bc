"use client";

import { useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { SearchX } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from "react";
import { useSelect } from "#components/problems/use-select.ts";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import { useVisibleNodes } from "#lib/client/use-visible-nodes.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { COLUMN_IDS, COLUMN_LOOKS, columns, features } from "./columns.tsx";
import { findTarget } from "./find-target.ts";
import { ColumnHead } from "./table-head.tsx";
import { LINE_HEIGHT, TableLine } from "./table-line.tsx";
import { type Row, toRows } from "./to-rows.ts";
import { useSort } from "./use-sort.ts";

/** Everything that the picture has, as a table: worst first, sorted by any column, as long as the fleet is. */
export function TablePane() {
  const snapshot = useSnapshot();
  return snapshot === null ? null : <Table snapshot={snapshot} />;
}

function Table({ snapshot }: { readonly snapshot: Snapshot }) {
  const { matches } = useVisibleNodes();
  const [{ selected }, change] = useViewState();
  const select = useSelect();
  const [sort, setSort] = useSort(COLUMN_IDS);
  const data = useMemo(() => [...toRows(snapshot, matches)], [snapshot, matches]);
  const sorting = useMemo(() => [{ id: sort.column, desc: sort.descending }], [sort]);
  const table = useTable({
    features,
    columns,
    data,
    state: { sorting },
    enableSortingRemoval: false,
    getRowId: toRowId,
  });
  const rows = table.getRowModel().rows;

  const scroller = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 16,
    // Drawn with the browser's own frame: a forced draw inside every scroll event is what makes a long list stutter.
    useFlushSync: false,
    scrollPaddingStart: 32,
  });
  const [activeId, setActiveId] = useState<string | null>(null);
  const activePlace = Math.max(
    0,
    rows.findIndex((row) => row.id === (activeId ?? selected)),
  );

  const go = (place: number) => {
    const row = rows[place];
    if (row === undefined) return;
    setActiveId(row.id);
    lines.scrollToIndex(place);
    // The line may only be there after the scroll has been drawn.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`tr[data-place="${place}"] button`)?.focus(),
      ),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = findPlace(event.target);
    if (place === null) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / LINE_HEIGHT) - 2);
    const target = findTarget(event.key, place, rows.length, page);
    if (target === null) return;
    event.preventDefault();
    go(target);
  };
  // Enter and Space on a line's name are clicks too.
  const onClick = (event: MouseEvent) => {
    const row = rows[findPlace(event.target) ?? -1];
    if (row === undefined) return;
    setActiveId(row.id);
    select(row.original.node.id);
  };

  if (rows.length === 0) {
    const isEmpty = snapshot.nodes.length === 0;
    return (
      <Face
        id="table-empty"
        icon={<SearchX aria-hidden size={24} />}
        title={isEmpty ? "No Kustomizations yet" : "Nothing matches the filter"}
        action={
          isEmpty ? undefined : (
            <Button onClick={() => change({ states: [], namespaces: [], query: "", focus: null })}>
              Show everything
            </Button>
          )
        }
      >
        {isEmpty
          ? "They appear here as soon as the cluster has some."
          : "Show other states or namespaces, or search for something else."}
      </Face>
    );
  }
  const items = lines.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = lines.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} data-id="table" className="relative h-full min-h-0 overflow-auto bg-surface">
      <table
        aria-label="Kustomizations"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        className="w-full min-w-[1140px] table-fixed border-separate border-spacing-0"
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <colgroup>
          {COLUMN_IDS.map((id) => {
            const width = COLUMN_LOOKS[id]?.width ?? null;
            return <col key={id} style={width === null ? {} : { width }} />;
          })}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <ColumnHead
                  key={header.id}
                  id={header.column.id}
                  label={String(header.column.columnDef.header ?? "")}
                  sort={sort}
                  onSort={() => {
                    const next = header.column.getNextSortingOrder();
                    setSort({ column: header.column.id, descending: next === "desc" });
                  }}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <TableLine
                key={row.id}
                row={row}
                place={index}
                isSelected={row.id === selected}
                isTabStop={index === activePlace}
              />
            );
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the lines that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns.length} className="p-0" style={{ height }} />
    </tr>
  );
}

function toRowId({ node }: Row): string {
  return node.id;
}

/** Which line an event comes from; null when from none. */
function findPlace(target: EventTarget | null): number | null {
  const line = target instanceof Element ? target.closest("tr[data-place]") : null;
  return line instanceof HTMLElement ? Number(line.dataset["place"]) : null;
}
