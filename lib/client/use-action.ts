import { useMemo, useSyncExternalStore } from "react";
import type { ActionRequest } from "#lib/api/action.ts";
import type { ProblemDetails } from "#lib/api/problem-details.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { TargetProgress } from "./operations.ts";
import { useSource } from "./snapshot-source.tsx";

/** What can be asked for, and how far what was asked is; both outcomes go away some seconds after the end. */
export interface Actions {
  /** Resolves when the server has taken the request or refused it; never rejects. */
  readonly start: (request: ActionRequest) => Promise<void>;
  readonly targetOf: (id: ObjectId) => TargetProgress | null;
  /** Why the last request for a node was refused. */
  readonly errorOf: (id: ObjectId) => ProblemDetails | null;
}

/** Asks for actions and tells their progress. */
export function useActions(): Actions {
  const { operations } = useSource();
  const { subscribe, get } = operations.progress;
  const { targets, errors } = useSyncExternalStore(subscribe, get, get);
  return useMemo(
    () => ({
      start: operations.start,
      targetOf: (id) => targets.get(id) ?? null,
      errorOf: (id) => errors.get(id) ?? null,
    }),
    [operations, targets, errors],
  );
}
