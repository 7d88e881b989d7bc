/** By which column the table is sorted, and which way. */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/** Reads a sort as it stands in the address, `blocks` or `-blocks`; null when it names no column of the table. */
export function parseSort(text: string, columns: readonly string[]): Sort | null {
  const descending = text.startsWith("-");
  const column = descending ? text.slice(1) : text;
  return columns.includes(column) ? { column, descending } : null;
}

/** Writes a sort for the address. */
export function formatSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}
