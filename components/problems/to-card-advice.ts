import type { Problem } from "#lib/graph/model.ts";

/** Those whose card says what to do already, by its button or by a name that was meant. */
const TOLD: ReadonlySet<Problem["kind"]> = new Set(["suspended", "missing", "revision"]);

/** Gives the advice that stands on a problem's card; empty where the card says as much without it. */
export function toCardAdvice({ kind, advice = "" }: Pick<Problem, "kind" | "advice">): string {
  return TOLD.has(kind) ? "" : advice;
}
