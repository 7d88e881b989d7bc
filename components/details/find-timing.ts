import type { ObjectDetails } from "#lib/api/object-details.ts";
import { formatInterval } from "#lib/graph/format-time.ts";
import type { GraphNode } from "#lib/graph/model.ts";

/** What the last attempts came to. */
export interface Attempts {
  readonly words: string;
  /** When the first and the last of them were, RFC 3339. */
  readonly first: string | null;
  readonly last: string | null;
}

/** Tells of the failed attempts at what is wanted now, from the history or else from what was counted; null for none. */
export function findAttempts(
  { state, attempts, retrying }: Pick<GraphNode, "state" | "attempts" | "retrying">,
  history: ObjectDetails["history"],
): Attempts | null {
  if (state !== "failed") return null;
  const newest = history[0];
  const failed = newest === undefined || newest.status === "ReconciliationSucceeded" ? undefined : newest;
  const count = attempts ?? failed?.total ?? null;
  if (count === null) return null;
  const running = retrying ? `, number ${count + 1} is running` : "";
  return { words: `${count} failed${running}`, first: failed?.first ?? null, last: failed?.last ?? null };
}

/** Says how long it may take until a node is ready; null where that is not known. What is due at a moment is told by a clock. */
export function toAheadWords({ state, ahead }: Pick<GraphNode, "state" | "ahead">): string | null {
  if (state !== "blocked" || ahead === undefined || ahead.seconds <= 0 || ahead.at !== null) return null;
  return `Up to ${formatInterval(ahead.seconds)} once the cause is mended${toChecks(ahead.checks)}`;
}

function toChecks(checks: number): string {
  if (checks === 0) return "";
  return `: ${checks === 1 ? "a dependency check" : `${checks} dependency checks`} of up to 30 s on the way`;
}
