"use client";

import { type ComponentProps, lazy } from "react";
import { LazyOverlay } from "./lazy-overlay.tsx";
import type { OpenMenu as OpenMenuType } from "./menu-parts.tsx";

const load = () => import("./menu-parts.tsx");
const OpenMenu = lazy(async () => ({ default: (await load()).OpenMenu }));

/** A menu that opens from a button (its `trigger`, one element). */
export function Menu(props: ComponentProps<typeof OpenMenuType>) {
  return (
    <LazyOverlay trigger={props.trigger} preload={load}>
      <OpenMenu {...props} />
    </LazyOverlay>
  );
}

/** Something to do. */
export const MenuItem = lazy(async () => ({ default: (await load()).MenuItem }));

/** Something to choose, together with others; the menu stays open. */
export const MenuCheckItem = lazy(async () => ({ default: (await load()).MenuCheckItem }));

/** The quiet heading of a part of a menu. */
export const MenuLabel = lazy(async () => ({ default: (await load()).MenuLabel }));

/** A hairline between parts of a menu. */
export const MenuSeparator = lazy(async () => ({ default: (await load()).MenuSeparator }));
