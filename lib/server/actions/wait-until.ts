import type { ClusterChange } from "#lib/cluster/cluster-reader.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { readTarget, type Target } from "./read-target.ts";

/**
 * Looks at an object now and after each of its changes, until `read` gives something. Also ends when the object is
 * gone, and after some seconds. Rejects when the signal is aborted.
 */
export function waitUntil<Result>(
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  target: Target,
  seconds: number,
  read: (object: RawObject) => Result | null,
): Promise<Result | "gone" | "timed-out"> {
  return new Promise((resolve, reject) => {
    const end = (finish: () => void) => {
      unsubscribe();
      cancel();
      signal.removeEventListener("abort", abort);
      finish();
    };
    const abort = () => end(() => reject(new Error("Headwater was stopped before it was done; the request stays.")));
    const look = () => {
      const object = readTarget(target);
      const result = object === undefined ? "gone" : read(object);
      if (result !== null) end(() => resolve(result));
    };
    const unsubscribe = target.cluster.reader.subscribe((change) => {
      if (concerns(change, target)) look();
    });
    const cancel = clock.schedule(() => end(() => resolve("timed-out")), seconds * 1000);
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    else look();
  });
}

function concerns(change: ClusterChange, { kind, namespace, name }: Target): boolean {
  if (change.type === "status" || change.kind !== kind.kind) return false;
  if (change.type === "list") return true;
  const { metadata } = change.object;
  return metadata.name === name && metadata.namespace === namespace;
}
