import type { Problem } from "#lib/graph/model.ts";

/** How long a finished problem stays to be seen ticked. */
export const LINGER_MS = 10_000;

/** A problem on the screen; `finishedAt` (milliseconds) once it is gone from the snapshot. */
export interface ShownProblem {
  readonly problem: Problem;
  readonly finishedAt: number | null;
}

/**
 * Follows the list of problems from one moment to the next: those that are gone stay in their place, ticked, for ten
 * seconds; what is there stands in the order given. Gives the same list back when nothing has changed.
 */
export function applyProblems(
  shown: readonly ShownProblem[],
  problems: readonly Problem[],
  now: number,
): readonly ShownProblem[] {
  const known = new Map(shown.map((entry) => [entry.problem.id, entry]));
  const present = new Set(problems.map(({ id }) => id));
  const next: ShownProblem[] = problems.map((problem) => {
    const entry = known.get(problem.id);
    return entry?.problem === problem && entry.finishedAt === null ? entry : { problem, finishedAt: null };
  });
  shown.forEach((entry, place) => {
    if (present.has(entry.problem.id)) return;
    const finished = entry.finishedAt === null ? { ...entry, finishedAt: now } : entry;
    if (now - (finished.finishedAt ?? now) < LINGER_MS) next.splice(Math.min(place, next.length), 0, finished);
  });
  return next.length === shown.length && next.every((entry, place) => entry === shown[place]) ? shown : next;
}

/** The moment (milliseconds) at which the next ticked problem leaves; null when none is ticked. */
export function findNextLeave(shown: readonly ShownProblem[]): number | null {
  const moments = shown.flatMap(({ finishedAt }) => (finishedAt === null ? [] : [finishedAt + LINGER_MS]));
  return moments.length === 0 ? null : Math.min(...moments);
}
