import { isApiError } from "#lib/cluster/api-error.ts";
import type { ClusterChange } from "#lib/cluster/cluster-reader.ts";
import { type Clock, sleep } from "#lib/flux/clock.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { readTarget, type Target } from "./read-target.ts";

const POLL_MS = 2_000;

interface Waiter {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Looks at an object now and after each of its changes, until `read` gives something. Also ends when the object is
 * gone, and after some seconds. Rejects when the signal is aborted.
 */
export function waitUntil<Result>(
  { clock, signal }: Waiter,
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

/** As {@link waitUntil}, for an object that is not kept live: asks for it each 2 s. Throws an ApiError when it may not. */
export async function pollUntil<Result>(
  { clock, signal }: Waiter,
  { cluster, kind, namespace, name }: Target,
  seconds: number,
  read: (object: RawObject) => Result | null,
): Promise<Result | "gone" | "timed-out"> {
  const until = clock.now() + seconds * 1000;
  while (clock.now() < until) {
    await sleep(clock, POLL_MS, signal);
    try {
      const result = read(await cluster.reader.api.get(kind, namespace, name));
      if (result !== null) return result;
    } catch (error) {
      if (isApiError(error) && error.kind === "not-found") return "gone";
      if (!isApiError(error) || error.kind === "forbidden") throw error;
    }
  }
  return "timed-out";
}

function concerns(change: ClusterChange, { kind, namespace, name }: Target): boolean {
  if (change.type === "status" || change.kind !== kind.kind) return false;
  if (change.type === "list") return true;
  const { metadata } = change.object;
  return metadata.name === name && metadata.namespace === namespace;
}
