import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** A small thing to press, 26 px high: a filter (with `pressed`) or a link to a node. Takes an icon and words. */
export function Chip({ pressed, className, ...rest }: ComponentProps<"button"> & { readonly pressed?: boolean }) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={classNames(
        "inline-flex h-[26px] shrink-0 select-none items-center gap-1.5 whitespace-nowrap rounded-card border px-2 text-small transition-colors duration-[120ms] max-desk:h-11 max-desk:px-3 max-desk:text-body",
        pressed
          ? "border-line-strong bg-hover text-fg"
          : "border-line text-fg-2 hover:border-line-strong hover:text-fg",
        className,
      )}
      {...rest}
    />
  );
}
