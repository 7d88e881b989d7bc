"use client";

import { useCallback } from "react";
import { useNowSelector } from "#lib/client/use-now.ts";
import { formatSince } from "#lib/graph/format-time.ts";

/**
 * How long ago a moment (RFC 3339) was, kept up to date: `27 min`. Hovering shows the moment; null shows nothing. Renders
 * again when it says something else, not each second.
 */
export function Age({ since, className }: { readonly since: string | null; readonly className?: string }) {
  const text = useNowSelector(useCallback((now) => formatSince(since, now), [since]));
  if (since === null || text === "") return null;
  return (
    <time
      dateTime={since}
      // Not before somebody looks: the first moment that is put into words loads all that the browser knows of them.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = new Date(since).toLocaleString();
      }}
      className={`tabular-nums ${className ?? ""}`}
    >
      {text}
    </time>
  );
}
