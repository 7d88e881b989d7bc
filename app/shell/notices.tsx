"use client";

import { TriangleAlert, X } from "lucide-react";
import { useMemo, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { findNotices } from "#lib/client/main-face.ts";
import { useSnapshot } from "#lib/client/snapshot-source.tsx";

/** One line for each thing that is wrong beside a graph that can be shown; it can be put away until it changes. */
export function Notices() {
  const snapshot = useSnapshot();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const clusters = snapshot?.clusters;
  const notices = useMemo(() => findNotices(clusters ?? []), [clusters]);
  if (snapshot === null || snapshot.nodes.length === 0) return null;
  return notices
    .filter(({ id }) => !dismissed.includes(id))
    .map(({ id, message, fix }) => (
      <div
        key={id}
        role="status"
        data-id="notice"
        className="flex min-h-9 shrink-0 items-center gap-2 border-wait-line border-b bg-wait-tint py-1 pr-2 pl-4 text-fg"
      >
        <TriangleAlert aria-hidden size={14} className="shrink-0 text-wait" />
        <p className="min-w-0 flex-1">
          {message} <span className="text-fg-2">{fix}</span>
        </p>
        <IconButton label="Put away" className="max-desk:size-9" onClick={() => setDismissed([...dismissed, id])}>
          <X aria-hidden size={14} />
        </IconButton>
      </div>
    ));
}
