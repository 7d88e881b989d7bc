"use client";

import type { ReactNode } from "react";
import { useAddress, ViewStateContext } from "./use-view-state.ts";

/** Gives everything below it what is chosen on the screen; the address is read here and nowhere else. */
export function ViewStateProvider({ children }: { readonly children: ReactNode }) {
  return <ViewStateContext value={useAddress()}>{children}</ViewStateContext>;
}
