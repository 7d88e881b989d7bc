"use client";

import { Popover as RadixPopover } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A small panel at its `trigger` (one element) with something to read; open when it is first there. */
export function OpenPopover({
  trigger,
  label,
  align = "start",
  className,
  children,
}: {
  readonly trigger: ReactNode;
  /** Read out. */
  readonly label: string;
  readonly align?: "start" | "end";
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <RadixPopover.Root defaultOpen>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            "z-50 max-h-(--radix-popover-content-available-height) overflow-y-auto rounded-panel bg-card p-1 shadow-float outline-none",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
