import { useEffect, useRef } from "react";
import useSWR from "swr";
import { type ObjectDetails, objectDetailsSchema } from "#lib/api/object-details.ts";
import { toObjectPath } from "#lib/api/paths.ts";
import type { ProblemDetails } from "#lib/api/problem-details.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { fetchJson, toProblemDetails } from "./fetch-json.ts";
import { useNode } from "./snapshot-source.tsx";

/** One object whole, and again each time its node in the snapshot changes; `details` stays while it is fetched anew. */
export function useObjectDetails(id: ObjectId | null): {
  readonly details: ObjectDetails | null;
  readonly error: ProblemDetails | null;
  readonly isLoading: boolean;
} {
  const path = id === null ? null : toObjectPath(id);
  const { data, error, isLoading, mutate } = useSWR(path, (path: string) => fetchJson(objectDetailsSchema, path), {
    revalidateOnFocus: false,
  });
  const node = useNode(id);
  const seen = useRef({ id, node });
  useEffect(() => {
    const before = seen.current;
    seen.current = { id, node };
    if (before.id === id && before.node !== undefined && before.node !== node) void mutate();
  }, [id, node, mutate]);
  return { details: data ?? null, error: error === undefined ? null : toProblemDetails(error), isLoading };
}
