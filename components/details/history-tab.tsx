import { CircleCheck, CircleX } from "lucide-react";
import { Age } from "#components/ui/age.tsx";
import { Face } from "#components/ui/face.tsx";
import type { ObjectDetails } from "#lib/api/object-details.ts";
import { shortenRevision } from "#lib/flux/revision.ts";

/** What was applied before, newest first: revision, result, how long it took, how often it was done. */
export function HistoryTab({ history }: Pick<ObjectDetails, "history">) {
  if (history.length === 0) {
    return <Face title="No history yet">It begins with the first build that succeeds.</Face>;
  }
  return (
    <ol className="flex flex-col divide-y divide-line">
      {history.map((entry) => {
        const isGood = entry.status === "ReconciliationSucceeded";
        return (
          <li key={`${entry.revision} ${entry.first} ${entry.status}`} className="flex gap-3 py-3 first:pt-0">
            {isGood ? (
              <CircleCheck aria-hidden size={16} className="mt-0.5 shrink-0 text-good" />
            ) : (
              <CircleX aria-hidden size={16} className="mt-0.5 shrink-0 text-act" />
            )}
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline gap-2">
                <code className="min-w-0 truncate font-mono text-small" title={entry.revision ?? undefined}>
                  {entry.revision === null ? "no revision" : shortenRevision(entry.revision)}
                </code>
                <Age since={entry.last} className="ml-auto shrink-0 text-body text-fg-3" />
              </p>
              <p className="text-body text-fg-2">
                {isGood ? "Succeeded" : entry.status}
                {entry.duration !== null && ` in ${entry.duration}`}
                {` · ${entry.total === 1 ? "once" : `${entry.total} times`}`}
                {entry.total > 1 && entry.first !== null && (
                  <>
                    {" · first "}
                    <Age since={entry.first} /> ago
                  </>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
