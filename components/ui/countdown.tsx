"use client";

import { useNow } from "#lib/client/use-now.ts";
import { formatCountdown, nextOccurrence } from "#lib/graph/format-time.ts";
import type { NextStep } from "#lib/graph/model.ts";
import { classNames } from "./class-names.ts";
import { ProgressRing } from "./progress-ring.tsx";

/** What is left until a step, kept up to date: `0:42`, then `any moment`. Shows nothing where no moment is known. */
export function Countdown({ next, className }: { readonly next: NextStep; readonly className?: string }) {
  const now = useNow();
  const at = nextOccurrence(next, now);
  if (at === null) return null;
  return <span className={classNames("tabular-nums", className)}>{formatCountdown(at - now)}</span>;
}

/** The same as a ring that empties; of a step that comes once it can only tell over from not over. */
export function CountdownRing({ next, size = 14 }: { readonly next: NextStep; readonly size?: number }) {
  const now = useNow();
  const at = nextOccurrence(next, now);
  if (at === null) return null;
  const left = Math.max(0, at - now);
  return <ProgressRing size={size} value={next.every ? left / (next.every * 1000) : left > 0 ? 1 : 0} />;
}
