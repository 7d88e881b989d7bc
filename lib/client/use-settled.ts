import { startTransition, useEffect, useState } from "react";

/**
 * Whether what is first drawn has been drawn: false in the first render, then true in one that may be interrupted. What
 * is much, and not what is waited for most, is left to that.
 */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => startTransition(() => setSettled(true)), []);
  return isSettled;
}
