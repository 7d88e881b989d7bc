import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useMemo } from "react";
import { formatSort, parseSort, type Sort } from "./sort-text.ts";

/** Worst first. */
export const DEFAULT_SORT: Sort = { column: "state", descending: false };

/** The sort of the table, kept in the address; worst first stands there as nothing. */
export function useSort(columns: readonly string[]): [Sort, (sort: Sort) => void] {
  const [text, setText] = useQueryState("sort", parseAsString.withDefault("").withOptions({ shallow: true }));
  const sort = useMemo(() => parseSort(text, columns) ?? DEFAULT_SORT, [text, columns]);
  const change = useCallback(
    (next: Sort) => {
      const isDefault = next.column === DEFAULT_SORT.column && next.descending === DEFAULT_SORT.descending;
      void setText(isDefault ? null : formatSort(next));
    },
    [setText],
  );
  return [sort, change];
}
