import { flexRender, type Row as TableRow } from "@tanstack/react-table";
import { memo } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { COLUMN_LOOKS, type features } from "./columns.tsx";
import type { Row } from "./to-rows.ts";

export const LINE_HEIGHT = 28;

/** One line of the table; renders again only when its row, place or mark changes. */
export const TableLine = memo(function TableLine({
  row,
  place,
  isSelected,
  isTabStop,
}: {
  readonly row: TableRow<typeof features, Row>;
  /** From 0. */
  readonly place: number;
  readonly isSelected: boolean;
  /** Exactly one line can be reached by Tab; arrows go on from there. */
  readonly isTabStop: boolean;
}) {
  const { node } = row.original;
  return (
    <tr
      data-id={node.id}
      data-place={place}
      aria-rowindex={place + 2}
      aria-current={isSelected || undefined}
      style={{ height: LINE_HEIGHT }}
      className={classNames("cursor-pointer outline-offset-[-2px]", isSelected ? "bg-accent-tint" : "hover:bg-hover")}
    >
      {row.getAllCells().map((cell) => {
        const id = cell.column.id;
        const Cell = id === "name" ? "th" : "td";
        const value = cell.getValue();
        return (
          <Cell
            key={id}
            {...(id === "name" ? { scope: "row" as const } : {})}
            className={classNames(
              "truncate border-line border-b px-2 py-0 text-left text-body",
              id === "name"
                ? "font-medium text-fg"
                : id === "message"
                  ? "font-mono text-fg-3 text-small"
                  : "font-normal text-fg-2",
              COLUMN_LOOKS[id]?.right === true && "text-right",
            )}
            title={typeof value === "string" && id !== "revision" ? value : undefined}
          >
            {id === "name" ? (
              <button
                type="button"
                tabIndex={isTabStop ? 0 : -1}
                className="block w-full truncate text-left outline-none focus-visible:outline-none"
              >
                {node.name}
              </button>
            ) : (
              flexRender(cell.column.columnDef.cell, cell.getContext())
            )}
          </Cell>
        );
      })}
    </tr>
  );
});
