import { useMemo, useSyncExternalStore } from "react";
import type { ClusterStatus } from "#lib/graph/model.ts";
import { type Freshness, toFreshness } from "./freshness.ts";
import { useSource } from "./snapshot-source.tsx";
import type { Readable } from "./store.ts";
import { hour } from "./use-now.ts";

const NONE: readonly ClusterStatus[] = [];

/** How fresh what is shown is, kept up to date; renders again only when it is said in other words. */
export function useFreshness(): Freshness {
  const freshness = useReadable();
  return useSyncExternalStore(freshness.subscribe, freshness.get, freshness.get);
}

/** Whether what is shown is too old to be taken for the present; renders again only when that changes. */
export function useIsStale(): boolean {
  const freshness = useReadable();
  const read = () => freshness.get().kind === "stale";
  return useSyncExternalStore(freshness.subscribe, read, read);
}

/** The cluster is heard from with each change: what is said of it is mostly the same. */
function useReadable(): Readable<Freshness> {
  const { connection, snapshot } = useSource();
  return useMemo(() => {
    let last: Freshness | null = null;
    return {
      get() {
        const next = toFreshness(connection.get(), snapshot.get()?.clusters ?? NONE, hour.get());
        const isSame = next.kind === last?.kind && next.label === last.label && next.age === last.age;
        last = isSame ? last : next;
        return last ?? next;
      },
      subscribe(listener) {
        const ends = [connection, snapshot, hour].map((each) => each.subscribe(listener));
        return () => {
          for (const end of ends) end();
        };
      },
    };
  }, [connection, snapshot]);
}
