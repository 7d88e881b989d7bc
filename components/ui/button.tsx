import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const VARIANTS = {
  primary: "bg-accent-fill text-white hover:brightness-110",
  outline: "border border-line-strong text-fg hover:bg-hover",
  quiet: "text-fg-2 hover:bg-hover hover:text-fg",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  /** At most one primary in sight of another. */
  readonly variant?: keyof typeof VARIANTS;
}

/** A button, 28 px high, 44 on a phone. Takes an icon (14 px) and words as children; disabled, it needs a `title` that says why. */
export function Button({ variant = "outline", className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        "inline-flex h-7 shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-card px-2.5 font-medium text-small",
        "transition-colors duration-[120ms] max-desk:h-11 max-desk:px-4 max-desk:text-sentence",
        "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
        VARIANTS[variant],
        className,
      )}
      {...rest}
    />
  );
}
