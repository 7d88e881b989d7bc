"use client";

import { type ComponentProps, lazy } from "react";
import { LazyOverlay } from "./lazy-overlay.tsx";
import type { OpenPopover as OpenPopoverType } from "./popover-parts.tsx";

const load = () => import("./popover-parts.tsx");
const OpenPopover = lazy(async () => ({ default: (await load()).OpenPopover }));

/** A small panel with something to read that opens from a button (its `trigger`, one element). */
export function Popover(props: ComponentProps<typeof OpenPopoverType>) {
  return (
    <LazyOverlay trigger={props.trigger} preload={load}>
      <OpenPopover {...props} />
    </LazyOverlay>
  );
}
