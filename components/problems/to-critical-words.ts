import { formatInterval } from "#lib/graph/format-time.ts";
import type { CriticalPath } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";

/** What is still to come, in a sentence and as the names on its way. */
export interface CriticalWords {
  readonly words: string;
  readonly way: string;
}

/** Says how long the longest way of all that is still to come may take; null where there is none. */
export function toCriticalWords(ahead: CriticalPath | null | undefined): CriticalWords | null {
  if (ahead == null || ahead.nodes.length < 2 || ahead.seconds <= 0) return null;
  const most = `up to ${formatInterval(ahead.seconds)} to the last`;
  return {
    words: ahead.at === null ? `Once mended, ${most}.` : `Still ${most}.`,
    way: ahead.nodes.map((id) => toShortName(id).name).join(" → "),
  };
}
