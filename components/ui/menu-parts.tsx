"use client";

import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const ITEM =
  "flex h-7 cursor-pointer select-none items-center gap-2 rounded-hint px-2 text-small text-fg outline-none data-[disabled]:cursor-default data-[highlighted]:bg-hover data-[disabled]:text-fg-3 max-desk:h-11 max-desk:text-sentence";

/** A menu that opens from a button (its `trigger`, one element); open when it is first there. */
export function OpenMenu({
  trigger,
  align = "start",
  className,
  children,
}: {
  readonly trigger: ReactNode;
  readonly align?: "start" | "end";
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            "z-50 max-h-[min(480px,var(--radix-dropdown-menu-content-available-height))] min-w-44 overflow-y-auto rounded-panel bg-card p-1 shadow-float",
            className,
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Something to do. */
export function MenuItem({
  onSelect,
  disabled = false,
  children,
}: {
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <DropdownMenu.Item className={ITEM} disabled={disabled} onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  );
}

/** Something to choose, together with others; the menu stays open. */
export function MenuCheckItem({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}) {
  return (
    <DropdownMenu.CheckboxItem
      className={ITEM}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="flex size-4 shrink-0 items-center justify-center rounded-hint border border-line-strong">
        <DropdownMenu.ItemIndicator>
          <Check aria-hidden size={12} className="text-accent" />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

/** The quiet heading of a part of a menu. */
export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-fg-3 text-quiet">{children}</DropdownMenu.Label>;
}

/** A hairline between parts of a menu. */
export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-1 my-1 h-px bg-line" />;
}
