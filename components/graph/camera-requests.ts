import type { ObjectId } from "#lib/flux/object-id.ts";

type Listener = (ids: readonly ObjectId[]) => void;

const listeners = new Set<Listener>();
let waiting: readonly ObjectId[] | null = null;

/** Asks the graph to bring nodes into view; what is asked while no graph is drawn is done when one is. */
export function requestReveal(ids: readonly ObjectId[]): void {
  if (listeners.size === 0) waiting = ids;
  for (const listener of listeners) listener(ids);
}

/** Hears of what should come into view, at once of what has waited; the function it gives ends that. */
export function subscribeToReveals(listener: Listener): () => void {
  listeners.add(listener);
  if (waiting !== null) listener(waiting);
  waiting = null;
  return () => listeners.delete(listener);
}
