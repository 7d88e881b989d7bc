import type { NextStep } from "./model.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Writes how long ago something was, given in milliseconds: `40 s`, `27 min`, `2 h`, `6 d`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/** Writes the age of a moment (RFC 3339) at `now`, or an empty text where it is not known. */
export function formatSince(since: string | null, now: number): string {
  const at = since === null ? Number.NaN : Date.parse(since);
  return Number.isNaN(at) ? "" : formatAge(now - at);
}

/** Writes what is left in milliseconds: `0:42`, `8:15`, `1:02:00`, and `any moment` when nothing is. */
export function formatCountdown(ms: number): string {
  return ms <= 0 ? "any moment" : formatElapsed(ms + 999);
}

/** Writes a span in milliseconds as a stopwatch does: `0:08`, `1:12`, `1:02:00`. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / MINUTE) % 60;
  const hours = Math.floor(seconds / HOUR);
  const tail = String(seconds % MINUTE).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** Writes a length in seconds in words: `30 s`, `10 min`, `1 h 30 min`. */
export function formatInterval(seconds: number): string {
  const parts = [
    [Math.floor(seconds / HOUR), "h"],
    [Math.floor((seconds % HOUR) / MINUTE), "min"],
    [Math.round(seconds % MINUTE), "s"],
  ] as const;
  const words = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return words.length === 0 ? "0 s" : words.join(" ");
}

/**
 * Gives the first moment of a step that is not over yet at `now`, both in milliseconds; null when nothing is known to
 * happen. A step that does not come again stays at its moment, over or not.
 */
export function nextOccurrence(next: NextStep, now: number): number | null {
  const first = next.at === null ? Number.NaN : Date.parse(next.at);
  if (Number.isNaN(first)) return null;
  if (first >= now || next.every === null || next.every <= 0) return first;
  const period = next.every * 1000;
  return first + Math.ceil((now - first) / period) * period;
}
