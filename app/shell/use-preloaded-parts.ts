import { useEffect } from "react";
import { useConnectionSelector } from "#lib/client/snapshot-source.tsx";
import {
  loadAccessDialog,
  loadDetailsPanel,
  loadDrawer,
  loadFindingsDrawer,
  loadGraphPane,
  loadKeysDialog,
  loadPalette,
  loadTablePane,
} from "./parts.ts";

/** Every part of the page that is not in its first load. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  loadGraphPane,
  loadDetailsPanel,
  loadPalette,
  () => import("#components/ui/menu-parts.tsx"),
  () => import("#components/ui/popover-parts.tsx"),
  loadTablePane,
  () => import("#components/details/confirm-popover.tsx"),
  () => import("#components/details/path-picker.tsx"),
  loadDrawer,
  loadFindingsDrawer,
  loadAccessDialog,
  loadKeysDialog,
];

const QUIET_MS = 3_000;

/**
 * Fetches the rest of the page's code once the graph is there and the first rush is over: what opens later opens at once,
 * and also while Headwater is away or is of another version by then. What fails is fetched when it is wanted.
 */
export function usePreloadedParts(): void {
  const isThere = useConnectionSelector(({ transport }) => transport === "stream" || transport === "polling");
  useEffect(() => {
    if (!isThere) return;
    const timer = setTimeout(() => void fetchParts(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [isThere]);
}

/** One after the other, so that nothing that somebody waits for stands in line behind it. */
async function fetchParts(): Promise<void> {
  for (const load of PARTS) await load().catch(() => undefined);
}
