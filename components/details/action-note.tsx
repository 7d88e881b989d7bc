"use client";

import { useActions } from "#lib/client/use-action.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";

/** What came of the last action on an object, in words: the controller's answer, or why it was refused and what to do. */
export function ActionNote({ target, className = "" }: { readonly target: ObjectId; readonly className?: string }) {
  const { targetOf, errorOf } = useActions();
  const error = errorOf(target);
  const message = targetOf(target)?.message ?? "";
  return (
    <div aria-live="polite" className={error === null && message === "" ? "hidden" : `text-small ${className}`}>
      {error !== null && (
        <p className="text-act">
          {error.detail || error.title} {error.fix}
        </p>
      )}
      {error === null && <p className="text-fg-2">{message}</p>}
    </div>
  );
}
