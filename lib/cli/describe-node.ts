import {
  formatAge,
  formatCountdown,
  formatElapsed,
  formatInterval,
  formatSince,
  nextOccurrence,
} from "#lib/graph/format-time.ts";
import type { GraphNode, NextStep } from "#lib/graph/model.ts";

/** Says how a node is and since when; `now` in milliseconds. */
export function describeState(node: GraphNode, now: number): string {
  const age = formatSince(node.since, now);
  const lasting = age === "" ? "" : ` for ${age}`;
  switch (node.state) {
    case "ready":
      return `Ready${lasting}${node.behind ? ", behind its source" : ""}`;
    case "blocked":
      return `Blocked${lasting}`;
    case "failed":
      return `Failed${age === "" ? "" : ` ${age} ago`}${node.retrying ? ", trying again now" : ""}`;
    case "suspended":
      return `Suspended${lasting}${node.behind ? ", behind its source" : ""}`;
    case "progressing":
      return `Progressing${describeActivity(node, now)}`;
    case "terminating":
      return `Being deleted${lasting}`;
    case "missing":
      return "Does not exist";
    case "hidden":
      return "Exists, but may not be read from here";
    case "unknown":
      return "Unknown";
  }
}

function describeActivity({ activity }: GraphNode, now: number): string {
  if (activity === null) return "";
  const since = Date.parse(activity.since ?? "");
  const elapsed = Number.isNaN(since) ? "" : ` ${formatElapsed(now - since)}`;
  return `: ${activity.step}${elapsed}`;
}

/** Says what happens by itself, and when; a sentence without its subject. */
export function describeNext(next: NextStep, now: number): string {
  const at = nextOccurrence(next, now);
  const when = at === null ? "" : at <= now ? " any moment" : ` in ${formatCountdown(at - now)}`;
  const often = next.every === null ? "" : `every ${formatInterval(next.every)}`;
  switch (next.what) {
    case "retry":
      return at === null ? "is trying again now, or about to" : `tries again${when}`;
    case "dependency-check":
      return `looks again${when}${often === "" ? "" : ` (${often})`}`;
    case "interval":
      return `is reconciled again${when}${often === "" ? "" : ` (${often})`}`;
    case "nothing":
      return "does nothing more by itself";
  }
}

/** Says how long it takes once nothing has to be mended any more; nothing where that is not known or nothing is to come. */
export function describeAhead({ state, ahead }: GraphNode): readonly string[] {
  if (state !== "blocked" || ahead === undefined || ahead.seconds <= 0) return [];
  const checks = ahead.checks === 1 ? "1 dependency check" : `${ahead.checks} dependency checks`;
  return [`Once the cause is mended, it may take up to ${formatInterval(ahead.seconds)} (${checks} on the way).`];
}

/** Writes how many attempts failed, where that is known. */
export function describeAttempts({ attempts }: Pick<GraphNode, "attempts">): string {
  if (attempts === null) return "";
  return attempts === 1 ? "1 attempt failed" : `${attempts} attempts failed`;
}

/** How long ago a moment was; empty where it is not known. */
export function describeAgo(since: string | null, now: number): string {
  const at = Date.parse(since ?? "");
  return Number.isNaN(at) ? "" : `${formatAge(now - at)} ago`;
}
