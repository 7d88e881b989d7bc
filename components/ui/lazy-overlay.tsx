"use client";

import { Slot } from "radix-ui";
import { type KeyboardEvent, type ReactNode, Suspense, useState } from "react";

/**
 * Shows a trigger (one element) alone until it is first pressed, then `children` in its place: the same trigger with what
 * opens from it, already open. So the code of menus and the like is no part of the first load.
 */
export function LazyOverlay({
  trigger,
  preload,
  children,
}: {
  readonly trigger: ReactNode;
  /** Starts to fetch the code, as soon as it looks as if it were wanted. */
  readonly preload: () => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return <Suspense fallback={trigger}>{children}</Suspense>;
  const want = () => setWanted(true);
  const fetchEarly = () => void preload().catch(() => {});
  return (
    <Slot.Root
      aria-haspopup="true"
      aria-expanded={false}
      onPointerEnter={fetchEarly}
      onFocus={fetchEarly}
      onClick={want}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        want();
      }}
    >
      {trigger}
    </Slot.Root>
  );
}
