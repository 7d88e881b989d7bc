import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

/** A square button with an icon alone; its label is read out and shown on hover. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & { readonly label: string; readonly children: ReactNode }) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        aria-label={label}
        className={classNames(
          "inline-flex size-7 shrink-0 items-center justify-center rounded-card text-fg-2 transition-colors duration-[120ms]",
          "hover:bg-hover hover:text-fg disabled:cursor-not-allowed disabled:opacity-50 max-desk:size-11",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
