"use client";

import { useNow } from "#lib/client/use-now.ts";
import { formatSince } from "#lib/graph/format-time.ts";

/** How long ago a moment (RFC 3339) was, kept up to date: `27 min`. Hovering shows the moment; null shows nothing. */
export function Age({ since, className }: { readonly since: string | null; readonly className?: string }) {
  const now = useNow();
  const text = formatSince(since, now);
  if (since === null || text === "") return null;
  return (
    <time dateTime={since} title={new Date(since).toLocaleString()} className={`tabular-nums ${className ?? ""}`}>
      {text}
    </time>
  );
}
