const SECONDS_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** A fleet writes the same few durations ten thousand times. */
const known = new Map<string, number | null>();
const MOST_KNOWN = 1_000;

/** Reads a Go duration (`1h2m3.5s`, metav1.Duration) as seconds, or gives null when it is none. */
export function parseDuration(text: string): number | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const seconds = read(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, seconds);
  return seconds;
}

function read(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return text === "0" ? 0 : null;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    seconds += Number(amount) * (SECONDS_PER_UNIT[unit ?? ""] ?? 0);
  }
  return seconds;
}

/** Writes seconds as Go's `time.Duration` prints them: `30s`, `1m0s`, `1h0m0s`, `250ms`. */
export function formatDuration(seconds: number): string {
  if (seconds <= 0) return "0s";
  if (seconds < 1e-3) return `${trim(seconds * 1e6)}µs`;
  if (seconds < 1) return `${trim(seconds * 1e3)}ms`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${trim(seconds - hours * 3600 - minutes * 60)}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

function trim(value: number): string {
  return String(Number(value.toFixed(6)));
}
