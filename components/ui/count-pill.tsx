import { classNames } from "./class-names.ts";

/** A quiet number beside a heading or in a tab. */
export function CountPill({ count, className }: { readonly count: number; readonly className?: string }) {
  return (
    <span
      className={classNames(
        "inline-flex min-w-4 items-center justify-center rounded-hint bg-hover px-1 font-medium text-fg-2 text-quiet tabular-nums",
        className,
      )}
    >
      {count}
    </span>
  );
}
