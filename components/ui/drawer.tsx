"use client";

import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const SIDES = {
  left: "inset-y-0 left-0 w-[min(320px,calc(100vw-48px))] border-r",
  right: "inset-y-0 right-0 w-[min(420px,100vw)] border-l",
  full: "inset-0",
} as const;

/** A panel over the page that keeps the focus until it is closed (Esc, or a press beside it). */
export function Drawer({
  open,
  onClose,
  title,
  side = "left",
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Read out; the content shows its own heading. */
  readonly title: string;
  readonly side?: keyof typeof SIDES;
  readonly children: ReactNode;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusWhole}
          className={classNames(
            "fixed z-40 flex flex-col overflow-hidden border-line bg-surface outline-none",
            SIDES[side],
          )}
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first control would show its tooltip at once; the panel as a whole is as good a place to start from. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
