import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { COLUMN_LOOKS } from "./columns.tsx";
import type { Sort } from "./sort-text.ts";

/** A heading that stays at the top and sorts when pressed. */
export function ColumnHead({
  id,
  label,
  sort,
  onSort,
}: {
  readonly id: string;
  readonly label: string;
  readonly sort: Sort;
  readonly onSort: () => void;
}) {
  const look = COLUMN_LOOKS[id];
  const isSorted = sort.column === id;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : "none"}
      className="sticky top-0 z-10 h-8 border-line border-b bg-surface p-0 font-normal"
    >
      <button
        type="button"
        data-id={`sort:${id}`}
        title={look?.title}
        onClick={onSort}
        className={classNames(
          "flex h-full w-full items-center gap-1 px-2 text-small outline-offset-[-2px] hover:text-fg",
          look?.right === true && "flex-row-reverse",
          isSorted ? "font-medium text-fg" : "text-fg-2",
        )}
      >
        <span className="truncate">{label}</span>
        {isSorted && <Arrow aria-hidden size={12} className="shrink-0" />}
      </button>
    </th>
  );
}
