"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/face.tsx";
import { useFreshness } from "#lib/client/use-freshness.ts";
import { loadDetailsPanel } from "./parts.ts";
import { useReturnedFocus } from "./use-returned-focus.ts";

const DetailsPanel = dynamic(() => loadDetailsPanel().then((module) => module.DetailsPanel), {
  ssr: false,
  loading: () => <DetailsSkeleton />,
});

/** The details of the selected node: over the graph's right side, on a phone over everything. */
export function DetailsSheet({ isPhone }: { readonly isPhone: boolean }) {
  useReturnedFocus(true);
  return (
    <aside
      aria-label="Details"
      data-id="details"
      className={
        isPhone
          ? "fixed inset-0 z-30 flex flex-col bg-surface"
          : "absolute inset-y-0 right-0 z-20 flex w-[420px] max-w-full flex-col border-line border-l bg-surface"
      }
    >
      {isPhone && <LateLine />}
      <DetailsPanel />
    </aside>
  );
}

/** The details cover the pill that says how old all of this is; what is late is said here instead. */
function LateLine() {
  const { kind, label, age } = useFreshness();
  if (kind !== "stale" && kind !== "lost") return null;
  return (
    <p data-id="late-line" className="shrink-0 border-wait-line border-b bg-wait-tint px-4 py-1.5 text-small text-wait">
      <span className="font-medium">{label}</span>
      {age !== "" && ` · ${age}`}
    </p>
  );
}

function DetailsSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-4" aria-busy="true">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-4 w-28" />
      <Skeleton className="mt-2 h-28 w-full rounded-panel" />
    </div>
  );
}
