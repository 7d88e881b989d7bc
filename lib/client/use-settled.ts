import { startTransition, useEffect, useState } from "react";

/** A page that is never idle does not wait for it any longer. */
const LONGEST_MS = 1_000;

/**
 * Whether the page has come to rest after what is first drawn: false in the first render, then true in one that may be
 * interrupted. What is much, and not what is waited for most, is left to that.
 */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setSettled(true))), []);
  return isSettled;
}

/** Calls back once when there is nothing else to do; the function it gives takes the request back. */
function whenIdle(run: () => void): () => void {
  // Safari has no such thing.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, LONGEST_MS);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: LONGEST_MS });
  return () => cancelIdleCallback(request);
}
