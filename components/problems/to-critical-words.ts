import { formatInterval } from "#lib/graph/format-time.ts";
import type { CriticalPath } from "#lib/graph/model.ts";
import { toShortName } from "#lib/graph/names.ts";

/** Says how long the longest way of all that is still to come may take; null where there is none. */
export function toCriticalWords(ahead: CriticalPath | null | undefined): string | null {
  const last = ahead?.nodes.at(-1);
  if (ahead == null || last === undefined || ahead.nodes.length < 2 || ahead.seconds <= 0) return null;
  const most = `up to ${formatInterval(ahead.seconds)} until the last, ${toShortName(last).name}, is ready`;
  return ahead.at === null ? `Once mended, ${most}.` : `Still ${most}.`;
}
