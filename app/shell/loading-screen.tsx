import { Skeleton } from "#components/ui/face.tsx";
import { Logo } from "./logo.tsx";

/** The page before anything of it has been read: its bars stand, grey shapes hold the places of the rest. */
export function LoadingScreen() {
  return (
    <div className="flex h-dvh flex-col" data-id="loading" aria-busy="true">
      <header className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b bg-surface px-4">
        <Logo />
        <span className="font-semibold text-sentence">Headwater</span>
      </header>
      <div className="flex min-h-0 flex-1">
        <div className="hidden w-[300px] border-line border-r bg-surface p-4 wide:block">
          <ColumnSkeleton />
        </div>
        <div className="min-w-0 flex-1">
          <div className="hidden h-11 border-line border-b desk:block" />
          <GraphSkeleton />
        </div>
      </div>
      <p className="sr-only" role="status">
        Loading
      </p>
    </div>
  );
}

/** Stands for the problems. */
export function ColumnSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-1.5 w-full" />
      <Skeleton className="h-4 w-48" />
      <Skeleton className="mt-2 h-32 w-full rounded-panel" />
      <Skeleton className="h-32 w-full rounded-panel" />
    </div>
  );
}

const WAVES = [
  ["crds", "namespaces"],
  ["storage", "operators", "secrets", "monitoring", "certificates"],
  ["database", "cache", "queue", "gateway"],
  ["migrations", "topics", "identity"],
  ["api", "web", "jobs", "reports", "search"],
];

/** Stands for the graph. */
export function GraphSkeleton() {
  return (
    <div className="flex gap-8 overflow-hidden p-6">
      {WAVES.map((names) => (
        <div key={names.join()} className="flex flex-col justify-center gap-2.5">
          {names.map((name) => (
            <Skeleton key={name} className="h-10 w-36 rounded-card" />
          ))}
        </div>
      ))}
    </div>
  );
}
